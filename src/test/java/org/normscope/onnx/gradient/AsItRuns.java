package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.normscope.engine.TestEngine;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/**
 * The gradient of a network's y by its x against central differences of fourth order of the network as ONNX Runtime
 * runs it, in float32, which for sums of cells are exact to rounding.
 */
final class AsItRuns {
    private static final double STEP = 1 / 16.0;
    private static final int[] FAR = {1, -1, 2, -2};

    private AsItRuns() { }

    /**
     * @param model of one input, and what else stands in its file
     * @param set   sets some cells of the input
     * @param fed   extents of the input where the model leaves some open
     */
    static void check(String name, TinyModel model, Consumer<double[]> set, int... fed) throws OrtException {
        Random random = new Random(7);
        Graph graph = model.graph();
        GradientGraph gradient = Gradients.of(graph).write(Objective.along("y", "by"), List.of("x"));
        WellFormed.check(gradient.graph().toBytes(), name);
        // As the program opens it: then shapes that contradict each other are refused.
        TestEngine.environment().createSession(gradient.graph().toBytes()).close();
        Cells x = noise(random, fed.length > 0 ? fed : graph.inputs().get(0).extents());
        set.accept(x.data());
        try (DoubleRun forward = new DoubleRun(graph.toBytes());
             DoubleRun back = new DoubleRun(gradient.graph().toBytes())) {
            Cells y = forward.run(Map.of("x", x)).get("y");
            Cells by = noise(random, LongStream.of(y.extents()).mapToInt(extent -> (int) extent).toArray());
            Map<String, Cells> found = back.run(Map.of("x", x, "by", by));
            assertEquals(along(y, by), found.get(gradient.objective()).data()[0], name.contains("halves") ? .1 : 1e-4);
            double[] wanted = new double[x.data().length];
            for (int i = 0; i < wanted.length; i++) {
                double[] one = new double[wanted.length];
                one[i] = 1;
                double[] at = new double[4];
                for (int far = 0; far < 4; far++) at[far] = along(forward.run(Map.of("x", x.moved(one,
                    FAR[far] * STEP))).get("y"), by);
                wanted[i] = (8 * (at[0] - at[1]) - (at[2] - at[3])) / (12 * STEP);
            }
            assertArrayEquals(wanted, found.get(gradient.gradient("x")).data(),
                name.contains("halves") ? .1 : 5e-3, name);
        }
    }

    private static Cells noise(Random random, int... extents) {
        int count = 1;
        for (int extent : extents) count *= extent;
        // Farther apart than the steps, so that no maximum changes its place.
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        int middle = count / 2;
        return Cells.of(extents, order.stream().mapToDouble(i -> (i - middle) / 6.0).toArray());
    }

    private static double along(Cells y, Cells by) {
        double sum = 0;
        for (int i = 0; i < y.data().length; i++) sum += y.data()[i] * by.data()[i];
        return sum;
    }
}
