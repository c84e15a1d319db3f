package org.normscope.view.frame;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
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
 * What to try first in a workspace, in one line, until dismissed for good: as many hints side by side as are read
 * without a break, the others one step further.
 */
final class HintLine extends HBox {
    private final List<Label> hints = new ArrayList<>();
    private final Button next, dismiss;
    private int first, behind;

    HintLine(Controls controls, AppModel app, Face face) {
        getStyleClass().add("hints");
        setAlignment(Pos.CENTER_LEFT);
        FontIcon lamp = new FontIcon(MaterialDesignL.LIGHTBULB_ON_OUTLINE);
        getChildren().add(lamp);
        dismiss = controls.icon("hint.dismiss", MaterialDesignC.CLOSE, Shortcut.TAB,
            () -> app.hints().dismiss(face.id()));
        for (String key : face.hints()) {
            Label hint = controls.label(key, "small");
            hint.setWrapText(true);
            hint.setMinHeight(USE_PREF_SIZE);
            hint.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(hint, Priority.ALWAYS);
            hint.managedProperty().bind(hint.visibleProperty());
            // The sheet tells the letters' size once it is shown.
            for (ObservableValue<?> words : List.of(hint.textProperty(), hint.fontProperty())) {
                words.addListener((property, old, now) -> fit());
            }
            hints.add(hint);
        }
        getChildren().addAll(hints);
        next = controls.icon("hint.next", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB, () -> {
            first = behind % hints.size();
            fit();
        });
        next.getStyleClass().add("flat");
        next.managedProperty().bind(next.visibleProperty());
        dismiss.getStyleClass().add("flat");
        getChildren().addAll(next, dismiss);
        setMinHeight(USE_PREF_SIZE);
        widthProperty().addListener((property, old, now) -> fit());
        BooleanBinding wanted = Bindings.createBooleanBinding(() -> !face.hints().isEmpty()
            && app.workspace().get() != null && app.workspace().get().id().equals(face.id())
            && !app.hints().dismissed().contains(face.id()), app.workspace(), app.hints().dismissed());
        Room.shown(this, wanted);
    }

    /** All, or from the first on those that stand in one line beside the button for the next, but always one. */
    private void fit() {
        double fixed = getChildren().get(0).prefWidth(-1) + dismiss.prefWidth(-1) + snappedLeftInset()
            + snappedRightInset() + getSpacing(), room = getWidth() - fixed;
        if (hints.stream().mapToDouble(this::wide).sum() <= room) first = 0;
        else room -= next.prefWidth(-1) + getSpacing();
        behind = first;
        for (int i = 0; i < hints.size(); i++) {
            boolean fits = i == first || i == behind && wide(hints.get(i)) <= room;
            if (i >= first && fits) {
                room -= wide(hints.get(i));
                behind = i + 1;
            }
            hints.get(i).setVisible(i >= first && fits);
        }
        next.setVisible(behind - first < hints.size());
    }

    private double wide(Label hint) {
        return snapSizeX(hint.prefWidth(-1)) + getSpacing();
    }
}
