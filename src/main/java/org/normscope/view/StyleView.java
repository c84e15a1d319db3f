package org.normscope.view;

import javafx.scene.layout.HBox;
import org.normscope.state.AppModel;

/** The Style workspace: content and styles, the result, the settings. */
public final class StyleView extends HBox {
    public StyleView(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("style");
        getChildren().add(controls.label("style.title", "title"));
    }
}
