package org.normscope.view.style;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.normscope.state.app.AppModel;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;

/** The Style workspace: content and styles at the left, the result, what can be set at the right. */
public final class StyleView extends HBox {
    /** Below this many letters' heights both sides make room for the result. */
    private static final double NARROW = 80;

    private final StyleResult result;

    public StyleView(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("style-workspace");
        setMinHeight(0);
        result = new StyleResult(app.workspace(StyleModel.class), controls);
        HBox.setHgrow(result, Priority.ALWAYS);
        Label letter = new Label();
        Room.tight(this, letter, NARROW);
        letter.setManaged(false);
        getChildren().addAll(letter, new StyleInputs(app, controls, asker), result,
            new StyleInspector(app, controls, asker));
    }

    /** The result with what stands in its corners. */
    StyleResult result() {
        return result;
    }
}
