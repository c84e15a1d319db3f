package org.normscope.view.frame;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.normscope.state.app.AppModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;

/** What to try first in a workspace, in one line, until dismissed for good. */
final class HintLine extends HBox {
    HintLine(Controls controls, AppModel app, Face face) {
        getStyleClass().add("hints");
        setAlignment(Pos.CENTER_LEFT);
        FontIcon lamp = new FontIcon(MaterialDesignL.LIGHTBULB_ON_OUTLINE);
        getChildren().add(lamp);
        List<String> hints = face.hints();
        for (int i = 0; i < hints.size(); i++) {
            Label hint = controls.label(hints.get(i), "small");
            hint.setWrapText(true);
            hint.setMinHeight(USE_PREF_SIZE);
            hint.setPrefWidth(0);
            hint.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(hint, Priority.ALWAYS);
            getChildren().add(hint);
        }
        Button dismiss = controls.icon("hint.dismiss", MaterialDesignC.CLOSE, Shortcut.TAB,
            () -> app.hints().dismiss(face.id()));
        dismiss.getStyleClass().add("flat");
        getChildren().add(dismiss);
        setMinHeight(USE_PREF_SIZE);
        BooleanBinding wanted = Bindings.createBooleanBinding(() -> !hints.isEmpty()
            && app.workspace().get() != null && app.workspace().get().id().equals(face.id())
            && !app.hints().dismissed().contains(face.id()), app.workspace(), app.hints().dismissed());
        Room.shown(this, wanted);
    }
}
