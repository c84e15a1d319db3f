package org.normscope.view.frame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** Every key and what it does. */
final class ShortcutsHelp extends Overlay {
    private static final double COLUMN_GAP = 24;

    private final List<Shortcut> workspaces;

    /** @param workspaces the keys that lead to them */
    ShortcutsHelp(Controls controls, List<Shortcut> workspaces) {
        super(controls, "help.title");
        this.workspaces = workspaces;
    }

    @Override
    void fill(VBox sheet, Controls controls) {
        GridPane keys = keys(controls, Stream.concat(Shortcut.ALL.stream(), workspaces.stream()).toList());
        Label mouse = controls.label("help.mouse", "small", "muted");
        mouse.setWrapText(true);
        mouse.setMinHeight(USE_PREF_SIZE);
        mouse.prefWidthProperty().bind(keys.widthProperty());
        sheet.getChildren().addAll(keys, mouse);
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    private static GridPane keys(Controls controls, List<Shortcut> all) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        List<List<Shortcut>> told = List.copyOf(all.stream()
            .collect(Collectors.groupingBy(Shortcut::key, LinkedHashMap::new, Collectors.toList())).values());
        int lines = (told.size() + 1) / 2;
        for (int i = 0; i < told.size(); i++) {
            int column = i / lines * 2, row = i % lines;
            HBox caps = new HBox(COLUMN_GAP / 6);
            told.get(i).forEach(shortcut -> caps.getChildren().add(cap(shortcut)));
            Label words = controls.label(told.get(i).get(0).key());
            words.setMinWidth(USE_PREF_SIZE);
            GridPane.setHgrow(words, Priority.ALWAYS);
            if (column > 0) GridPane.setMargin(caps, new Insets(0, 0, 0, COLUMN_GAP));
            grid.add(caps, column, row);
            grid.add(words, column + 1, row);
        }
        return grid;
    }

    private static Label cap(Shortcut shortcut) {
        Label cap = new Label(shortcut.keys().map(KeyCombination::getDisplayText).orElse("Tab"));
        cap.setMinWidth(USE_PREF_SIZE);
        cap.getStyleClass().add("key-cap");
        return cap;
    }
}
