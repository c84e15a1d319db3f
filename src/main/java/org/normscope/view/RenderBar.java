package org.normscope.view;

import javafx.scene.layout.VBox;
import org.normscope.state.StyleModel;

/** Full size. */
final class RenderBar extends VBox {
    RenderBar(StyleModel model, Controls controls, FileAsker asker) {
        getStyleClass().add("render-bar");
    }
}
