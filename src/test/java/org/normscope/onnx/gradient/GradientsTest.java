package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** Whole gradient graphs: what they compute, what they leave out, what they refuse. */
class GradientsTest {
    private static final float[] FIRST = {.5f, -1, 2, 1, -.5f, .25f}, SECOND = {1, -2, -1, 3, .5f, 1};

    /** y = SECOND relu(FIRST x), [1, 2] to [1, 3] to [1, 2]. @param rectifier Relu, or a Clip that is one up to 60 */
    private static TinyModel perceptron(String rectifier) {
        return new TinyModel().input("x", -1, 2).weights("first", new int[] {2, 3}, FIRST)
            .weights("second", new int[] {3, 2}, SECOND).weights("low", new int[0], 0).weights("high", new int[0], 60)
            .node("MatMul", "x first", "h").node(rectifier.split(" ")[0], rectifier.replaceFirst("\\w+", "h"), "r")
            .node("MatMul", "r second", "y").output("y");
    }

    private static Map<String, Cells> run(GradientGraph gradient, Map<String, Cells> feeds) throws OrtException {
        WellFormed.check(gradient.graph().toBytes(), "gradient");
        try (DoubleRun run = new DoubleRun(gradient.graph().toBytes())) {
            return run.run(feeds);
        }
    }

    /** What goes back through the ReLU of the perceptron, by the definitions: which parts of it are cut off. */
    private static double[] byHand(double[] x, boolean whereTheReluCut, boolean whatIsNegative) {
        double[] back = new double[2];
        for (int unit = 0; unit < 3; unit++) {
            double h = x[0] * FIRST[unit] + x[1] * FIRST[3 + unit], g = SECOND[2 * unit + 1];
            if (whereTheReluCut && h <= 0 || whatIsNegative && g < 0) continue;
            back[0] += g * FIRST[unit];
            back[1] += g * FIRST[3 + unit];
        }
        return back;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Clip low high", "Clip low"})
    void guidedBackpropagationAndDeconvnetCutOffWhatTheyShould(String rectifier) throws OrtException {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            double[] x = {(float) random.nextGaussian(), (float) random.nextGaussian()};
            assertArrayEquals(byHand(x, true, false), back(rectifier, x, Way.GRADIENT), 1e-6);
            assertArrayEquals(byHand(x, true, true), back(rectifier, x, Way.GUIDED), 1e-6);
            assertArrayEquals(byHand(x, false, true), back(rectifier, x, Way.DECONVNET), 1e-6);
        }
    }

    private static double[] back(String rectifier, double[] x, Way way) throws OrtException {
        GradientGraph gradient = Gradients.of(perceptron(rectifier).graph()).by(way)
            .write(Objective.cell("y", 1), List.of("x"));
        return run(gradient, Map.of("x", Cells.of(new int[] {1, 2}, x))).get(gradient.gradients().get("x")).data();
    }

