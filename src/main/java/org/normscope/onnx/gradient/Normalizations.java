package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Normalizations: by statistics that are kept, or of the very cells, whose gradient then has three terms. */
final class Normalizations {
    private static final int SCALES_ARE_BY_CHANNEL = 21;
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("BatchNormalization", step -> {
            if (step.node().integer("training_mode", 0) == 1) training(step);
            else frozen(step);
        });
        RULES.put("InstanceNormalization", Normalizations::instance);
        RULES.put("GroupNormalization", Normalizations::group);
        RULES.put("LayerNormalization", Normalizations::layer);
        RULES.put("RMSNormalization", Normalizations::rootMeanSquare);
        RULES.put("MeanVarianceNormalization", step -> {
            int[] axes = step.node().integers("axes").orElse(new int[] {0, 2, 3});
            Standard standard = Standard.of(step, step.x(0), 0, 1e-9, axes);
            step.give(0, standard.back(step, step.g(), axes));
        });
        RULES.put("LpNormalization", Normalizations::norm);
        RULES.put("LRN", Normalizations::localResponse);
        RULES.put("Softmax", step -> {
            int axis = (int) step.node().integer("axis", -1);
            String mean = step.draft().sum(step.op("Mul", step.g(), step.y()), axis);
            step.give(0, step.op("Mul", step.y(), step.op("Sub", step.g(), mean)));
        });
        RULES.put("LogSoftmax", step -> {
            String sum = step.draft().sum(step.g(), (int) step.node().integer("axis", -1));
            step.give(0, step.op("Sub", step.g(), step.op("Mul", step.op("Exp", step.y()), sum)));
        });
    }

    private Normalizations() { }

    /**
     * Cells less their mean, over their deviation.
     *
     * @param cells   of mean 0 and variance 1
     * @param inverse 1 / deviation
     */
    private record Standard(String cells, String inverse) {
        static Standard of(Step step, String x, double epsilon, double added, int... axes) {
            Draft draft = step.draft();
            String centred = step.op("Sub", x, draft.reduced("ReduceMean", x, axes));
            String variance = draft.reduced("ReduceMean", step.op("Mul", centred, centred), axes);
            String deviation = step.op("Sqrt", epsilon == 0 ? variance
                : step.op("Add", variance, step.number(epsilon)));
            if (added != 0) deviation = step.op("Add", deviation, step.number(added));
            String inverse = step.op("Reciprocal", deviation);
            return new Standard(step.op("Mul", centred, inverse), inverse);
        }

        /** (g - mean(g) - y mean(g y)) / deviation. */
        String back(Step step, String g, int... axes) {
            String mean = step.draft().reduced("ReduceMean", g, axes);
            return step.op("Mul", inverse, step.op("Sub", step.op("Sub", g, mean), along(step, g, axes)));
        }

        private String along(Step step, String g, int... axes) {
            return step.op("Mul", cells, step.draft().reduced("ReduceMean", step.op("Mul", g, cells), axes));
        }
    }

    private static double epsilon(Step step) {
        return step.node().real("epsilon", 1e-5f);
    }

    /** [N, C, cells] of maps of any rank. */
    private static String flat(Step step, String maps) {
        return step.draft().reshaped(maps, step.draft().integers(0, 0, -1));
    }

    private static String shaped(Step step, String flat) {
        return step.draft().reshaped(flat, step.draft().shape(step.x(0)));
    }

    /** [C, 1]: of flat maps, one cell a channel. */
    private static String byChannel(Step step, String vector) {
        return step.draft().reshaped(vector, step.draft().integers(-1, 1));
    }

    /** [C]. */
    private static String overChannels(Step step, String flat) {
        return step.op("ReduceSum", Map.of("keepdims", 0), flat, step.draft().integers(0, 2));
    }

    /** y = (x - mean) scale / sqrt(variance + epsilon) + bias. */
    private static void frozen(Step step) {
        String deviation = step.op("Sqrt", step.op("Add", step.x(4),
            step.draft().number(epsilon(step), step.draft().type(step.x(4)))));
        String factor = step.op("Div", step.x(1), deviation);
        if (step.wants(0)) {
            if (step.knownRank(0).isPresent()) {
                long[] extents = new long[Math.max(1, step.rank(0) - 1)];
                extents[0] = -1;
                for (int i = 1; i < extents.length; i++) extents[i] = 1;
                step.give(0, step.op("Mul", step.g(), step.draft().reshaped(factor, step.draft().integers(extents))));
            } else {
                step.give(0, shaped(step, step.op("Mul", flat(step, step.g()), byChannel(step, factor))));
            }
        }
        if (IntStream.range(1, 5).noneMatch(step::wants)) return;
        String g = flat(step, step.g()), sum = overChannels(step, g);
        String centred = step.op("Sub", flat(step, step.x(0)), byChannel(step, step.x(3)));
        String together = overChannels(step, step.op("Mul", g, centred));
        if (step.wants(1)) step.give(1, step.op("Div", together, deviation));
        if (step.wants(2)) step.give(2, sum);
        if (step.wants(3)) step.give(3, step.op("Neg", step.op("Mul", sum, factor)));
        if (step.wants(4)) {
            String halved = step.op("Mul", step.op("Mul", together, factor), step.number(-.5));
            step.give(4, step.op("Div", halved, step.op("Mul", deviation, deviation)));
        }
    }

    private static void training(Step step) {
        if (IntStream.range(1, step.node().outputs().size()).anyMatch(output ->
            step.g(output) != null)) throw step.refused("onnx.gradient.statistics");
        byMaps(step, 0, 2);
        // The kept statistics are only moved on; exporters of torch compute them of the maps.
        step.giveNothing(3);
        step.giveNothing(4);
    }

    private static void instance(Step step) {
        byMaps(step, 2);
    }

    /** Statistics over these axes of flat maps, scale and bias by channel. */
    private static void byMaps(Step step, int... axes) {
        String g = flat(step, step.g());
        Standard standard = Standard.of(step, flat(step, step.x(0)), epsilon(step), 0, axes);
        if (step.wants(0)) step.give(0, shaped(step, standard.back(step, step.op("Mul", g, byChannel(step, step.x(1))),
            axes)));
        if (step.wants(1)) step.give(1, overChannels(step, step.op("Mul", g, standard.cells())));
        if (step.wants(2)) step.give(2, overChannels(step, g));
    }

    /** Until opset 20 scale and bias were by group. */
    private static void group(Step step) {
        Draft draft = step.draft();
        String groups = draft.integers(0, step.node().integer("num_groups", 1), -1);
        Standard standard = Standard.of(step, draft.reshaped(step.x(0), groups), epsilon(step), 0, 2);
        boolean channels = step.shapes().graph().opset() >= SCALES_ARE_BY_CHANNEL;
        String g = channels ? flat(step, step.g()) : draft.reshaped(step.g(), groups);
        if (step.wants(0)) {
            String scaled = step.op("Mul", g, byChannel(step, step.x(1)));
            step.give(0, shaped(step, standard.back(step, channels ? draft.reshaped(scaled, groups) : scaled, 2)));
        }
        if (step.wants(1)) {
            String cells = channels ? draft.reshaped(standard.cells(), step.op("Shape", g)) : standard.cells();
            step.give(1, overChannels(step, step.op("Mul", g, cells)));
        }
        if (step.wants(2)) step.give(2, overChannels(step, g));
    }

    /** The axes from the node's on. */
    private static int[] trailing(Step step) {
        long axis = step.node().integer("axis", -1);
        if (axis < 0) return IntStream.range((int) axis, 0).toArray();
        return IntStream.range((int) axis, step.rank(0)).toArray();
    }

    private static void layer(Step step) {
        if (IntStream.range(1, step.node().outputs().size()).anyMatch(output ->
            step.g(output) != null)) throw step.refused("onnx.gradient.statistics");
        int[] axes = trailing(step);
        Standard standard = Standard.of(step, step.x(0), epsilon(step), 0, axes);
        if (step.wants(0)) step.give(0, standard.back(step, step.op("Mul", step.g(), step.x(1)), axes));
        if (step.wants(1)) step.giveSummed(1, step.op("Mul", step.g(), standard.cells()));
        if (step.wants(2)) step.giveSummed(2, step.g());
    }

    private static void rootMeanSquare(Step step) {
        int[] axes = trailing(step);
        String x = step.x(0);
        String square = step.draft().reduced("ReduceMean", step.op("Mul", x, x), axes);
        String inverse = step.op("Reciprocal", step.op("Sqrt", step.op("Add", square, step.number(epsilon(step)))));
        Standard standard = new Standard(step.op("Mul", x, inverse), inverse);
        if (step.wants(0)) {
            String g = step.op("Mul", step.g(), step.x(1));
            step.give(0, step.op("Mul", inverse, step.op("Sub", g, standard.along(step, g, axes))));
        }
        if (step.wants(1)) step.giveSummed(1, step.op("Mul", step.g(), standard.cells()));
    }

    /** y = x / |x|, of the first or second norm along an axis. */
    private static void norm(Step step) {
        int axis = (int) step.node().integer("axis", -1);
        boolean second = step.node().integer("p", 2) == 2;
        String norm = step.draft().reduced(second ? "ReduceL2" : "ReduceL1", step.x(0), axis);
        String zero = step.op("Equal", norm, step.number(0)), safe = step.op("Where", zero, step.number(1), norm);
        String along = step.draft().sum(step.op("Mul", step.g(), step.y()), axis);
        String taken = step.op("Mul", along, second ? step.y() : step.op("Sign", step.x(0)));
        String gradient = step.op("Div", step.op("Sub", step.g(), taken), safe);
        step.give(0, step.op("Where", zero, step.number(0), gradient));
    }

    /** y = x d^-beta, d = bias + alpha / size * the sum of squares of neighbouring channels. */
    private static void localResponse(Step step) {
        int size = (int) step.node().integer("size", 1);
        double alpha = step.node().real("alpha", 1e-4f), beta = step.node().real("beta", .75f),
            bias = step.node().real("bias", 1);
        int before = (size - 1) / 2, after = size - 1 - before;
        Draft draft = step.draft();
        String columns = draft.joined(draft.extent(step.x(0), 0), draft.integers(1), draft.extent(step.x(0), 1),
            draft.integers(-1));
        String x = draft.reshaped(step.x(0), columns), y = draft.reshaped(step.y(), columns),
            g = draft.reshaped(step.g(), columns);
        String d = step.op("Add", step.op("Mul", neighbours(step, step.op("Mul", x, x), size, before, after),
            step.number(alpha)), step.number(bias));
        String own = step.op("Mul", g, step.op("Pow", d, step.number(-beta)));
        String others = neighbours(step, step.op("Div", step.op("Mul", g, y), d), size, after, before);
        step.give(0, shaped(step, step.op("Sub", own, step.op("Mul", step.op("Mul", x, others),
            step.number(2 * alpha * beta)))));
    }

    /** The sum over neighbouring channels, divided by their full number, of [N, 1, C, cells]. */
    private static String neighbours(Step step, String columns, int size, int before, int after) {
        return step.op("AveragePool", Map.of("kernel_shape", new int[] {size, 1}, "pads",
            new int[] {before, 0, after, 0},
            "count_include_pad", 1), columns);
    }
}
