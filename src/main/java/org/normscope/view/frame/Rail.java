package org.normscope.view.frame;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.normscope.state.app.AppModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** The workspaces there are, at the left; all keys at its foot. */
final class Rail extends VBox {
    Rail(Controls controls, AppModel app, List<Face> faces, Runnable help) {
        getStyleClass().add("rail");
        List<Shortcut> keys = shortcuts(faces);
        for (int i = 0; i < faces.size(); i++) getChildren().add(button(controls, app, faces.get(i), keys.get(i)));
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Button all = controls.button("rail.keys", MaterialDesignK.KEYBOARD_OUTLINE, Shortcut.HELP, help);
        all.getStyleClass().setAll("rail-entry");
        all.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(gap, all);
    }

    /** Each workspace has the number of its place. */
    static List<Shortcut> shortcuts(List<Face> faces) {
        return IntStream.range(0, faces.size()).mapToObj(i -> Shortcut.workspace(i + 1, faces.get(i).help())).toList();
    }

    private static ToggleButton button(Controls controls, AppModel app, Face face, Shortcut shortcut) {
        ToggleButton button = new ToggleButton(null, new FontIcon(face.icon()));
        button.getStyleClass().setAll("rail-entry");
        button.textProperty().bind(controls.texts().of(face.title()));
        controls.named(button, controls.texts().of(face.title()), controls.tip(face.title()), shortcut);
        controls.keyboard().on(shortcut, button::fire);
        button.setOnAction(event -> {
            button.setSelected(true);
            app.setWorkspace(face.id());
        });
        app.workspace().addListener((property, old, now) -> button.setSelected(now.id().equals(face.id())));
        button.setSelected(app.workspace().get().id().equals(face.id()));
        return button;
    }
}
