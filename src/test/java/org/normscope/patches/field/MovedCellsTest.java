package org.normscope.patches.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.scalar;
import static org.normscope.onnx.TinyModel.text;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Wherever cells are moved, the field that is told holds every pixel that moves the cell, and no more than the box
 * around these.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovedCellsTest {
    private static final int HEIGHT = 8, WIDTH = 12;

    @TempDir
    Path folder;
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    /** Every graph goes on with a convolution, so that the maps have to be found again. */
    private static Map<String, TinyModel> graphs() {
        Map<String, TinyModel> graphs = new LinkedHashMap<>();
        graphs.put("channel shuffle", then(first().weights(whole("s", 1, 2, 2, 8, 12)).node("Reshape", "c s", "r")
            .node("Transpose", "r", "t", integers("perm", 0, 2, 1, 3, 4)).weights(whole("b", 1, 4, 8, 12))
                .node("Reshape", "t b", "m"), 4));
        graphs.put("shuffle and Gather", then(first().weights(whole("s", 2, 2, 96)).node("Reshape", "c s", "r")
            .node("Transpose", "r", "t", integers("perm", 1, 0, 2)).weights(whole("b", 2, 1, 2, 8, 12))
                .node("Reshape", "t b", "d")
            .weights(scalar("one", 1)).node("Gather", "d one", "m", integer("axis", 0)), 2));
        graphs.put("channels picked", then(first().weights(whole("p", 3, 0)).node("Gather", "c p", "m",
            integer("axis", 1)), 2));
        graphs.put("rows picked", then(first().weights(whole("p", 7, 5, 0, 1, 2)).node("Gather", "c p", "m",
            integer("axis", 2)), 4));
        graphs.put("pixel shuffle", then(first().weights(whole("s", 1, 1, 2, 2, 8, 12)).node("Reshape", "c s", "r")
            .node("Transpose", "r", "t", integers("perm", 0, 1, 4, 2, 5, 3)).weights(whole("b", 1, 1, 16, 24))
                .node("Reshape", "t b", "m"), 1));
        graphs.put("space to depth", then(first().weights(whole("s", 1, 4, 4, 2, 6, 2)).node("Reshape", "c s", "r")
            .node("Transpose", "r", "t", integers("perm", 0, 3, 5, 1, 2, 4)).weights(whole("b", 1, 16, 4, 6))
                .node("Reshape", "t b", "m"), 16));
        graphs.put("MatMul of channels last", then(first().node("Transpose", "c", "t", integers("perm", 0, 2, 3, 1))
            .weights("k", new int[] {4, 3}, ones(12))
            .node("MatMul", "t k", "p").node("Transpose", "p", "m", integers("perm", 0, 3, 1, 2)), 3));
        graphs.put("Einsum", then(first().weights("k", new int[] {4, 3}, ones(12)).node("Einsum", "c k", "m",
            text("equation", "nchw,cd->ndhw")), 3));
        graphs.put("windows apart and together", then(windows(first(), "c", "v").node("Relu", "v", "a")
            .weights(whole("u", 1, 2, 3, 4, 4, 4))
            .node("Reshape", "a u", "w").node("Transpose", "w", "x2", integers("perm", 0, 1, 3, 2, 4, 5))
                .weights(whole("z", 1, 8, 12, 4))
            .node("Reshape", "x2 z", "y2").node("Transpose", "y2", "m", integers("perm", 0, 3, 1, 2)), 4));
        graphs.put("attention in windows", then(windows(first(), "c", "v").node("Transpose", "v", "vt",
            integers("perm", 0, 2, 1)).node("MatMul", "v vt", "q")
            .node("MatMul", "q v", "a").weights(whole("u", 1, 2, 3, 4, 4, 4)).node("Reshape", "a u", "w")
            .node("Transpose", "w", "x2", integers("perm", 0, 1, 3, 2, 4, 5)).weights(whole("z", 1, 8, 12, 4))
                .node("Reshape", "x2 z", "y2")
            .node("Transpose", "y2", "m", integers("perm", 0, 3, 1, 2)), 4));
        graphs.put("halves changed places", then(first().node("Split", "c", "up down", integer("axis", 2))
            .node("Concat", "down up", "m", integer("axis", 2)), 4));
        graphs.put("tiles", then(first().weights(whole("n", 1, 1, 2, 1)).node("Tile", "c n", "m"), 4));
        graphs.put("tokens with a class", then(first().weights(whole("s", 1, 4, 96)).node("Reshape", "c s", "r")
            .weights("class", new int[] {1, 4, 1}, 1, 2, 3, 4)
            .node("Concat", "class r", "t", integer("axis", 2)).node("Relu", "t", "a").weights(whole("from", 1))
                .weights(whole("to", 97)).weights(whole("ax", 2))
            .node("Slice", "a from to ax", "d").weights(whole("b", 1, 4, 8, 12)).node("Reshape", "d b", "m"), 4));
        graphs.put("backwards", then(first().weights(whole("from", -1)).weights(whole("to", -99)).weights(whole("ax",
            3)).weights(whole("st", -1))
            .node("Slice", "c from to ax st", "m"), 4));
        graphs.put("smaller, smoothed", then(first().opset(18).weights("sc", new int[] {4}, 1, 1, .5f, .25f)
            .node("Resize", "c  sc", "m", text("mode", "linear"), integer("antialias", 1)), 4));
        graphs.put("transposed with more at the end", then(first().weights("k", new int[] {4, 4, 3, 3}, ones(144))
            .node("ConvTranspose", "c k", "m", integers("strides", 2, 2), integers("pads", 1, 1, 1, 1),
                integers("output_padding", 1, 1)), 4));
        graphs.put("Crop", then(first().opset(7).node("Crop", "c", "m", integers("border", 1, 2, 3, 0)), 4));
        graphs.put("sums along a row", then(first().weights(scalar("ax", 3)).node("CumSum", "c ax", "m"), 4));
        graphs.put("sums up a column", then(first().weights(scalar("ax", -2)).node("CumSum", "c ax", "m",
            integer("reverse", 1)), 4));
        graphs.put("rows in one", then(first().node("ReduceMax", "c", "rows", integers("axes", 3),
            integer("keepdims", 1)).weights(whole("w", 1, 4, 8, 12))
            .node("Expand", "rows w", "m"), 4));
        graphs.put("a line of places before the pictures, as recurrent layers read it", then(first()
            .node("ReduceMean", "c", "line", integers("axes", 2), integer("keepdims", 0))
            .node("Transpose", "line", "t", integers("perm", 2, 0, 1)).weights("more", new int[] {12, 1, 1}, ones(12))
            .node("Add", "t more", "s").node("Transpose", "s", "u", integers("perm", 1, 2, 0))
            .node("Unsqueeze", "u", "m", integers("axes", 2)), 4));
        graphs.put("a window along a line", then(first().node("ReduceMean", "c", "line", integers("axes", 2),
            integer("keepdims", 0)).weights("k3", new int[] {4, 4, 3}, ones(48))
            .node("Conv", "line k3", "s", integers("pads", 2, 0), integers("strides", 2), integers("dilations", 2))
            .node("Unsqueeze", "s", "m", integers("axes", 2)), 4));
        graphs.put("a window across slices", then(first().node("Unsqueeze", "c", "u", integers("axes", 2))
            .weights("k3", new int[] {4, 4, 1, 3, 2}, ones(96)).node("Conv", "u k3", "s", integers("pads", 0, 1, 0, 0,
                1, 1)).node("Squeeze", "s", "m", integers("axes", 2)), 4));
        graphs.put("a window over what sees everything", then(first().weights(whole("l", 1, 4, 96))
            .weights(whole("b", 1, 4, 8, 12)).node("Reshape", "c l", "r").node("Transpose", "r", "t", integers("perm",
                0, 2, 1)).node("MatMul", "t r", "q").node("MatMul", "q t", "a").node("Transpose", "a", "back",
                    integers("perm", 0, 2, 1)).node("Reshape", "back b", "m"), 4));
        return graphs;
    }

    private static Stream<String> names() {
        return graphs().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPixelThatMovesACellIsInItsField(String name) throws IOException {
        Network network = open(graphs().get(name));
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        List<String> values = RealNetworks.outputs(network.layers());
        List<Activations> pushed = new ArrayList<>();
        Tensor still = noise();
        Activations before = network.run(runner, still, values);
        for (int p = 0; p < HEIGHT * WIDTH; p++) {
            Tensor changed = Tensor.of(still.shape(), still.data().clone());
            for (int c = 0; c < 3; c++) changed.data()[c * HEIGHT * WIDTH + p] += 1e5f;
            pushed.add(network.run(runner, changed, values));
        }
        for (Layer layer : network.layers()) {
            ReceptiveField field = fields.get(layer.name());
            assertEquals("", field.unknownOperator(), name + " " + layer.name());
            for (int y = 0; y < layer.shape().h(); y++) {
                for (int x = 0; x < layer.shape().w(); x++) {
                    Box moved = moved(before.get(layer.output()), pushed, layer, y, x), told = field.box(y, x);
                    assertEquals(told, told.union(moved), name + " " + layer.name()
                        + ": a pixel outside moves the cell " + y + "," + x);
                    if (!field.atMost()) assertEquals(moved, told, name + " " + layer.name() + " " + y + "," + x);
                }
            }
        }
        assertTrue(!fields.get("y").atMost(), "the maps are found again");
    }

    @Test
    void sizesAreThoseOfCellsAwayFromTheBorders() throws IOException {
        Map<String, TinyModel> graphs = graphs();
        ReceptiveField backwards = last(graphs.get("backwards"));
        assertEquals(List.of(5.0, 5.0), List.of(backwards.width(), backwards.height()));
        ReceptiveField shuffled = ReceptiveFields.of(open(graphs.get("pixel shuffle")), runner).get("m");
        assertEquals(List.of(3.5, 3.0, .5), List.of(shuffled.width(), shuffled.leastHeight(), shuffled.strideX()),
            "neighbours half a pixel apart see the same: both lie within half a pixel more");
        ReceptiveField spread = ReceptiveFields.of(open(graphs.get("transposed with more at the end")), runner)
            .get("m");
        assertEquals(List.of(3.0, 4.5), List.of(spread.leastWidth(), spread.width()),
            "every other cell is fed by two: a range, and in steps");
    }

    @Test
    void anIndexKeepsThatAFieldIsABound() throws IOException {
        int bounds = 0;
        for (TinyModel model : graphs().values()) {
            for (ReceptiveField field : ReceptiveFields.of(open(model), runner).values()) {
                assertEquals(field.atMost(), StoredField.read(StoredField.bytes(field)).atMost());
                if (field.atMost()) bounds++;
            }
        }
        assertTrue(bounds > 0);
    }

    @Test
    void whatIsReadWhereTheDataSaysIsABound() throws IOException {
        float[] grid = new float[8 * 12 * 2];
        Network network = open(first().opset(16).weights("g", new int[] {1, 8, 12, 2}, grid).node("GridSample",
            "c g", "y").output("y"));
        ReceptiveField field = ReceptiveFields.of(network, runner).get("y");
        assertTrue(field.dependsOnData() && field.wholePicture());
        assertEquals("GridSample", field.unknownOperator());
    }

    @Test
    void rowsOfATableByNumbersOfThePicture() throws IOException {
        Network network = open(first().weights("codes", new int[] {4, 5}, ones(20)).node("ArgMax", "c", "best",
            integer("axis", 1), integer("keepdims", 0)).node("Gather", "codes best", "code", integer("axis", 0))
            .node("Transpose", "code", "y", integers("perm", 0, 3, 1, 2)).output("y"));
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        assertEquals(fields.get("c").box(4, 5), fields.get("y").box(4, 5));
        assertEquals("", fields.get("y").unknownOperator());
    }

    /** As of dynamic convolutions, and of generators whose weights a style modulates. */
    @Test
    void weightsThatThePictureTells() throws IOException {
        Network network = open(first().node("GlobalAveragePool", "c", "p").weights("k2", new int[] {2, 4, 3, 3},
            ones(72)).node("Mul", "k2 p", "k3").node("Conv", "c k3", "y").output("y"));
        assertTrue(ReceptiveFields.of(network, runner).get("y").plusStatistics(), "the whole picture has a say");
    }

    /** As quantizers that run with the network write: maps, and a scale of all of them. */
    @Test
    void aNumberBesideMaps() throws IOException {
        Network network = open(first().node("DynamicQuantizeLinear", "c", "q scale zero").weights("two", new int[] {},
            2).node("Mul", "scale two", "s").node("DequantizeLinear", "q s zero", "y").output("y"));
        ReceptiveField field = ReceptiveFields.of(network, runner).get("y");
        assertTrue(field.plusStatistics() && field.width() == 3, field.width() + " pixels");
    }

    private ReceptiveField last(TinyModel model) throws IOException {
        return ReceptiveFields.of(open(model), runner).get("y");
    }

    private static Box moved(Tensor before, List<Activations> pushed, Layer layer, int y, int x) {
        Tensor still = before.reshaped(layer.shape().asMaps());
        Box box = new Box(0, 0, 0, 0);
        for (int p = 0; p < pushed.size(); p++) {
            Tensor now = pushed.get(p).get(layer.output()).reshaped(layer.shape().asMaps());
            boolean moves = false;
            for (int c = 0; c < layer.shape().c(); c++) moves |= now.at(0, c, y, x) != still.at(0, c, y, x);
            if (moves) box = box.union(new Box(p % WIDTH, p / WIDTH, 1, 1));
        }
        return box;
    }

    private static Tensor noise() {
        Random random = new Random(4);
        float[] data = new float[3 * HEIGHT * WIDTH];
        for (int i = 0; i < data.length; i++) data[i] = random.nextFloat();
        return Tensor.of(Shape.of(1, 3, HEIGHT, WIDTH), data);
    }

    /** Windows of 4 x 4 cells as rows of a list, [6, 16, 4]. */
    private static TinyModel windows(TinyModel model, String from, String to) {
        return model.node("Transpose", from, "nhwc", integers("perm", 0, 2, 3, 1)).weights(whole("parts", 1, 2, 4, 3,
            4, 4)).node("Reshape", "nhwc parts", "p6")
            .node("Transpose", "p6", "q6", integers("perm", 0, 1, 3, 2, 4, 5)).weights(whole("list", 6, 16, 4))
                .node("Reshape", "q6 list", to);
    }

    private static TinyModel first() {
        return new TinyModel().opset(12).input("x", 1, 3, HEIGHT, WIDTH).weights("k1", new int[] {4, 3, 3, 3},
            ones(108))
            .node("Conv", "x k1", "c", integers("pads", 1, 1, 1, 1));
    }

    private static TinyModel then(TinyModel model, int channels) {
        return model.weights("k2", new int[] {2, channels, 3, 3}, ones(18 * channels)).node("Conv", "m k2", "y",
            integers("pads", 1, 1, 1, 1)).output("y");
    }

    /** Positive, so that nothing cancels. */
    private static float[] ones(int count) {
        float[] cells = new float[count];
        for (int i = 0; i < count; i++) cells[i] = .5f + i * 7 % 11 / 10f;
        return cells;
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("moved.onnx"), model.bytes()),
            Map.of("range", "0,1", "mean", "0", "std", "1"));
    }
}
