package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.normalize.Cell;
import org.normscope.onnx.TinyModel;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Theme;
import org.normscope.state.layers.LayersModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Maps of three dimensions are leafed through, slice by slice. */
class SlicesTest {
    private static final int UNITS = 2, SLICES = 4, SIDE = 8, PLANE = SIDE * SIDE;

    /** A picture's three channels as the depth of one; four slices come of windows two deep over padded ones. */
    private static TinyModel model(String... outputs) {
        float[] kernel = new float[UNITS * 2 * 9];
        for (int i = 0; i < kernel.length; i++) kernel[i] = (float) Math.sin(1 + i);
        return new TinyModel().input("image", 1, 3, SIDE, SIDE)
            .weights("kernel", new int[] {UNITS, 1, 2, 3, 3}, kernel)
            .weights("gamma", new int[] {UNITS}, 1, 1).weights("beta", new int[] {UNITS}, 0, 0)
            .weights("mean", new int[] {UNITS}, 0, 0).weights("variance", new int[] {UNITS}, 1, 1)
            .opset(11).node("Unsqueeze", "image", "deep", TinyModel.integers("axes", 1))
            .node("Conv", "deep kernel", "conv", TinyModel.integers("pads", 1, 1, 1, 1, 1, 1))
            .node("BatchNormalization", "conv gamma beta mean variance", "norm")
            .node("GlobalAveragePool", "norm", "pooled").node("Flatten", "pooled", "classes").output(outputs);
    }

    @Test
    void theSliceShownIsTheEngines(@TempDir Path folder) throws IOException {
        String file = Files.write(folder.resolve("deep.onnx"), model("classes").bytes()).toString();
        try (Desk desk = new Desk()) {
            NormalizeModel model = desk.model;
            desk.app.start(Desk.initial().with(NormalizeSettings.class, s -> s
                .withNetwork(new NetworkChoice(file, "", Map.of()), "").withPictures(s.pictures().subList(0, 2), 0)));
            model.selectLayer(model.network().get().layers().stream().filter(layer -> layer.operator().equals("Conv"))
                .findFirst().orElseThrow().name());
            assertEquals(SLICES, model.slices().count().get());
            assertEquals(Shape.of(2, UNITS, SLICES * SIDE, SIDE), model.maps().get());
            float[] whole = desk.runner.runWhole(model("classes", "conv").bytes(), "deep", Map.of("image", model
                .network().get().spec().preprocessing().apply(List.of(model.seen().get())))).get("conv").data();

            assertEquals(SLICES / 2, model.slices().shown(), "the middle one at first");
            assertSlice(desk, whole, SLICES / 2);
            model.pointAt(desk.pane("raw").key(), new Cell(0, 1, 2 * SIDE, 3));
            model.slices().show(0);
            assertNull(model.pointer().cell().get(), "the cell pointed at is out of sight");
            assertSlice(desk, whole, 0);
            model.slices().show(SLICES - 1);
            assertSlice(desk, whole, SLICES - 1);
            model.showUnit(1);
            assertEquals(SLICES - 1, model.slices().shown());
            assertArrayEquals(slice(desk, whole, SLICES - 1, 1), desk.pane("raw").content().get().frame().pixels()
                .argb());
            desk.app.undo();
            desk.app.undo();
            assertSlice(desk, whole, 0);

            model.slices().show(MapView.ALL_SLICES);
            Mosaic all = model.mosaic().get();
            assertEquals(SLICES * SIDE, all.tileHeight());
            assertEquals(0, all.row());
            desk.app.undo();
            assertSlice(desk, whole, 0);
        }
    }

