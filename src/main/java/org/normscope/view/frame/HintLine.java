package org.normscope.view.frame;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
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

/**
 * What to try first in a workspace, in one line, until dismissed for good: all of it side by side, or one after the
 * other where the window is narrow.
 */
final class HintLine extends HBox {
    /** Letters' heights below which one hint takes the line. */
    private static final double ROOMY = 76;

    private final IntegerProperty current = new SimpleIntegerProperty();

    HintLine(Controls controls, AppModel app, Face face) {
        getStyleClass().add("hints");
        setAlignment(Pos.CENTER_LEFT);
        FontIcon lamp = new FontIcon(MaterialDesignL.LIGHTBULB_ON_OUTLINE);
        getChildren().add(lamp);
        List<String> hints = face.hints();
        Button dismiss = controls.icon("hint.dismiss", MaterialDesignC.CLOSE, Shortcut.TAB,
            () -> app.hints().dismiss(face.id()));
        BooleanBinding roomy = Room.enough(this, dismiss, ROOMY);
        for (int i = 0; i < hints.size(); i++) {
            Label hint = controls.label(hints.get(i), "small");
            hint.setWrapText(true);
            hint.setMinHeight(USE_PREF_SIZE);
            hint.setPrefWidth(0);
            hint.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(hint, Priority.ALWAYS);
            getChildren().add(Room.shown(hint, roomy.or(current.isEqualTo(i))));
        }
        Button next = controls.icon("hint.next", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB,
            () -> current.set((current.get() + 1) % hints.size()));
        next.getStyleClass().add("flat");
        getChildren().add(Room.shown(next, roomy.not()));
        dismiss.getStyleClass().add("flat");
        getChildren().add(dismiss);
        setMinHeight(USE_PREF_SIZE);
        BooleanBinding wanted = Bindings.createBooleanBinding(() -> !hints.isEmpty()
            && app.workspace().get() != null && app.workspace().get().id().equals(face.id())
            && !app.hints().dismissed().contains(face.id()), app.workspace(), app.hints().dismissed());
        Room.shown(this, wanted);
    }
}