    /** Windows of three rows, as torch.nn.functional.unfold counts them while it runs: each row by its uses. */
    @Test
    void throughIndicesThatAreCounted() throws OrtException {
        long[] number = new long[0];
        TinyModel model = new TinyModel().opset(13).input("x", 1, 1, 5, 2)
            .weights(whole("three", new long[] {3, 1}, 0, 1, 2)).weights(whole("none", number, 0))
            .weights(whole("one", number, 1)).weights(whole("two", number, 2))
            .weights(whole("first", new long[] {1}, 0))
            .node("Shape", "x", "e").node("Gather", "e two", "rows").node("Sub", "rows two", "count")
            .node("Range", "none count one", "r").node("Unsqueeze", "r first", "u").node("Add", "u three", "i")
            .node("Gather", "x i", "w", TinyModel.integer("axis", 2)).node("ReduceSum", "w", "y").output("y");
        GradientGraph gradient = Gradients.of(model.graph()).write(new FedObjective("y", "by"), List.of("x"));
        Map<String, Cells> found = run(gradient, Map.of("x", Cells.of(new int[] {1, 1, 5, 2}, new double[10]), "by",
            Cells.of(new int[] {1, 1, 1, 1, 1}, 1)));
        assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3, 2, 2, 1, 1}, found.get(gradient.gradient("x")).data());
    }

    /** A network of local functions has the gradient of the same network written plainly. */
    @Test
    void throughLocalFunctions() throws OrtException {
        TinyModel functions = new TinyModel().domain("own").input("x", -1, 2).weights("first", new int[] {2, 3}, FIRST)
            .weights("second", new int[] {3, 2}, SECOND)
            .function(TinyModel.function("Hidden", "a w", "b", TinyModel.written("MatMul", "a w", "h"),
                TinyModel.written("LeakyRelu", "h", "b", slope().toBuilder().clearF().setRefAttrName("slope").build()))
                .addAttribute("slope"))
            .function(TinyModel.function("Both", "a v w", "b", TinyModel.call("Hidden", "a v", "m",
                slope().toBuilder().setName("slope").build()), TinyModel.written("MatMul", "m w", "b")))
            .node(TinyModel.call("Both", "x first second", "y").build()).output("y");
        TinyModel plain = new TinyModel().input("x", -1, 2).weights("first", new int[] {2, 3}, FIRST)
            .weights("second", new int[] {3, 2}, SECOND).node("MatMul", "x first", "h")
            .node("LeakyRelu", "h", "r", slope()).node("MatMul", "r second", "y").output("y");
        Map<String, Cells> x = Map.of("x", Cells.of(new int[] {1, 2}, .3, -.8));
        List<double[]> found = new ArrayList<>();
        for (TinyModel model : List.of(functions, plain)) {
            GradientGraph gradient = Gradients.of(model.graph()).write(Objective.cell("y", 1), List.of("x"));
            found.add(run(gradient, x).get(gradient.gradients().get("x")).data());
        }
        assertArrayEquals(found.get(1), found.get(0), 1e-12);
    }

    private static TensorProto whole(String name, long[] extents, long... cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(7);
        for (long extent : extents) tensor.addDims(extent);
        for (long cell : cells) tensor.addInt64Data(cell);
        return tensor.build();
    }

    private static AttributeProto slope() {
        return TinyModel.real("alpha", .3f);
    }

    /** Without biases nothing gets lost. */
    @Test
    void relevanceIsConserved() throws OrtException {
        Random random = new Random(5);
        Graph graph = new TinyModel().input("x", 1, 2, 6, 6).weights("w", new int[] {4, 2, 3, 3}, noise(random, 72))
            .weights("v", new int[] {3, 4, 3, 3}, noise(random, 108))
            .weights("d", new int[] {3, 5}, noise(random, 15))
                .node("Conv", "x w", "a", TinyModel.integers("pads", 1, 1, 1, 1)).node("Relu", "a", "b")
            .node("MaxPool", "b", "c", TinyModel.integers("kernel_shape", 2, 2), TinyModel.integers("strides", 2, 2))
            .node("Conv", "c v", "e", TinyModel.integers("pads", 1, 1, 1, 1)).node("Relu", "e", "f")
                .node("GlobalAveragePool", "f", "g")
            .node("Flatten", "g", "h").node("MatMul", "h d", "y").output("y").graph();
        for (Relevance relevance : List.of(Relevance.composite(), Relevance.of(Relevance.Share.EPSILON),
            Relevance.of(Relevance.Share.GAMMA))) {
            for (int of = 0; of < 5; of++) {
                GradientGraph back = Gradients.of(graph).by(relevance).write(Objective.cell("y", of), List.of("x"));
                double[] x = new double[72];
                for (int i = 0; i < x.length; i++) x[i] = random.nextFloat();
                Map<String, Cells> found = run(back, Map.of("x", Cells.of(new int[] {1, 2, 6, 6}, x)));
                double sum = 0, score = found.get(back.objective()).data()[0];
                for (double cell : found.get(back.gradients().get("x")).data()) sum += cell;
                assertEquals(1, sum / score, 2e-3, relevance + " of " + of);
            }
        }
    }

    private static float[] noise(Random random, int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) noise[i] = (float) random.nextGaussian();
        return noise;
    }

    @Test
    void objectivesEqualCentralDifferences() throws OrtException {
        Random random = new Random(11);
        TinyModel maps = new TinyModel().typedInput("x", 11, 2, 3, 4, 4).node("Tanh", "x", "y").output("y");
        TinyModel classes = new TinyModel().typedInput("x", 11, 2, 3).node("Tanh", "x", "y").output("y");
        int[] four = {2, 3, 4, 4}, two = {2, 3};
        Map<String, Cells> none = Map.of();
        compare(maps, four, Objective.channel("y", 1), none, random);
        compare(maps, four, Objective.firing("y", 1), none, random);
        compare(maps, four, Objective.peak("y", 2), none, random);
        compare(maps, four, Objective.cell("y", 0, 2, 3), none, random);
        compare(maps, four, Objective.direction("y", .5f, -1, 2), none, random);
        compare(maps, four, Objective.totalVariation("y"), none, random);
        compare(maps, four, Objective.distance("y", "to"), Map.of("to", cells(random, four)), random);
        compare(maps, four, Objective.gram("y", "to"), Map.of("to", cells(random, 1, 3, 3)), random);
        compare(maps, four, Objective.likeness("y", "to"), Map.of("to", cells(random, 1, 3, 3)), random);
        compare(maps, four, Objective.moments("y", "m", "s"),
            Map.of("m", cells(random, 2, 3), "s", cells(random, 1, 3)), random);
        compare(maps, four, Objective.channel("y", 1).times(-2).plus(Objective.totalVariation("x")), none, random);
        compare(classes, two, Objective.logProbability("y", 2), none, random);
        compare(classes, two, Objective.crossEntropy("y", "labels"), Map.of("labels", Cells.of(new int[] {2}, 2, 0)),
            random);
    }

    private static Cells cells(Random random, int... extents) {
        int count = 1;
        for (int extent : extents) count *= extent;
        double[] data = new double[count];
        for (int i = 0; i < count; i++) data[i] = random.nextGaussian();
        return Cells.of(extents, data);
    }

    private static void compare(TinyModel model, int[] extents, Objective objective, Map<String, Cells> more,
        Random random) throws OrtException {
        GradientGraph back = Gradients.of(model.graph()).write(objective, List.of("x"));
        Cells x = cells(random, extents), direction = cells(random, extents);
        try (DoubleRun run = new DoubleRun(back.graph().toBytes())) {
            double[] at = new double[2];
            for (int side = 0; side < 2; side++) {
                at[side] = run.run(with(more, x.moved(direction.data(), side == 0 ? 1e-5 : -1e-5)))
                    .get(back.objective()).data()[0];
            }
            double[] gradient = run.run(with(more, x)).get(back.gradients().get("x")).data();
            double said = 0, size = 0;
            for (int i = 0; i < gradient.length; i++) {
                said += gradient[i] * direction.data()[i];
                size += Math.abs(gradient[i] * direction.data()[i]);
            }
            assertTrue(size > 0);
            assertEquals((at[0] - at[1]) / 2e-5, said, 1e-6 * size);
        }
    }

    private static Map<String, Cells> with(Map<String, Cells> more, Cells x) {
        Map<String, Cells> feeds = new LinkedHashMap<>(more);
        feeds.put("x", x);
        return feeds;
    }

    @Test
    void weightsThatAreFedCount() throws OrtException {
        GradientGraph back = Gradients.of(perceptron("Relu").graph()).feeding(List.of("first"))
            .write(Objective.cell("y", 0), List.of("first", "second"));
        Map<String, Cells> feeds = Map.of("x", Cells.of(new int[] {1, 2}, 1, 1), "first",
            Cells.of(new int[] {2, 3}, 1, 2, -9, 1, 2, -9));
        Map<String, Cells> found = run(back, feeds);
        assertArrayEquals(new double[] {1, -1, 0, 1, -1, 0}, found.get(back.gradients().get("first")).data(), 1e-6);
        assertArrayEquals(new double[] {2, 0, 4, 0, 0, 0}, found.get(back.gradients().get("second")).data(), 1e-6);
    }

    @Test
    void whatAnObjectiveDoesNotDependOnIsTold() {
        Graph graph = perceptron("Relu").typedInput("z", 1, 1, 2).node("Relu", "z", "u").output("u").graph();
        assertEquals(Set.of("z"), Gradients.of(graph).write(Objective.cell("y", 0), List.of("x", "z")).independent());
        refused("does not depend on z", graph, Objective.cell("y", 0), "z");
    }

    @Test
    void anOperatorWithoutARuleIsNamedWhereTheObjectiveDependsOnIt() {
        Graph graph = perceptron("Relu").node("Hardmax", "h", "m").node("MatMul", "m second", "z").output("z").graph();
        Gradients.of(graph).write(Objective.cell("y", 0), List.of("x"));
        String said = assertThrows(BadNetworkException.class, () ->
            Gradients.of(graph).write(Objective.cell("z", 0), List.of("x"))).getMessage();
        assertTrue(said.contains("Hardmax") && said.contains("‘m’"), said);
        assertTrue(Gradients.of(graph).write(Objective.cell("z", 0), List.of("second")).independent().isEmpty());
        refused("no value ‘nothing’", graph, Objective.cell("nothing", 0), "x");
        Graph early = perceptron("Relu").opset(1).node("LpPool", "x", "p", TinyModel.integers("kernel_shape", 1),
            TinyModel.real("p", 1.5f)).graph();
        refused("opset 7", early, Objective.cell("y", 0), "x");
    }

    @Test
    void aListOfMapsOnTheWayIsNamed() {
        Graph graph = perceptron("Relu").node("SequenceConstruct", "h h", "two").node("ConcatFromSequence", "two", "z",
            TinyModel.integer("axis", 1)).output("z").graph();
        refused("ConcatFromSequence", graph, Objective.cell("z", 0), "x");
    }

    private static void refused(String words, Graph graph, Objective objective, String target) {
        String said = assertThrows(BadNetworkException.class, () ->
            Gradients.of(graph).write(objective, List.of(target))).getMessage();
        assertTrue(said.contains(words), said);
    }

    /** The same network in an opset in which its operators had other forms. */
    @Test
    void olderFormsAreUnderstood() throws OrtException {
        Random random = new Random(2);
        TinyModel old = new TinyModel().opset(9).input("x", 1, 2, 4, 4)
            .node("Pad", "x", "p", TinyModel.integers("pads", 0, 0, 1, 1, 0, 0, 1, 0),
                TinyModel.text("mode", "reflect"))
            .node("Clip", "p", "c", TinyModel.real("min", -.8f), TinyModel.real("max", .9f))
            .node("Slice", "c", "s", TinyModel.integers("starts", 1, 0), TinyModel.integers("ends", 9, 3),
                TinyModel.integers("axes", 2, 3))
            .weights("scales", new int[] {4}, 1, 1, 2, 2).node("Upsample", "s scales", "u")
                .node("Softmax", "u", "m", TinyModel.integer("axis", 2)).output("m");
        Graph graph = old.graph();
        GradientGraph back = Gradients.of(graph).write(Objective.along("m", "seed"), List.of("x"));
        Cells x = cells(random, 1, 2, 4, 4), direction = cells(random, 1, 2, 4, 4);
        try (DoubleRun forward = new DoubleRun(graph.toBytes())) {
            Cells seed = cells(random, Arrays.stream(forward.run(Map.of("x", x)).get("m").extents())
                .mapToInt(e -> (int) e).toArray());
            double[] gradient = run(back, Map.of("x", x, "seed", seed)).get(back.gradients().get("x")).data();
            double[] at = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] m = forward.run(Map.of("x", x.moved(direction.data(), side == 0 ? 1e-3 : -1e-3))).get("m")
                    .data();
                for (int i = 0; i < m.length; i++) at[side] += m[i] * seed.data()[i];
            }
            double said = 0, size = 0;
            for (int i = 0; i < gradient.length; i++) {
                said += gradient[i] * direction.data()[i];
                size += Math.abs(gradient[i] * direction.data()[i]);
            }
            assertEquals((at[0] - at[1]) / 2e-3, said, 3e-3 * size);
        }
    }

    /** Five outputs are how it trained before it could say so. */
    @Test
    void statisticsOfTheBatchInAnOlderForm() throws OrtException {
        Cells x = cells(new Random(3), 1, 2, 3, 3), seed = cells(new Random(4), 1, 2, 3, 3);
        List<double[]> found = new ArrayList<>();
        for (boolean old : new boolean[] {true, false}) {
            TinyModel model = new TinyModel().opset(old ? 9 : 15).input("x", 1, 2, 3, 3);
            for (String number : List.of("g", "b", "m", "v")) model.weights(number, new int[] {2}, 1.5f, .5f);
            model = old ? model.node("BatchNormalization", "x g b m v", "y mean var saved_mean saved_var")
                : model.node("BatchNormalization", "x g b m v", "y mean var", TinyModel.integer("training_mode", 1));
            GradientGraph back = Gradients.of(model.output("y").graph()).write(Objective.along("y", "seed"),
                List.of("x"));
            found.add(run(back, Map.of("x", x, "seed", seed)).get(back.gradients().get("x")).data());
        }
        assertArrayEquals(found.get(1), found.get(0), 1e-9);
        assertTrue(Arrays.stream(found.get(0)).anyMatch(slope -> Math.abs(slope) > 1e-2));
    }

    /** By how much a Resize enlarges may be computed of the picture: nothing leads back through that. */
    @Test
    void anInputWithoutAGradientIsNamed() {
        Graph graph = new TinyModel().opset(17).input("x", 1, 1, 4, 4).weights("one", new int[] {3}, 1, 1, 2)
            .weights(whole("row", new long[] {1}, 1)).node("ReduceMean", "x", "m").node("Reshape", "m row", "f")
            .node("Concat", "one f", "scales", TinyModel.integer("axis", 0)).node("Resize", "x  scales", "y",
                TinyModel.text("mode", "linear")).output("y").graph();
        BadNetworkException refusal = assertThrows(BadNetworkException.class, () ->
            Gradients.of(graph).write(Objective.along("y", "by"), List.of("x")));
        assertTrue(refusal.getMessage().contains("Resize ‘y’ has no gradient here"), refusal.getMessage());
    }
}
