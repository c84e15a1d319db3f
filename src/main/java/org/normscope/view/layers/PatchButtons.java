package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The nine patches of a unit, best first; the pressed one is shown in its picture. Arrows go from one to the next. */
final class PatchButtons extends GridPane {
    private static final int ROW = 3, COUNT = LayersSettings.PLACES;

    private final LayersModel model;
    private final Texts texts;
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final List<PictureView> pictures = new ArrayList<>();
    private final List<StringProperty> names = new ArrayList<>();

    PatchButtons(LayersModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().add("patches");
        for (int i = 0; i < COUNT; i++) add(controls, i);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void add(Controls controls, int index) {
        PictureView picture = new PictureView(4);
        picture.getStyleClass().add("patch-picture");
        ToggleButton button = new ToggleButton(null, picture);
        button.getStyleClass().setAll("patch");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        StringProperty name = new SimpleStringProperty("");
        controls.named(button, name, Shortcut.TAB);
        button.setOnAction(event -> {
            button.setSelected(true);
            // A click gives focus only to what Tab reaches, which is the pressed one; the arrows go on from here.
            button.requestFocus();
            model.showPlace(index);
        });
        buttons.add(button);
        pictures.add(picture);
        names.add(name);
        add(button, index % ROW, index / ROW);
    }

    void show(@Nullable OpenedUnit unit) {
        for (int i = 0; i < COUNT; i++) {
            OpenedUnit.Firing patch = unit != null && i < unit.patches().size() ? unit.patches().get(i) : null;
            boolean chosen = unit != null && patch != null && unit.place() == i;
            pictures.get(i).show(patch == null ? null : patch.pixels());
            buttons.get(i).setDisable(patch == null);
            buttons.get(i).setSelected(chosen);
            buttons.get(i).setFocusTraversable(chosen);
            names.get(i).set(patch == null ? texts.now("layers.unit.noPatch")
                : texts.now("layers.unit.place", String.valueOf(i + 1), Figures.plain(patch.value()),
                    PictureNames.title(patch.origin(), patch.picture(), texts)));
        }
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
        int next = model.settings().get().place() + step;
        if (next < 0 || next >= COUNT || buttons.get(next).isDisabled()) return;
        model.showPlace(next);
        buttons.get(next).requestFocus();
    }
}
