package org.normscope.view;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.AppModel;
import org.normscope.state.Workspace;

/** The workspaces there are, at the left; all keys at its foot. */
final class Rail extends VBox {
    /** One line for each workspace. */
    private record Entry(Workspace workspace, String key, Ikon icon, Shortcut shortcut) { }

    private static final List<Entry> ENTRIES = List.of(
        new Entry(Workspace.NORMALIZE, "normalize.title", MaterialDesignV.VIEW_DASHBOARD_OUTLINE, Shortcut.NORMALIZE),
        new Entry(Workspace.LAYERS, "layers.title", MaterialDesignL.LAYERS_OUTLINE, Shortcut.LAYERS),
        new Entry(Workspace.STYLE, "style.title", MaterialDesignB.BRUSH_OUTLINE, Shortcut.STYLE),
        new Entry(Workspace.SHIFT, "shift.title", MaterialDesignC.CHART_MULTILINE, Shortcut.SHIFT));

    Rail(Controls controls, AppModel app, Runnable help) {
        getStyleClass().add("rail");
        ENTRIES.forEach(entry -> getChildren().add(button(controls, app, entry)));
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Button keys = controls.button("rail.keys", MaterialDesignK.KEYBOARD_OUTLINE, Shortcut.HELP, help);
        keys.getStyleClass().setAll("rail-entry");
        keys.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(gap, keys);
    }

    private static ToggleButton button(Controls controls, AppModel app, Entry entry) {
        ToggleButton button = new ToggleButton(null, new FontIcon(entry.icon()));
        button.getStyleClass().setAll("rail-entry");
        button.textProperty().bind(controls.texts().of(entry.key()));
        controls.named(button, controls.texts().of(entry.key()), entry.shortcut());
        controls.keyboard().on(entry.shortcut(), button::fire);
        button.setOnAction(event -> {
            button.setSelected(true);
            app.setWorkspace(entry.workspace());
        });
        app.workspace().addListener((property, old, now) -> button.setSelected(now == entry.workspace()));
        button.setSelected(app.workspace().get() == entry.workspace());
        return button;
    }
}
