package org.normscope.view;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;

/** Whether there is room for what can be left out. */
final class Room {
    private Room() { }

    /** True while a region is wider than a number of letters' heights: it is asked in letters, because themes enlarge them. */
    static BooleanBinding enough(Region region, Labeled words, double letters) {
        return Bindings.createBooleanBinding(() -> region.getWidth() > letters * words.getFont().getSize(),
            region.widthProperty(), words.fontProperty());
    }
}
