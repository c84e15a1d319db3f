package org.normscope.view.layers;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.layers.LayersSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;

/** One of nine pictures in a square, as a button. */
final class NinePatch {
    static final int ROW = 3, COUNT = LayersSettings.PLACES;

    private final ToggleButton button;
    private final PictureView picture;
    private final StringProperty name = new SimpleStringProperty("");

    NinePatch(Controls controls, PictureView picture, String style, Runnable choose) {
        this.picture = picture;
        button = new ToggleButton(null, picture);
        button.getStyleClass().setAll(style);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(button, name, Shortcut.TAB);
        button.setOnAction(event -> {
            button.setSelected(true);
            // A click gives focus only to what Tab reaches, which is the chosen one; the arrows go on from here.
            button.requestFocus();
            choose.run();
        });
    }

    ToggleButton button() {
        return button;
    }

    PictureView picture() {
        return picture;
    }

    /**
     * @param pixels null where there is none
     * @param words  for screen readers
     */
    void show(@Nullable Pixels pixels, boolean chosen, String words) {
        picture.show(pixels);
        button.setDisable(pixels == null);
        button.setSelected(pixels != null && chosen);
        button.setFocusTraversable(pixels != null && chosen);
        name.set(words);
    }

    /** How many places an arrow leads on; 0 for another key. */
    static int step(KeyEvent event) {
        return switch (event.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -ROW;
            case DOWN -> ROW;
            default -> 0;
        };
    }
}
