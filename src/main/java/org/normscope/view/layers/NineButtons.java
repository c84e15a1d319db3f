package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.normscope.image.Pixels;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Pseudo;

/** Nine pictures in a square, one of them chosen; arrows go from one to the next. */
final class NineButtons extends Region {
    private static final double GAP = 3;

    private final List<NinePatch> patches = new ArrayList<>();
    private final IntConsumer choose;

    /**
     * @param choose is told which was pressed
     * @param point  is told which the pointer is on; -1 for none
     */
    NineButtons(Controls controls, IntConsumer choose, IntConsumer point) {
        this.choose = choose;
        getStyleClass().add("nine");
        for (int i = 0; i < NinePatch.COUNT; i++) add(controls, i, point);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void add(Controls controls, int index, IntConsumer point) {
        NinePatch patch = new NinePatch(controls, new PictureView(6), "nine-patch", () -> choose.accept(index));
        patch.button().setOnMouseEntered(event -> point.accept(index));
        patch.button().setOnMouseExited(event -> point.accept(-1));
        patches.add(patch);
        getChildren().add(patch.button());
    }

    /** @param words of a picture for screen readers, by place; of those that are missing, too */
    void show(List<Pixels> nine, int chosen, IntFunction<String> words) {
        for (int i = 0; i < NinePatch.COUNT; i++) {
            patches.get(i).show(i < nine.size() ? nine.get(i) : null, i == chosen, words.apply(i));
        }
    }

    /** The one that the pointer is on, here or on its twin; -1 for none. */
    void ring(int pointed) {
        for (int i = 0; i < NinePatch.COUNT; i++) {
            patches.get(i).button().pseudoClassStateChanged(Pseudo.POINTED, i == pointed);
        }
    }

    private void key(KeyEvent event) {
        int step = NinePatch.step(event);
        if (step == 0) return;
        event.consume();
        int from = 0;
        for (int i = 0; i < NinePatch.COUNT; i++) if (patches.get(i).button().isFocused()) from = i;
        int next = from + step;
        if (next < 0 || next >= NinePatch.COUNT || patches.get(next).button().isDisabled()) return;
        choose.accept(next);
        patches.get(next).button().requestFocus();
    }

    @Override
    protected void layoutChildren() {
        int row = NinePatch.ROW;
        double side = Math.min(getWidth(), getHeight()), patch = Math.floor((side - (row - 1) * GAP) / row);
        for (int i = 0; i < NinePatch.COUNT; i++) {
            PictureView picture = patches.get(i).picture();
            picture.setMinSize(patch - 4, patch - 4);
            picture.setPrefSize(patch - 4, patch - 4);
            ToggleButton button = patches.get(i).button();
            button.resizeRelocate(i % row * (patch + GAP), i / row * (patch + GAP), patch, patch);
        }
    }
}
