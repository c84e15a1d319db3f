package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.normscope.image.Pixels;
import org.normscope.state.layers.LayersSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Pseudo;
import org.normscope.view.control.Shortcut;

/** Nine pictures in a square, one of them chosen; arrows go from one to the next. */
final class NineButtons extends Region {
    private static final int ROW = 3, COUNT = LayersSettings.PLACES;
    private static final double GAP = 3;

    private final List<ToggleButton> buttons = new ArrayList<>();
    private final List<PictureView> pictures = new ArrayList<>();
    private final List<StringProperty> names = new ArrayList<>();
    private final IntConsumer choose;

    /**
     * @param choose is told which was pressed
     * @param point  is told which the pointer is on; -1 for none
     */
    NineButtons(Controls controls, IntConsumer choose, IntConsumer point) {
        this.choose = choose;
        getStyleClass().add("nine");
        for (int i = 0; i < COUNT; i++) add(controls, i, point);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void add(Controls controls, int index, IntConsumer point) {
        PictureView picture = new PictureView(6);
        ToggleButton button = new ToggleButton(null, picture);
        button.getStyleClass().setAll("nine-patch");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        StringProperty name = new SimpleStringProperty("");
        controls.named(button, name, Shortcut.TAB);
        button.setOnAction(event -> {
            button.setSelected(true);
            button.requestFocus();
            choose.accept(index);
        });
        button.setOnMouseEntered(event -> point.accept(index));
        button.setOnMouseExited(event -> point.accept(-1));
        buttons.add(button);
        pictures.add(picture);
        names.add(name);
        getChildren().add(button);
    }

    /** @param words of a picture for screen readers, by place; of those that are missing, too */
    void show(List<Pixels> nine, int chosen, IntFunction<String> words) {
        for (int i = 0; i < COUNT; i++) {
            boolean there = i < nine.size();
            pictures.get(i).show(there ? nine.get(i) : null);
            buttons.get(i).setDisable(!there);
            buttons.get(i).setSelected(there && i == chosen);
            buttons.get(i).setFocusTraversable(there && i == chosen);
            names.get(i).set(words.apply(i));
        }
    }

    /** The one that the pointer is on, here or on its twin; -1 for none. */
    void ring(int pointed) {
        for (int i = 0; i < COUNT; i++) buttons.get(i).pseudoClassStateChanged(Pseudo.POINTED, i == pointed);
    }

    private void key(KeyEvent event) {
        int step = switch (event.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -ROW;
            case DOWN -> ROW;
            default -> 0;
        };
        if (step == 0) return;
        event.consume();
        int from = 0;
        for (int i = 0; i < COUNT; i++) if (buttons.get(i).isFocused()) from = i;
        int next = from + step;
        if (next < 0 || next >= COUNT || buttons.get(next).isDisabled()) return;
        choose.accept(next);
        buttons.get(next).requestFocus();
    }

    @Override
    protected void layoutChildren() {
        double side = Math.min(getWidth(), getHeight()), patch = Math.floor((side - (ROW - 1) * GAP) / ROW);
        for (int i = 0; i < COUNT; i++) {
            pictures.get(i).setMinSize(patch - 4, patch - 4);
            pictures.get(i).setPrefSize(patch - 4, patch - 4);
            buttons.get(i).resizeRelocate(i % ROW * (patch + GAP), i / ROW * (patch + GAP), patch, patch);
        }
    }
}
