package org.normscope.onnx.gradient.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun;
import org.normscope.onnx.gradient.DoubleRun.Cells;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;

/** Pools of 3 x 3, stride 2, padded by one, over 4 maps of 7 x 9. */
class LateRectifiersTest {
    private static final int MAPS = 4, ROWS = 7, COLUMNS = 9, DOWN = 4, ACROSS = 5;
    private static final int[] READ = {1, MAPS, ROWS, COLUMNS}, WINDOWS = {1, MAPS, DOWN, ACROSS};

    private final Random random = new Random(5);

    /** Two rectifiers that are concatenated, as SqueezeNet has them, or one. */
    private static TinyModel network(float alpha, boolean two) {
        TinyModel model = new TinyModel().opset(18).input("x", READ);
        if (!two) rectified(model, "x", "c", alpha);
        else {
            model.node("Split", "x", "first second", TinyModel.integer("axis", 1), TinyModel.integer("num_outputs", 2));
            rectified(model, "first", "a", alpha);
            rectified(model, "second", "b", alpha);
            model.node("Concat", "a b", "c", TinyModel.integer("axis", 1));
        }
        return model.node("MaxPool", "c", "y", TinyModel.integers("kernel_shape", 3, 3),
            TinyModel.integers("strides", 2, 2), TinyModel.integers("pads", 1, 1, 1, 1)).output("y");
    }

    private static void rectified(TinyModel model, String from, String to, float alpha) {
        if (alpha == 0) model.node("Relu", from, to);
        else model.node("LeakyRelu", from, to, TinyModel.real("alpha", alpha));
    }

    private static double rectified(double x, float alpha) {
        return x > 0 ? x : x * alpha;
    }

    /** Against a plain loop over windows of what is rectified; whole windows are below 0. */
    @ParameterizedTest
    @ValueSource(floats = {0, .25f})
    void thePoolGivesWhatTheRectifiedCellsGet(float alpha) throws OrtException {
        for (boolean two : new boolean[] {true, false}) {
            GradientGraph back = Gradients.of(network(alpha, two).graph()).write(Objective.along("y", "seed"),
                List.of("x"));
            assertTrue(isMoved(back));
            double[] x = cells(MAPS * ROWS * COLUMNS, -3);
            double[] seed = cells(MAPS * DOWN * ACROSS, -1), wanted = new double[x.length];
            double objective = 0;
            for (int window = 0; window < seed.length; window++) {
                int first = firstGreatest(x, window);
                objective += seed[window] * rectified(x[first], alpha);
                wanted[first] += x[first] > 0 ? seed[window] : seed[window] * alpha;
            }
            try (DoubleRun run = new DoubleRun(back.graph().toBytes())) {
                Map<String, Cells> found = run.run(Map.of("x", Cells.of(READ, x), "seed", Cells.of(WINDOWS, seed)));
                assertArrayEquals(wanted, found.get(back.gradients().get("x")).data(), 1e-6);
                assertEquals(objective, found.get(back.objective()).data()[0], 1e-5);
            }
        }
    }

    private double[] cells(int many, double least) {
        return random.doubles(many, least, 1).map(cell -> (float) cell).toArray();
    }

    private static int firstGreatest(double[] x, int window) {
        int map = window / (DOWN * ACROSS), row = window / ACROSS % DOWN * 2 - 1, column = window % ACROSS * 2 - 1;
        int first = -1;
        for (int v = Math.max(0, row); v < Math.min(ROWS, row + 3); v++) {
            for (int u = Math.max(0, column); u < Math.min(COLUMNS, column + 3); u++) {
                int at = (map * ROWS + v) * COLUMNS + u;
                if (first < 0 || x[at] > x[first]) first = at;
            }
        }
        return first;
    }

    /** Whether the rectifier reads what the pool wrote. */
    private static boolean isMoved(GradientGraph back) {
        Graph graph = back.graph();
        return graph.nodes().stream().filter(node -> node.operator().equals("MaxPool")).allMatch(pool ->
            graph.readers(pool.output()).stream().anyMatch(node -> node.operator().endsWith("elu")));
    }

    @Test
    void whatIsLookedAtStaysWhereItIs() {
        Objective objective = Objective.along("y", "seed");
        Graph graph = network(0, true).graph();
        for (String value : new String[] {"a", "c"}) {
            assertFalse(isMoved(Gradients.of(graph).write(objective, List.of("x", value))), value);
        }
        Objective both = objective.plus(Objective.along("b", "other"));
        assertFalse(isMoved(Gradients.of(graph).write(both, List.of("x"))));
        for (Way way : Arrays.asList(Way.GUIDED, Way.DECONVNET)) {
            assertFalse(isMoved(Gradients.of(graph).by(way).write(objective, List.of("x"))));
        }
    }

    @Test
    void slopesThatFallOrDifferStay() {
        TinyModel falls = network(-.5f, false), differ = new TinyModel().opset(18).input("x", READ)
            .node("Relu", "x", "a").node("LeakyRelu", "x", "b").node("Concat", "a b", "c", TinyModel.integer("axis", 1))
            .node("MaxPool", "c", "y", TinyModel.integers("kernel_shape", 2, 2)).output("y");
        for (TinyModel model : List.of(falls, differ)) {
            assertFalse(isMoved(Gradients.of(model.graph()).write(Objective.along("y", "seed"), List.of("x"))));
        }
    }
}
