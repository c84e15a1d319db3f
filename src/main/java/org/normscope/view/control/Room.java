package org.normscope.view.control;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/** Whether there is room for what can be left out. */
public final class Room {
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

    private Room() { }

    /** Gives a region the pseudo-class "tight" while it is less wide than a number of letters' heights. */
    public static void tight(Region region, Labeled words, double letters) {
        Runnable look = () ->
            region.pseudoClassStateChanged(TIGHT, region.getWidth() < letters * words.getFont().getSize());
        region.widthProperty().addListener(change -> look.run());
        words.fontProperty().addListener(change -> look.run());
    }

    /** Gives a region the pseudo-class "low" while it is less high than a number of letters, which may change. */
    public static void low(Region region, Labeled words, ObservableValue<? extends Number> letters) {
        Runnable look = () -> region.pseudoClassStateChanged(LOW,
            region.getHeight() < letters.getValue().doubleValue() * words.getFont().getSize());
        region.heightProperty().addListener(change -> look.run());
        words.fontProperty().addListener(change -> look.run());
        letters.addListener((property, old, now) -> look.run());
        look.run();
    }

    /** Words that may be long, a name among them, are whole where there is room; so many letters' heights they keep. */
    public static <L extends Labeled> L least(L words, double letters) {
        words.minWidthProperty().bind(Bindings.createDoubleBinding(() -> Math.min(words.prefWidth(-1),
            letters * words.getFont().getSize()), words.textProperty(), words.fontProperty()));
        return words;
    }

    /** Takes up room only while something holds. */
    public static <N extends Node> N shown(N node, ObservableValue<Boolean> when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    /** As {@link #enough}, for its height. */
    public static BooleanBinding high(Region region, Labeled words, double letters) {
        return over(region.heightProperty(), words, letters);
    }

    /**
     * True while a region is wider than a number of letters' heights: it is asked in letters, because themes enlarge
     * them.
     */
    public static BooleanBinding enough(Region region, Labeled words, double letters) {
        return over(region.widthProperty(), words, letters);
    }

    private static BooleanBinding over(ReadOnlyDoubleProperty extent, Labeled words, double letters) {
        return Bindings.createBooleanBinding(() -> extent.get() > letters * words.getFont().getSize(),
            extent, words.fontProperty());
    }
}
