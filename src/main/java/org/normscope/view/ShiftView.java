package org.normscope.view;

import javafx.scene.layout.HBox;
import org.normscope.state.AppModel;

/** The Shift workspace: the picture in another look, how far that moves each network's features, and what can be done about it. */
public final class ShiftView extends HBox {
    public ShiftView(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("shift");
    }
}
