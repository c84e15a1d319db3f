package org.normscope.view.frame;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** Every key and what it does; lies over the window until closed. */
final class ShortcutsHelp extends StackPane {
    private static final double COLUMN_GAP = 24;

    private final Button close;
    private Node before;

    /** @param workspaces the keys that lead to them */
    ShortcutsHelp(Controls controls, List<Shortcut> workspaces) {
        getStyleClass().add("veil");
        close = controls.icon("help.close", MaterialDesignC.CLOSE, Shortcut.TAB, this::hide);
        close.getStyleClass().add("flat");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("help.title", "title"), gap, close);
        head.setAlignment(Pos.CENTER_LEFT);
        Node keys = keys(controls, Stream.concat(Shortcut.ALL.stream(), workspaces.stream()).toList());
        Label mouse = controls.label("help.mouse", "small", "muted");
        mouse.setWrapText(true);
        mouse.setMinHeight(USE_PREF_SIZE);
        mouse.prefWidthProperty().bind(((Region) keys).widthProperty());
        VBox sheet = new VBox(head, keys, mouse);
        sheet.getStyleClass().addAll("card", "help-sheet");
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(sheet);
        setVisible(false);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) hide();
        });
    }

    /** Shows it, or closes it where it is shown. */
    void toggle() {
        if (isVisible()) {
            hide();
            return;
        }
        before = getScene().getFocusOwner();
        setVisible(true);
        close.requestFocus();
    }

    void hide() {
        setVisible(false);
        if (before != null) before.requestFocus();
    }

    private static Node keys(Controls controls, List<Shortcut> all) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-grid");
        int lines = (all.size() + 1) / 2;
        for (int i = 0; i < all.size(); i++) {
            Shortcut shortcut = all.get(i);
            int column = i / lines * 2, row = i % lines;
            Label cap = new Label(shortcut.keys().map(KeyCombination::getDisplayText).orElse("Tab"));
            cap.setMinWidth(USE_PREF_SIZE);
            cap.getStyleClass().add("key-cap");
            Label words = controls.label(shortcut.key());
            words.setMinWidth(USE_PREF_SIZE);
            GridPane.setHgrow(words, Priority.ALWAYS);
            if (column > 0) GridPane.setMargin(cap, new Insets(0, 0, 0, COLUMN_GAP));
            grid.add(cap, column, row);
            grid.add(words, column + 1, row);
        }
        return grid;
    }
}
