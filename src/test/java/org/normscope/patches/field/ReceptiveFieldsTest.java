package org.normscope.patches.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.text;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The field that the graph tells is the field that the engine shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceptiveFieldsTest {
    /** Of each network, how many are disturbed. */
    private static final int LAYERS = 6;
    private static final boolean FULL = Boolean.getBoolean("normscope.full");

    private static final int GRAPHS = 250;

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

    @Test
    void everyCellOfRandomGraphsSeesTheBoundingBoxOfThePixelsThatMoveIt() throws IOException {
        int graphs = 0, cells = 0, layers = 0;
        for (long seed = 0; graphs < GRAPHS; seed++) {
            assertTrue(seed < 4 * GRAPHS, "most random graphs do not run");
            Path file = Files.write(folder.resolve("random.onnx"), RandomGraph.of(seed));
            Network network;
            try {
                network = new ModelLibrary(runner).open(file, Map.of("size", (9 + seed % 4) + "x" + (8 + seed % 5)));
            } catch (BadNetworkException e) {
                continue; // A random window may be larger than what is left of the maps.
            }
            graphs++;
            layers += network.layers().size();
            cells += compare(network, seed);
        }
        assertTrue(layers > 3 * GRAPHS && cells > 20 * layers, layers + " layers, " + cells + " cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAME_UPPER", "SAME_LOWER"})
    void windowsThatLeaveGaps(String auto) throws IOException {
        for (int stride = 2; stride < 7; stride++) {
            TinyModel model = new TinyModel().input("x", -1, 3, -1, -1).weights("k", new int[] {1, 3, 1, 2}, ones(6))
                .node("Conv", "x k", "y", integers("strides", stride, stride + 1), text("auto_pad", auto)).output("y");
            Path file = Files.write(folder.resolve("gaps.onnx"), model.bytes());
            for (int side = 7; side < 13; side++) {
                compare(new ModelLibrary(runner).open(file, Map.of("size", side + "x" + side)), stride);
            }
        }
    }

    /** @return number of cells compared */
    private int compare(Network network, long seed) {
        Tensor pushed = eachPixelPushed(network, seed);
        Activations runs = runner.run(network.graph(), network.feeds(pushed), RealNetworks.outputs(network.layers()));
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        int cells = 0;
        for (Layer layer : network.layers()) {
            ReceptiveField field = fields.get(layer.name());
            assertEquals("", field.unknownOperator());
            for (int y = 0; y < layer.shape().h(); y++) {
                for (int x = 0; x < layer.shape().w(); x++, cells++) {
                    Box moved = moved(runs.get(layer.output()), y, x, network.spec().preprocessing().width());
                    Box told = field.box(y, x);
                    assertTrue(moved.equals(told) || moved.empty() && told.empty(),
                        "seed " + seed + " " + network.graph().nodes() + " " + layer + " (" + y + "," + x
                            + "): moved by " + moved + ", told " + told);
                    assertTrue(moved.empty() || holds(field, y, x, moved), "seed " + seed + " "
                        + network.graph().nodes() + " " + layer + " (" + y + "," + x + "): moved by " + moved
                        + ", the law tells less");
                    Box padded = field.padded(y, x);
                    assertEquals(padded, padded.union(told), "the padded field holds the field");
                }
            }
        }
        return cells;
    }

    /** Whether what is told of all cells at once holds what moves one. */
    private static boolean holds(ReceptiveField field, int y, int x, Box moved) {
        double left = field.offsetX() + x * field.strideX(), top = field.offsetY() + y * field.strideY();
        return left <= moved.x() + 1e-6 && top <= moved.y() + 1e-6
            && moved.x() + moved.width() <= left + field.width() + 1e-6
            && moved.y() + moved.height() <= top + field.height() + 1e-6;
    }

    /** A window between windows far apart, enlarged again: some cells see one of them, some two. */
    @Test
    void cellsInStepsAreToldAtMost() throws IOException {
        TinyModel steps = new TinyModel().input("x", 1, 3, 32, 32).weights("k", new int[] {1, 3, 3, 3}, ones(27))
            .weights("s", new int[] {4}, 1, 1, 8, 8).node("Conv", "x k", "c", integers("strides", 8, 8),
                integers("pads", 1, 1, 1, 1)).node("Resize", "c  s", "y", text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"), text("nearest_mode", "floor")).output("y");
        Network network = new ModelLibrary(runner).open(Files.write(folder.resolve("steps.onnx"), steps.bytes()),
            Map.of());
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        ReceptiveField plain = fields.get("c"), enlarged = fields.get("y");
        assertFalse(plain.inSteps());
        assertEquals(List.of(3.0, 8.0, -1.0), List.of(plain.width(), plain.strideX(), plain.offsetX()));
        assertTrue(enlarged.inSteps() && !enlarged.atMost());
        assertEquals(List.of(10.0, 1.0, -8.0), List.of(enlarged.width(), enlarged.strideX(), enlarged.offsetX()));
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Picture 0 is noise; in picture 1 + p pixel p is far brighter, in all colours. */
    private static Tensor eachPixelPushed(Network network, long seed) {
        int height = network.spec().preprocessing().height(),
            width = network.spec().preprocessing().width(), plane = height * width;
        Tensor batch = Tensor.zeros(Shape.of(1 + plane, 3, height, width));
        Random random = new Random(seed);
        for (int i = 0; i < 3 * plane; i++) {
            float value = random.nextFloat();
            for (int n = 0; n <= plane; n++) batch.data()[n * 3 * plane + i] = value;
        }
        for (int p = 0; p < plane; p++) for (int c = 0; c < 3; c++) batch.data()[((1 + p) * 3 + c) * plane + p] += 1e6f;
        return batch;
    }

    private static Box moved(Tensor maps, int y, int x, int width) {
        Box box = new Box(0, 0, 0, 0);
        for (int n = 1; n < maps.shape().n(); n++) {
            boolean moves = false;
            for (int c = 0; c < maps.shape().c(); c++) {
                moves |= Float.compare(maps.at(n, c, y, x), maps.at(0, c, y, x)) != 0;
            }
            if (moves) box = box.union(new Box((n - 1) % width, (n - 1) / width, 1, 1));
        }
        return box;
    }

    static Stream<String> networks() {
        Stream<String> some = Stream.of("squeezenet1.1", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features",
            "builtin:twin-bn", "vgg19_normalised_relu3_1", "vangogh_starry-night", "foreign/fastestdet",
            "foreign/light_shufflenet", "foreign/winml_mnist");
        return FULL ? Stream.concat(some, Stream.of("fns_candy", "fns_mosaic", "microast",
            "foreign/light_bvlc_alexnet", "foreign/light_densenet121", "foreign/light_inception_v2",
            "foreign/light_resnet50", "foreign/light_squeezenet", "foreign/light_vgg19", "foreign/light_zfnet512",
            "foreign/winml_mosaic", "foreign/winml_fnscandy_ct")) : some;
    }

    /** A few cells of a few layers of other people's networks; with -Dnormscope.full=true of all there are. */
    @ParameterizedTest
    @MethodSource("networks")
    void noiseOutsideTheFieldLeavesTheCellUnchanged(String name) {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        Random random = new Random(11);
        List<Layer> partial = new ArrayList<>(network.layers().stream().filter(layer -> {
            ReceptiveField field = fields.get(layer.name());
            assertEquals("", field.unknownOperator(), layer.name());
            return !field.wholePicture() && !field.plusStatistics();
        }).toList());
        Collections.shuffle(partial, random);
        List<Layer> some = partial.subList(0, Math.min(LAYERS, partial.size()));
        // Behind the first instance normalization of a style network all cells see the whole picture.
        assertFalse(some.isEmpty(), "no layer sees less than the picture");
        Tensor picture = RealNetworks.noise(network, 1, 3);
        Activations before = runner.run(network.graph(), network.feeds(picture), RealNetworks.outputs(some));
        for (Layer layer : some) {
            int y = random.nextInt(layer.shape().h()), x = random.nextInt(layer.shape().w());
            Tensor disturbed = noisyOutside(picture, fields.get(layer.name()).box(y, x), random);
            Tensor after = runner.run(network.graph(), network.feeds(disturbed), RealNetworks.outputs(some))
                .get(layer.output());
            for (int c = 0; c < layer.shape().c(); c++) {
                float was = before.get(layer.output()).at(0, c, y, x);
                assertEquals(was, after.at(0, c, y, x), 1e-4 * Math.max(1, Math.abs(was)), layer.name() + " unit " + c);
            }
        }
    }

    private static Tensor noisyOutside(Tensor picture, Box box, Random random) {
        Shape shape = picture.shape();
        Tensor noisy = Tensor.of(shape, picture.data().clone());
        for (int c = 0; c < shape.c(); c++) {
            for (int y = 0; y < shape.h(); y++) {
                for (int x = 0; x < shape.w(); x++) {
                    if (!box.contains(x, y)) noisy.data()[noisy.index(0, c, y, x)] = random.nextFloat();
                }
            }
        }
        return noisy;
    }

    /** Products of so many tokens that what each cell of them sees would fill any memory: a bound. */
    @Test
    void moreTokensThanAnyoneKeeps() throws IOException {
        TinyModel tokens = new TinyModel().input("x", 1, 3, 112, 112).weights("k", new int[] {4, 3, 1, 1}, new
            float[12]).weights(whole("flat", 0, 4, -1)).node("Conv", "x k", "p").node("Reshape", "p flat", "r")
            .node("Transpose", "r", "t", integers("perm", 0, 2, 1)).node("MatMul", "t r", "weighed")
            .node("Softmax", "weighed", "shares", integer("axis", -1)).node("MatMul", "shares t", "m")
            .node("Add", "m t", "y").output("y");
        Network network = new ModelLibrary(runner).open(Files.write(folder.resolve("many.onnx"), tokens.bytes()),
            Map.of());
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        assertTrue(fields.get("weighed").wholePicture() && fields.get("weighed").atMost());
        assertTrue(fields.get("y").wholePicture() && fields.get("y").unknownOperator().isEmpty());
    }

    /** Tokens that see their patches, then, weighed by products with all of them, the whole picture each. */
    @Test
    void tokensThatAllSeeTheSameBesideAClass() throws IOException {
        Random random = new Random(3);
        float[] patch = new float[4 * 3 * 16];
        for (int i = 0; i < patch.length; i++) patch[i] = .1f + random.nextFloat();
        TinyModel tokens = new TinyModel().input("x", 1, 3, 8, 8).weights("k", new int[] {4, 3, 4, 4}, patch)
            .weights("class", new int[] {1, 1, 4}, 1, 2, 3, 4).weights("o", new int[] {4, 4}, Arrays.copyOf(patch, 16))
            .weights(whole("flat", 0, 4, 4)).node("Conv", "x k", "p", integers("strides", 4, 4))
            .node("Reshape", "p flat", "r").node("Transpose", "r", "t", integers("perm", 0, 2, 1))
            .node("Concat", "class t", "all", integer("axis", 1))
            .node("Transpose", "all", "across", integers("perm", 0, 2, 1)).node("MatMul", "all across", "weighed")
            .node("MatMul", "weighed all", "m").node("Add", "all m", "a").node("MatMul", "a o", "b")
            .node("Add", "a b", "y").output("y");
        Network network = new ModelLibrary(runner).open(Files.write(folder.resolve("tokens.onnx"), tokens.bytes()),
            Map.of());
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        ReceptiveField patches = fields.get("all"), last = fields.get("y");
        assertEquals(List.of(4.0, 4.0), List.of(patches.width(), patches.strideX()));
        assertTrue(last.wholePicture() && last.unknownOperator().isEmpty());
        assertEquals(new Box(0, 0, 8, 8), last.box(1, 0));
    }

    @Test
    void layersBehindInstanceNormalizationSayThatWholeMapsHaveASay() {
        Map<String, ReceptiveField> instance = ReceptiveFields.of(new ModelLibrary(runner)
            .open("builtin:twin-in", Map.of()), runner);
        Map<String, ReceptiveField> batch = ReceptiveFields.of(new ModelLibrary(runner)
            .open("builtin:twin-bn", Map.of()), runner);
        assertTrue(instance.values().stream().skip(1).allMatch(ReceptiveField::plusStatistics));
        assertTrue(batch.values().stream().noneMatch(ReceptiveField::plusStatistics));
        var pairs = batch.values().iterator();
        for (ReceptiveField field : instance.values()) {
            assertEquals(pairs.next().width(), field.width(), "the convolution path is the same");
        }
    }

    /** Statistics of the batch, and a mean of cells that lie in one row, are figures of whole maps. */
    @Test
    void statisticsThatAreNoOperatorOfTheirOwn() throws IOException {
        TinyModel trains = new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6)
            .weights("v", new int[] {2}, 1, 2).node("Conv", "x w", "c")
            .node("BatchNormalization", "c v v v v", "y mean var", integer("training_mode", 1)).output("y");
        TinyModel rows = new TinyModel().input("x", 1, 3, 8, 8).weights(whole("flat", 0, 3, -1))
            .node("Relu", "x", "r").node("Reshape", "r flat", "f").node("ReduceMean", "f", "m", integers("axes", -1))
            .node("Sub", "f m", "y").output("y");
        for (TinyModel model : List.of(trains, rows)) {
            Path file = Files.write(folder.resolve("statistics.onnx"), model.bytes());
            Map<String, ReceptiveField> fields = ReceptiveFields.of(new ModelLibrary(runner).open(file, Map.of()),
                runner);
            assertTrue(fields.values().stream().skip(fields.size() - 1).allMatch(ReceptiveField::plusStatistics));
        }
    }

    /** Computed by hand: size + (kernel - 1) * stride so far, layer by layer. */
    @Test
    void squeezeNetsFirstLayersHaveTheFieldsOfTheTextbook() {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin("squeezenet1.1"), Map.of());
        var fields = ReceptiveFields.of(network, runner).values().iterator();
        ReceptiveField conv = fields.next(), relu = fields.next(), pool = fields.next();
        assertEquals(3, conv.width());
        assertEquals(2, conv.strideX());
        assertEquals(3, relu.height());
        assertEquals(7, pool.width());
        assertEquals(4, pool.strideY());
    }
}
