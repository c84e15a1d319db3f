package org.normscope.view.normalize;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.app.AppModel;
import org.normscope.state.normalize.Brush;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Shortcut;

/** The active picture, large, with a brush to paint on it; the maps beside it follow while the stroke is drawn. */
final class BrushDock extends VBox {
    private static final double LARGEST_RADIUS = 0.25;

    private final Controls controls;
    private final AppModel app;
    private final NormalizeModel model;
    private final Map<Integer, ToggleButton> swatches = new LinkedHashMap<>();
    private final NumberSlider size;

    BrushDock(Controls controls, AppModel app) {
        this.controls = controls;
        this.app = app;
        this.model = app.workspace(NormalizeModel.class);
        getStyleClass().addAll("card", "brush-dock");
        PaintArea area = new PaintArea(controls, model);
        VBox.setVgrow(area, Priority.ALWAYS);
        size = new NumberSlider(controls, controls.texts().of("brush.size"),
            NumberRange.linear(0.5, 100 * LARGEST_RADIUS), 4, sizing()).about(controls, "brush.size");
        Button clear = controls.button("brush.clear", MaterialDesignB.BROOM, Shortcut.TAB, model::clearStrokes);
        Label hint = controls.label("brush.hint", "small", "muted");
        hint.setWrapText(true);
        getChildren().addAll(head(), area, colours(), size, clear, hint);
        visibleProperty().bind(model.settings().map(settings -> settings.brush().on()));
        managedProperty().bind(visibleProperty());
        ObservableValue<Brush> brush = model.settings().map(settings -> settings.brush());
        brush.addListener((property, old, now) -> show(now));
        show(brush.getValue());
    }

    private HBox head() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = controls.icon("brush.close", MaterialDesignC.CLOSE, Shortcut.TAB,
            () -> set(brush().withOn(false)));
        close.getStyleClass().add("flat");
        HBox head = new HBox(controls.label("brush.title", "title"), gap, close);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private FlowPane colours() {
        FlowPane row = new FlowPane();
        row.getStyleClass().add("swatches");
        colour(row, "brush.black", 0xFF101010);
        colour(row, "brush.white", 0xFFF8F8F8);
        colour(row, "brush.gray", 0xFF808080);
        colour(row, "brush.red", 0xFFD62828);
        colour(row, "brush.orange", 0xFFF77F00);
        colour(row, "brush.yellow", 0xFFFCCB1A);
        colour(row, "brush.green", 0xFF2A9D4A);
        colour(row, "brush.blue", 0xFF2464C8);
        colour(row, "brush.brown", 0xFF7A4A24);
        return row;
    }

    private void colour(FlowPane row, String key, int argb) {
        ToggleButton swatch = new ToggleButton();
        swatch.getStyleClass().setAll("swatch");
        swatch.setStyle(String.format("-swatch: #%06x;", argb & 0xFFFFFF));
        controls.named(swatch, controls.texts().of(key), Shortcut.TAB);
        swatch.setOnAction(event -> {
            swatch.setSelected(true);
            set(brush().withColor(argb));
        });
        swatches.put(argb, swatch);
        row.getChildren().add(swatch);
    }

    private NumberSlider.Gesture sizing() {
        return new NumberSlider.Gesture() {
            @Override public void begin() { app.beginGesture(); }
            @Override public void move(double percent) { set(brush().withRadius(percent / 100)); }
            @Override public void end() { app.endGesture(); }
        };
    }

    private Brush brush() {
        return model.settings().get().brush();
    }

    private void set(Brush brush) {
        model.setBrush(brush);
    }

    private void show(Brush brush) {
        swatches.forEach((color, swatch) -> swatch.setSelected(color == brush.color()));
        size.show(Math.round(brush.radius() * 1000) / 10.0);
    }
}
