package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/**
 * Several cases side by side in one network, since opening one takes longer than running it: each gradient against
 * central differences of fourth order along a random direction. The engine computes in float64 where it can; where it
 * cannot, in float32 with a step for its rounding.
 */
final class RuleBatch {
    private final List<RuleCase> cases;
    private final Random random;
    private final boolean open;

    /** @param open whether the network leaves its extents open */
    RuleBatch(List<RuleCase> cases, Random random, boolean open) {
        this.cases = cases;
        this.random = random;
        this.open = open;
    }

    private Graph graph(int type) {
        TinyModel model = new TinyModel().opset(cases.get(0).opset()).irVersion(10);
        cases.forEach(one -> one.addTo(model, type, open));
        return model.graph();
    }

    void check() throws OrtException {
        Map<String, Cells> feeds = new LinkedHashMap<>();
        cases.forEach(one -> feeds.putAll(one.feeds()));
        List<String> targets = cases.stream().flatMap(one -> one.differentiated().stream()).toList();
        try (DoubleRun forward = opened(type -> graph(type).toBytes())) {
            Map<String, Cells> written = forward.run(feeds), seeds = new LinkedHashMap<>();
            written.forEach((name, cells) -> seeds.put(name, new Cells(cells.extents(), noise(cells.data().length))));
            Objective objective = written.keySet().stream().map(output -> Objective.along(output, output + "/seed"))
                .reduce(Objective::plus).orElseThrow();
            seeds.forEach((output, seed) -> feeds.put(output + "/seed", seed));
            Map<String, String> names = new LinkedHashMap<>();
            try (DoubleRun backward = opened(type -> {
                GradientGraph back = Gradients.of(graph(type)).write(objective, targets);
                names.putAll(back.gradients());
                return back.graph().toBytes();
            })) {
                Map<String, Cells> gradients = backward.run(feeds);
                int most = cases.stream().mapToInt(one -> one.differentiated().size()).max().orElseThrow();
                for (int input = 0; input < most; input++) compare(input, new Differences(forward, feeds, seeds), names,
                    gradients);
            }
        }
    }

    private interface Bytes {
        byte[] of(int type);
    }

    /** Of float64 where the engine has all operators for it. */
    private DoubleRun opened(Bytes bytes) throws OrtException {
        if (cases.get(0).isInFloat32()) return new DoubleRun(bytes.of(RuleCase.FLOAT));
        try {
            return new DoubleRun(bytes.of(RuleCase.DOUBLE));
        } catch (OrtException e) {
            return new DoubleRun(bytes.of(RuleCase.FLOAT));
        }
    }

    private double[] noise(int count) {
        double[] noise = new double[count];
        for (int i = 0; i < count; i++) noise[i] = (float) random.nextGaussian();
        return noise;
    }

    /** Compares the input at that position of every case that has one. */
    private void compare(int input, Differences differences, Map<String, String> names, Map<String,
        Cells> gradients) throws OrtException {
        Map<String, double[]> directions = new LinkedHashMap<>();
        for (RuleCase one : cases) {
            if (input >= one.differentiated().size()) continue;
            String name = one.differentiated().get(input), at = one
                + (open ? " (open), gradient of " : ", gradient of ") + name;
            if (!names.containsKey(name)) throw new AssertionError(at + " is independent");
            assertArrayEquals(one.feeds().get(name).extents(), gradients.get(names.get(name)).extents(), at);
            directions.put(name, noise(one.feeds().get(name).data().length));
        }
        boolean doubles = differences.forward.isDouble();
        double step = doubles ? 1e-6 : cases.get(0).isLinear() ? .5 : .02;
        List<Map<String, Cells>> moved = new ArrayList<>();
        for (double far : new double[] {1, -1, 2, -2}) moved.add(differences.moved(directions, far * step));
        for (RuleCase one : cases) {
            if (input >= one.differentiated().size()) continue;
            String name = one.differentiated().get(input);
            double[] direction = directions.get(name), gradient = gradients.get(names.get(name)).data();
            double[] at = moved.stream().mapToDouble(written -> differences.objective(one, written)).toArray();
            double said = 0, size = 0;
            for (int i = 0; i < direction.length; i++) {
                said += gradient[i] * direction[i];
                size += Math.abs(gradient[i] * direction[i]);
            }
            double rounding = (doubles ? 1e-16 : 6e-8) * differences.size(one, moved.get(0)) / step;
            assertEquals((8 * (at[0] - at[1]) - (at[2] - at[3])) / (12 * step), said, 1e-5 * size + 2 * rounding,
                one + (open ? " (open), gradient of " : ", gradient of ") + name);
        }
    }

    /** The objective's share of each case, where inputs are moved. */
    private record Differences(DoubleRun forward, Map<String, Cells> feeds, Map<String, Cells> seeds) {
        Map<String, Cells> moved(Map<String, double[]> directions, double step) throws OrtException {
            Map<String, Cells> moved = new LinkedHashMap<>(feeds);
            directions.forEach((input, direction) -> moved.put(input, feeds.get(input).moved(direction, step)));
            return forward.run(moved);
        }

        double objective(RuleCase one, Map<String, Cells> written) {
            return one.observed().stream().flatMapToDouble(output -> products(output, written)).sum();
        }

        double size(RuleCase one, Map<String, Cells> written) {
            return one.observed().stream().flatMapToDouble(output -> products(output, written)).map(Math::abs).sum();
        }

        private DoubleStream products(String output, Map<String, Cells> written) {
            double[] seed = seeds.get(output).data(), cells = written.get(output).data();
            return IntStream.range(0, cells.length).mapToDouble(i -> seed[i] * cells[i]);
        }
    }
}