    @Test
    void layersAndSmallMapsShowOneSliceToo(@TempDir Path folder) throws IOException {
        String file = Files.write(folder.resolve("deep.onnx"), model("classes").bytes()).toString();
        try (Desk desk = new Desk()) {
            desk.app.start(Desk.initial().with(NormalizeSettings.class, s -> s
                .withNetwork(new NetworkChoice(file, "", Map.of()), "").withPictures(s.pictures().subList(0, 1), 0)));
            String conv = desk.model.network().get().layers().stream().filter(layer -> layer.operator().equals("Conv"))
                .findFirst().orElseThrow().name();
            float[] whole = desk.runner.runWhole(model("classes", "conv").bytes(), "deep", Map.of("image", desk.model
                .network().get().spec().preprocessing().apply(List.of(desk.model.seen().get())))).get("conv").data();
            desk.model.selectLayer(conv);
            LayersModel layers = desk.app.workspace(LayersModel.class);
            desk.app.setWorkspace(layers.id());
            layers.selectLayer(conv);
            assertEquals(SLICES, layers.slices().get());
            Scale scale = Scale.of(desk.model.colorMap(), Tensor.of(Shape.of(1, UNITS, SLICES * SIDE, SIDE), whole));
            for (int slice : new int[] {SLICES / 2, 0, SLICES - 1}) {
                desk.model.slices().show(slice);
                Mosaic mosaic = layers.maps().get().mosaic();
                assertEquals(SIDE, mosaic.tileHeight());
                for (int unit = 0; unit < UNITS; unit++) {
                    int[] wanted = painted(whole, slice, unit, scale), argb = layers.maps().get().pixels().argb();
                    for (int y = 0; y < SIDE; y++) {
                        int from = (mosaic.top(unit) + y) * mosaic.width() + mosaic.left(unit);
                        assertArrayEquals(Arrays.copyOfRange(wanted, y * SIDE, (y + 1) * SIDE),
                            Arrays.copyOfRange(argb, from, from + SIDE), "slice " + slice + " of unit " + unit);
                    }
                }
            }
            desk.model.slices().show(MapView.ALL_SLICES);
            assertEquals(SLICES * SIDE, layers.maps().get().mosaic().tileHeight());
            StripItem small = desk.model.layers().stream().filter(item -> item.layer().name().equals(conv)).findFirst()
                .orElseThrow();
            assertEquals(SIDE, small.map().height(), "the middle slice");
            Tensor cut = Tensor.of(Shape.of(1, 1, SIDE, SIDE), cut(whole, SLICES / 2, small.unit()));
            assertArrayEquals(painted(whole, SLICES / 2, small.unit(), Scale.of(desk.model.colorMap(), cut)),
                small.map().argb());
        }
    }

    private static void assertSlice(Desk desk, float[] whole, int slice) {
        Mosaic mosaic = desk.model.mosaic().get();
        assertEquals(SIDE, mosaic.tileHeight());
        assertEquals(slice * SIDE + 1, mosaic.spotAt(2, 1).orElseThrow().y(), "the cell under the pointer");
        for (String pane : List.of("raw", "in")) assertNull(desk.pane(pane).fault().get());
        int[] painted = desk.pane("raw").content().get().frame().pixels().argb();
        for (int unit = 0; unit < UNITS; unit++) {
            int[] wanted = slice(desk, whole, slice, unit);
            for (int y = 0; y < SIDE; y++) {
                int from = (mosaic.top(unit) + y) * mosaic.width() + mosaic.left(unit);
                assertArrayEquals(Arrays.copyOfRange(wanted, y * SIDE, (y + 1) * SIDE),
                    Arrays.copyOfRange(painted, from, from + SIDE), "slice " + slice + " of unit " + unit);
            }
        }
    }

    /** Cut out of what the engine gave, painted alone. */
    private static int[] slice(Desk desk, float[] whole, int slice, int unit) {
        return painted(whole, slice, unit, desk.pane("raw").content().get().frame().scale());
    }

    private static int[] painted(float[] whole, int slice, int unit, Scale scale) {
        return Colorizer.paint(Tensor.of(Shape.of(1, 1, SIDE, SIDE), cut(whole, slice, unit)), 0,
            new Mosaic(0, 1, 1, SIDE, SIDE, 1), scale).argb();
    }

    private static float[] cut(float[] whole, int slice, int unit) {
        int from = (unit * SLICES + slice) * PLANE;
        return Arrays.copyOfRange(whole, from, from + PLANE);
    }

    @Test
    void anotherLayerBeginsInTheMiddleUnlessAllAreWanted() {
        MapView view = MapView.initial(Theme.DARK);
        assertEquals(4, view.sliceOf(8));
        assertEquals(0, view.sliceOf(1));
        assertEquals(2, view.withSlice(7).sliceOf(3), "of fewer slices the last");
        assertEquals(MapView.MIDDLE, view.withSlice(7).reset().slice());
        assertEquals(MapView.ALL_SLICES, view.withSlice(MapView.ALL_SLICES).reset().sliceOf(8));
    }
}
