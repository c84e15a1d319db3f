package org.normscope.view.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** One of a few values, all seen at once; arrows go from one to the next. */
public final class Segments<T> extends FlowPane {
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();

    /** @param words message key of each value, in order */
    public Segments(Controls controls, Map<T, String> words, Consumer<T> choose) {
        getStyleClass().addAll("choices", "segments");
        words.forEach((value, key) -> {
            ToggleButton button = new ToggleButton();
            button.textProperty().bind(controls.texts().of(key));
            controls.named(button, controls.texts().of(key), Shortcut.TAB);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> {
                button.setSelected(true);
                choose.accept(value);
            });
            buttons.put(value, button);
            getChildren().add(button);
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** With pictures in place of the words, which screen readers still say. */
    public Segments<T> pictured(Map<T, Ikon> icons) {
        buttons.forEach((value, button) -> {
            button.textProperty().unbind();
            button.setText(null);
            button.setGraphic(new FontIcon(icons.get(value)));
            button.getStyleClass().add("icon");
        });
        return this;
    }

    public void show(T value) {
        buttons.forEach((one, button) -> button.setSelected(one.equals(value)));
    }

    /** All in a row, where a FlowPane would ask for a length of its own. */
    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + snappedRightInset() + snapSpaceX(getHgap()) * (buttons.size() - 1)
            + buttons.values().stream().mapToDouble(button -> snapSizeX(button.prefWidth(-1))).sum();
    }

    private void key(KeyEvent event) {
        int way = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        for (int i = 0; way != 0 && i < getChildren().size(); i++) {
            if (!getChildren().get(i).isFocused()) continue;
            ToggleButton next = (ToggleButton) getChildren().get(Math.floorMod(i + way, getChildren().size()));
            next.requestFocus();
            next.fire();
            event.consume();
            return;
        }
    }
}
