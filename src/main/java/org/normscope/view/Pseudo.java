package org.normscope.view;

import javafx.css.PseudoClass;

/** The states that the style sheets know beside the toolkit's own. */
final class Pseudo {
    static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");
    static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    /** A card of the walk with patches beside its map. */
    static final PseudoClass BLOCKS = PseudoClass.getPseudoClass("blocks");
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private Pseudo() { }
}
