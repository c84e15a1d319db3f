package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Texts;

/** The nine patches of a unit, best first; the pressed one is shown in its picture. Arrows go from one to the next. */
final class PatchButtons extends GridPane {
    private final LayersModel model;
    private final Texts texts;
    private final List<NinePatch> patches = new ArrayList<>();

    PatchButtons(LayersModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().add("patches");
        for (int i = 0; i < NinePatch.COUNT; i++) add(controls, i);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void add(Controls controls, int index) {
        PictureView picture = new PictureView(4);
        picture.getStyleClass().add("patch-picture");
        NinePatch patch = new NinePatch(controls, picture, "patch", () -> model.showPlace(index));
        patches.add(patch);
        add(patch.button(), index % NinePatch.ROW, index / NinePatch.ROW);
    }

    void show(@Nullable OpenedUnit unit) {
        for (int i = 0; i < NinePatch.COUNT; i++) {
            OpenedUnit.Firing patch = unit != null && i < unit.patches().size() ? unit.patches().get(i) : null;
            patches.get(i).show(patch == null ? null : patch.pixels(), unit != null && unit.place() == i,
                patch == null ? texts.now("layers.unit.noPatch") : texts.now("layers.unit.place",
                    String.valueOf(i + 1), Figures.plain(patch.value()),
                    PictureNames.title(patch.origin(), patch.picture(), texts)));
        }
    }

    private void key(KeyEvent event) {
        int step = NinePatch.step(event);
        if (step == 0) return;
        event.consume();
        int next = model.settings().get().place() + step;
        if (next < 0 || next >= NinePatch.COUNT || patches.get(next).button().isDisabled()) return;
        model.showPlace(next);
        patches.get(next).button().requestFocus();
    }
}
