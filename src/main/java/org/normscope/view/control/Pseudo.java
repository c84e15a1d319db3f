package org.normscope.view.control;

import javafx.css.PseudoClass;

/** The states that the style sheets know beside the toolkit's own. */
public final class Pseudo {
    public static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    public static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    public static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");
    public static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    /** A card of the walk with patches beside its map. */
    public static final PseudoClass BLOCKS = PseudoClass.getPseudoClass("blocks");
    public static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    public static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private Pseudo() { }
}
