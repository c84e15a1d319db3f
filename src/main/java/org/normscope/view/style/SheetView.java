package org.normscope.view.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.style.StyleEngine;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSheet;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;

/**
 * Nine settings as pictures; the one nearest to the sliders is outlined, a click takes one over, arrows go from one to
 * the next.
 */
public final class SheetView extends VBox {
    private static final int CELLS = StyleSheet.COLUMNS * StyleSheet.COLUMNS;

    private final StyleModel model;
    private final Controls controls;
    private final List<ToggleButton> cells = new ArrayList<>();

    SheetView(StyleModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        getStyleClass().add("sheet");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("sheet-grid");
        for (int column = 0; column < StyleSheet.COLUMNS; column++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / StyleSheet.COLUMNS);
            grid.getColumnConstraints().add(third);
        }
        for (int i = 0; i < CELLS; i++) grid.add(cell(i), i % StyleSheet.COLUMNS, i / StyleSheet.COLUMNS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label weight = Room.shown(controls.label("style.sheet.weight", "small", "muted"),
            model.engine().map(StyleEngine::takesStyles));
        Label rho = controls.label(controls.texts().derived(() -> controls.texts().now(
            model.engine().get() == null || model.engine().get().takesStyles() ? "style.sheet.rho"
                : "style.sheet.rhoAlone"), model.engine()), "small", "muted");
        controls.about(weight, "style.weight");
        controls.about(rho, "style.rho");
        HBox axes = new HBox(weight, gap, rho);
        Label title = controls.label("style.sheet", "strong");
        getChildren().addAll(title, grid, axes);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.sheet().addListener(ignored -> show());
        model.settings().addListener(ignored -> choose());
        show();
    }

    private ToggleButton cell(int index) {
        PictureView view = new PictureView(9);
        view.getStyleClass().add("sheet-picture");
        ToggleButton cell = new ToggleButton(null, view);
        cell.getStyleClass().setAll("sheet-cell");
        cell.setMaxWidth(Double.MAX_VALUE);
        view.prefWidthProperty().bind(cell.widthProperty().subtract(4));
        controls.named(cell, controls.texts().derived(() -> words(index), model.sheet()), Shortcut.TAB);
        cell.setOnAction(event -> {
            if (index < model.sheet().get().cells().size()) model.choose(model.sheet().get().cells().get(index));
            choose();
        });
        cells.add(cell);
        return cell;
    }

    private String words(int index) {
        if (index >= model.sheet().get().cells().size()) return controls.texts().now("style.sheet");
        StyleSheet.Cell cell = model.sheet().get().cells().get(index);
        return controls.texts().now("style.sheet.cell", String.format(Locale.ROOT, "%.2f", cell.weight()),
            String.format(Locale.ROOT, "%.2f", cell.rho()));
    }

    private void show() {
        List<StyleSheet.Cell> shown = model.sheet().get().cells();
        for (int i = 0; i < CELLS; i++) {
            ((PictureView) cells.get(i).getGraphic()).show(i < shown.size() ? shown.get(i).picture() : null);
        }
        choose();
    }

    private void choose() {
        int nearest = model.sheet().get().nearest(model.settings().get());
        for (int i = 0; i < CELLS; i++) cells.get(i).setSelected(i == nearest);
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (!code.isArrowKey()) return;
        for (int i = 0; i < CELLS; i++) {
            if (!cells.get(i).isFocused()) continue;
            int next = i + switch (code) {
                case LEFT -> -1;
                case RIGHT -> 1;
                case UP -> -StyleSheet.COLUMNS;
                default -> StyleSheet.COLUMNS;
            };
            if (next >= 0 && next < CELLS) cells.get(next).requestFocus();
            event.consume();
            return;
        }
    }
}
