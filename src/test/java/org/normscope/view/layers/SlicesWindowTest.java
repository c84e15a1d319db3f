package org.normscope.view.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.onnx.TinyModel;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.SlicePager;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Who leafs through the slices of maps in one workspace finds the same slice in the other. */
class SlicesWindowTest extends WindowFixture {
    private static final int SIDE = 64, UNITS = 4;

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private LayersModel layers() {
        return window.app.workspace(LayersModel.class);
    }

    private NormalizeModel normalize() {
        return window.app.workspace(NormalizeModel.class);
    }

    /** The words of the pager that is seen; none where there is none. */
    private List<String> pager() {
        return all(window.frame, SlicePager.class).filter(OnScreen::shown)
            .flatMap(pager -> all(pager, MenuButton.class).map(MenuButton::getText)).toList();
    }

    /** A picture's three channels are the depth of one; four slices come of windows two deep over padded ones. */
    @Test
    void oneSliceInBoth(FxRobot robot) throws IOException {
        float[] kernel = new float[UNITS * 18];
        for (int i = 0; i < kernel.length; i++) kernel[i] = (float) Math.sin(1 + i);
        Path deep = Files.write(folder.resolve("deep.onnx"), new TinyModel().input("image", 1, 3, SIDE, SIDE)
            .weights("kernel", new int[] {UNITS, 1, 2, 3, 3}, kernel).opset(11)
            .node("Unsqueeze", "image", "deep", TinyModel.integers("axes", 1))
            .node("Conv", "deep kernel", "conv", TinyModel.integers("pads", 1, 1, 1, 1, 1, 1))
            .node("GlobalAveragePool", "conv", "pooled").node("Flatten", "pooled", "classes").output("classes")
            .bytes());
        until(() -> normalize().maps().get() != null);
        assertEquals(List.of(), pager());
        robot.interact(() -> normalize().openNetwork(deep.toString()));
        until(() -> normalize().network().get().name().equals("deep"));
        robot.interact(() -> normalize().selectLayer("conv"));
        until(() -> normalize().slices().count().get() == 4);
        assertEquals(List.of("Slice 3 of 4"), pager());
        robot.interact(() -> window.app.setWorkspace(LayersSettings.ID));
        until(() -> layers().slices().get() == 4 && layers().maps().get() != null);
        assertEquals(SIDE, layers().maps().get().mosaic().tileHeight());
        assertEquals(List.of("Slice 3 of 4"), pager());
        int[] before = layers().maps().get().pixels().argb();
        robot.press(KeyCode.ALT, KeyCode.COMMA).release(KeyCode.COMMA, KeyCode.ALT);
        until(() -> !Arrays.equals(before, layers().maps().get().pixels().argb()));
        assertEquals(List.of("Slice 2 of 4"), pager(), "one step, though both workspaces have that key");
        robot.interact(() -> window.app.setWorkspace("normalize"));
        assertEquals(List.of("Slice 2 of 4"), pager());
        assertFalse(normalize().layers().isEmpty());
    }
}
