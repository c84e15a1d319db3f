package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Random inputs and attributes for each operator that has a gradient rule. */
final class RuleCases {
    private static final Map<String, BiFunction<RuleCase, Random, RuleCase>> CASES = new LinkedHashMap<>();

    static {
        for (String operator : ("Relu Sigmoid Tanh Erf Exp Abs Sin Cos Sinh Cosh Atan Asinh Neg HardSwish "
            + "Identity Flatten").split(" ")) {
            CASES.put(operator, (it, random) -> it.real("x", maps(random)));
        }
        for (String operator : "Tan Asin Acos Atanh".split(" ")) CASES.put(operator, (it, random) ->
            it.real("x", -.3, .3, maps(random)));
        CASES.put("Acosh", (it, random) -> it.real("x", 2, 4, maps(random)));
        CASES.put("Mod", (it, random) -> {
            boolean below = random.nextBoolean();
            return it.real("x", below ? -2.6 : 2.3, below ? -2.3 : 2.6, maps(random)).real("by", 1, 1.1, 1)
                .with("fmod", 1);
        });
        for (String operator : "Softplus Softsign".split(" ")) CASES.put(operator, (it, random) ->
            it.opset(18).real("x", maps(random)));
        CASES.put("LeakyRelu", (it, random) -> it.opset(18).real("x", maps(random)).with("alpha", random.nextFloat()));
        CASES.put("Elu", CASES.get("LeakyRelu"));
        CASES.put("Celu", (it, random) -> it.apart("x", maps(random)).with("alpha", .5f + random.nextFloat()));
        CASES.put("Selu", (it, random) -> it.opset(18).real("x", maps(random)).with("alpha", 1 + random.nextFloat())
            .with("gamma", .5f + random.nextFloat()));
        CASES.put("ThresholdedRelu", (it, random) -> it.opset(18).real("x", maps(random))
            .with("alpha", random.nextFloat()));
        CASES.put("Shrink", (it, random) -> it.inFloat32().apart("x", maps(random))
            .with("lambd", (float) random.nextInt(3)).with("bias", random.nextFloat()));
        CASES.put("HardSigmoid", (it, random) -> it.opset(18).real("x", -4, 4, maps(random)).with("alpha", .2f)
            .with("beta", .4f + random.nextFloat() / 5));
        CASES.put("Mish", (it, random) -> it.opset(18).real("x", maps(random)));
        CASES.put("Gelu", (it, random) -> it.opset(20).real("x", maps(random))
            .with("approximate", random.nextBoolean() ? "none" : "tanh"));
        CASES.put("PRelu", (it, random) -> {
            int[] x = maps(random);
            return it.real("x", x).real("slope", random.nextBoolean() ? new int[] {x[1], 1, 1} : x);
        });
        CASES.put("Clip", (it, random) -> it.real("x", maps(random)).number("low", -1 + random.nextDouble() / 2)
            .number("high", .5 + random.nextDouble()));
        CASES.put("Log", (it, random) -> it.real("x", .2, 3, maps(random)));
        CASES.put("Sqrt", CASES.get("Log"));
        CASES.put("Reciprocal", CASES.get("Log"));
        for (String operator : "Add Sub Mul".split(" ")) CASES.put(operator, (it, random) ->
            broadcast(it, random, 2, -2, 2));
        CASES.put("Div", (it, random) -> broadcast(it, random, 2, .5, 2));
        CASES.put("Pow", (it, random) -> random.nextBoolean() ? broadcast(it, random, 2, .3, 2)
            : it.real("x", maps(random)).number("p", 2));
        CASES.put("Mean", (it, random) -> broadcast(it.linear(), random, 1 + random.nextInt(3), -2, 2));
        for (String operator : "Sum Max Min".split(" ")) CASES.put(operator, (it, random) ->
            broadcast(it, random, 1 + random.nextInt(3), -2, 2));
        CASES.put("Where", RuleCases::where);
        reductions();
        products();
        windows();
        normalizations();
        ArrangementCases.addTo(CASES);
    }

    private RuleCases() { }

    static Map<String, BiFunction<RuleCase, Random, RuleCase>> all() {
        return CASES;
    }

    static int[] maps(Random random) {
        return new int[] {1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(4)};
    }

    static int one(Random random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Values that are broadcast against each other, as many as said. */
    private static RuleCase broadcast(RuleCase it, Random random, int count, double low, double high) {
        int[] whole = maps(random);
        for (int i = 0; i < count; i++) {
            int drop = random.nextInt(whole.length);
            int[] extents = Arrays.copyOfRange(whole, i == 0 ? 0 : drop, whole.length);
            for (int axis = 0; axis < extents.length; axis++) if (random.nextInt(3) == 0) extents[axis] = 1;
            it.real("x" + i, low, high, extents);
        }
        return it;
    }

    private static RuleCase where(RuleCase it, Random random) {
        int[] whole = maps(random), part = {whole[1], 1, whole[3]};
        long[] truths = random.longs((long) whole[2] * whole[3], 0, 2).toArray();
        return it.truths("c", new int[] {whole[2], whole[3]}, truths).real("a", whole).real("b", part);
    }

    private static int[] someAxes(Random random, int rank) {
        int[] axes = IntStream.range(0, rank).filter(axis -> random.nextBoolean())
            .map(axis -> random.nextBoolean() ? axis : axis - rank).toArray();
        return axes.length == 0 ? new int[] {random.nextInt(rank)} : axes;
    }

    private static void reductions() {
        String kinds = "Mean Max Min L1 L2 SumSquare LogSum LogSumExp Prod";
        for (String kind : kinds.split(" ")) {
            String operator = "Reduce" + kind;
            CASES.put(operator, (it, random) -> {
                it.real("x", operator.equals("ReduceLogSum") ? .3 : -2, 2, maps(random))
                    .with("keepdims", random.nextInt(2));
                int[] axes = someAxes(random, 4);
                if (random.nextInt(4) == 0) return it;
                return random.nextBoolean() ? it.with("axes", axes) : it.opset(18)
                    .whole("axes", Arrays.stream(axes).asLongStream().toArray());
            });
        }
        CASES.put("ReduceSum", (it, random) -> {
            it.real("x", maps(random)).with("keepdims", random.nextInt(2));
            if (random.nextInt(4) == 0) return it.with("noop_with_empty_axes", random.nextInt(2));
            return it.whole("axes", Arrays.stream(someAxes(random, 4)).asLongStream().toArray());
        });
        CASES.put("CumSum", (it, random) -> it.real("x", maps(random))
            .wholeNumber("axis", random.nextInt(4) - random.nextInt(2) * 4 % 4)
            .with("exclusive", random.nextInt(2)).with("reverse", random.nextInt(2)));
    }

    private static void products() {
        CASES.put("MatMul", (it, random) -> {
            int m = one(random, 1, 3), k = one(random, 1, 4), n = one(random, 1, 3), b = one(random, 1, 3),
                c = one(random, 1, 2);
            int[][] left = {{m, k}, {b, m, k}, {c, b, m, k}, {c, 1, m, k}, {k}, {b, m, k}};
            int[][] right = {{k, n}, {k, n}, {b, k, n}, {c, b, k, n}, {b, k, n}, {k}};
            int which = random.nextInt(left.length);
            return it.real("a", left[which]).real("b", right[random.nextInt(5) == 0 && which == 4 ? 0 : which]);
        });
        CASES.put("Gemm", (it, random) -> {
            int m = one(random, 1, 3), k = one(random, 1, 4), n = one(random, 1, 3), ta = random.nextInt(2),
                tb = random.nextInt(2);
            it.real("a", ta == 0 ? new int[] {m, k} : new int[] {k, m})
                .real("b", tb == 0 ? new int[] {k, n} : new int[] {n, k})
                .with("transA", ta).with("transB", tb).with("alpha", .5f + random.nextFloat())
                    .with("beta", .5f + random.nextFloat());
            int[][] bias = {{n}, {m, n}, {1, n}, {m, 1}, {}};
            return random.nextInt(4) == 0 ? it : it.real("c", bias[random.nextInt(bias.length)]);
        });
        CASES.put("Einsum", (it, random) -> {
            int i = one(random, 1, 3), j = one(random, 1, 3), k = one(random, 1, 3), b = one(random, 1, 2);
            return switch (random.nextInt(16)) {
                case 0 -> it.real("a", i, j).real("b", j, k).with("equation", "ij,jk->ik");
                case 1 -> it.real("a", b, i, j).real("b", b, k, j).with("equation", "bij,bkj->bik");
                case 2 -> it.real("a", i, j).with("equation", "ij->j");
                case 3 -> it.real("a", i, j).real("b", k).with("equation", "ij,k->ki");
                case 4 -> it.real("a", i, j).real("b", j, k).real("c", k).with("equation", "ij,jk,k->i");
                case 5 -> it.real("a", i, j).with("equation", "ij->");
                case 6 -> it.real("a", i, j).real("b", j).with("equation", "ij,j->");
                case 7 -> it.real("a", b, k, i, j).real("b", b, k, j, 2).with("equation", "...ij,...jk->...ik");
                case 8 -> it.real("a", b, k, i, j).real("b", b, k, j).with("equation", "...ij,...j->...i");
                case 9 -> it.real("a", b, i, j).real("b", b, j, k).with("equation", "...ij,...jk");
                case 10 -> it.real("a", b, i, j).with("equation", "A...j->j...");
                case 11 -> it.real("a", i, j, i).with("equation", "iji->ji");
                case 12 -> it.real("a", i, i).real("b", i, j).with("equation", "ii,ij->j");
                case 13 -> it.real("a", i, i).with("equation", "ii");
                case 14 -> it.real("a", b, k, i, i).real("b", b, k).with("equation", "...ii,...->...i");
                default -> it.real("a", i, j).real("b", j, k).with("equation", "ij, jk");
            };
        });
    }

    /** kernel_shape, strides, dilations and pads for two axes, or one. */
    private static int[][] geometry(Random random, int rank, boolean dilates) {
        int[][] g = new int[4][];
        for (int which = 0; which < 3; which++) g[which] = new int[rank];
        g[3] = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            g[0][axis] = one(random, 1, 3);
            g[1][axis] = one(random, 1, 3);
            g[2][axis] = dilates ? one(random, 1, 2) : 1;
            for (int side = 0; side < 2; side++) g[3][axis + side * rank] = random.nextInt(Math.min(3, g[0][axis]));
        }
        return g;
    }

    private static RuleCase placed(RuleCase it, Random random, int[][] geometry) {
        it.with("kernel_shape", geometry[0]).with("strides", geometry[1]);
        boolean dilated = Arrays.stream(geometry[2]).anyMatch(d -> d > 1);
        if (dilated) it.with("dilations", geometry[2]);
        int automatic = random.nextInt(5);
        // The engine takes no SAME with dilation.
        if (automatic == 0 && !dilated) return it.with("auto_pad", random.nextBoolean() ? "SAME_UPPER" : "SAME_LOWER");
        if (automatic == 1) return it.with("auto_pad", "VALID");
        return it.with("pads", geometry[3]);
    }

    private static int[] extents(Random random, int pictures, int channels, int[][] geometry) {
        int[] extents = new int[geometry[0].length + 2];
        extents[0] = pictures;
        extents[1] = channels;
        for (int axis = 0; axis < geometry[0].length; axis++) {
            extents[axis + 2] = (geometry[0][axis] - 1) * geometry[2][axis] + 1 + random.nextInt(5);
        }
        return extents;
    }

    /**
     * ceil_mode by chance, not where a window would begin behind the input: the engine contradicts itself about these.
     */
    private static int ceil(Random random, int[] x, int[][] geometry) {
        int rank = geometry[0].length;
        for (int axis = 0; axis < rank; axis++) {
            int span = (geometry[0][axis] - 1) * geometry[2][axis] + 1, stride = geometry[1][axis];
            for (int[] pads : new int[][] {{geometry[3][axis], geometry[3][axis + rank]}, {0, 0}}) {
                int last = Math.floorDiv(x[axis + 2] + pads[0] + pads[1] - span + stride - 1, stride);
                if (last * stride >= x[axis + 2] + pads[0]) return 0;
            }
        }
        return random.nextInt(2);
    }

    private static int[] weights(int outputs, int inputs, int[] kernel) {
        return IntStream.concat(IntStream.of(outputs, inputs), Arrays.stream(kernel)).toArray();
    }

    private static void windows() {
        CASES.put("Conv", (it, random) -> {
            int[][] geometry = geometry(random, one(random, 1, 2), true);
            int group = one(random, 1, 3), in = group * one(random, 1, 2), out = group * one(random, 1, 2);
            placed(it.linear(), random, geometry).with("group", group)
                .real("x", extents(random, one(random, 1, 2), in, geometry))
                .real("w", weights(out, in / group, geometry[0]));
            return random.nextBoolean() ? it : it.real("b", out);
        });
        CASES.put("ConvTranspose", (it, random) -> {
            int[][] geometry = geometry(random, one(random, 1, 2), true);
            int group = one(random, 1, 2), in = group * one(random, 1, 2), out = group * one(random, 1, 2);
            it.linear().with("kernel_shape", geometry[0]).with("strides", geometry[1]).with("dilations", geometry[2])
                .with("group", group);
            boolean same = IntStream.range(0, geometry[0].length)
                .allMatch(i -> geometry[2][i] == 1 && geometry[0][i] >= geometry[1][i]);
            if (random.nextInt(3) == 0 && same) it.with("auto_pad", random.nextBoolean() ? "SAME_UPPER" : "SAME_LOWER");
            else it.with("pads", geometry[3]).with("output_padding",
                Arrays.stream(geometry[1]).map(stride -> random.nextInt(stride)).toArray());
            it.real("x", extents(random, one(random, 1, 2), in, geometry))
                .real("w", weights(in, out / group, geometry[0]));
            return random.nextBoolean() ? it : it.real("b", out);
        });
        CASES.put("MaxPool", (it, random) -> {
            int[][] geometry = geometry(random, one(random, 1, 2), true);
            int[] x = extents(random, 2, 2, geometry);
            return placed(it, random, geometry).with("ceil_mode", ceil(random, x, geometry)).real("x", x);
        });
        CASES.put("AveragePool", (it, random) -> {
            boolean dilates = random.nextBoolean();
            int[][] geometry = geometry(random, one(random, 1, 2), dilates);
            int[] x = extents(random, 2, 2, geometry);
            return placed(it.opset(dilates ? 19 : 17).linear(), random, geometry)
                .with("ceil_mode", ceil(random, x, geometry))
                .with("count_include_pad", random.nextInt(2)).real("x", x);
        });
        CASES.put("LpPool", (it, random) -> {
            int[][] geometry = geometry(random, 2, false);
            return placed(it, random, geometry).with("p", one(random, 1, 3))
                .real("x", .3, 2, extents(random, 1, 2, geometry));
        });
        CASES.put("GlobalAveragePool", (it, random) -> it.linear().real("x", maps(random)));
        CASES.put("GlobalMaxPool", (it, random) -> it.apart("x", maps(random)));
        CASES.put("GlobalLpPool", (it, random) -> it.real("x", .3, 2, maps(random)).with("p", one(random, 1, 3)));
        CASES.put("Resize", RuleCases::resize);
        CASES.put("LRN", (it, random) -> it.real("x", one(random, 1, 2), one(random, 1, 6), 2, 2)
            .with("size", 1 + 2 * random.nextInt(3))
            .with("alpha", .5f + random.nextFloat()).with("beta", .5f + random.nextFloat() / 2)
                .with("bias", 1 + random.nextFloat()));
    }

    private static RuleCase resize(RuleCase it, Random random) {
        String mode = new String[] {"nearest", "linear", "cubic"}[random.nextInt(3)];
        String[] places = {"half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"};
        String place = places[random.nextInt(places.length)];
        // Of sides held to one factor: shapes and kernels of engines round a half differently, these meet none.
        boolean held = random.nextInt(4) == 0;
        int h = held ? 4 : one(random, 2, 4), w = held ? 3 : one(random, 2, 4);
        it.linear().with("mode", mode).with("coordinate_transformation_mode", place)
            .real("x", 1, one(random, 1, 2), h, w).without();
        if (mode.equals("nearest")) {
            it.with("nearest_mode", place.equals("asymmetric") ? "floor"
                : new String[] {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"}[random.nextInt(4)]);
        }
        if (held) return it.opset(18).without().with("axes", new int[] {2, 3})
            .with("keep_aspect_ratio_policy", random.nextBoolean() ? "not_larger" : "not_smaller")
            .whole("sizes", new int[] {3, 5, 7}[random.nextInt(3)], new int[] {2, 4, 5}[random.nextInt(3)]);
        if (random.nextBoolean()) return it.constant("scales", 1, 1, one(random, 1, 3),
            random.nextBoolean() ? one(random, 1, 3) : 1.5).floats("scales");
        return it.without().whole("sizes", 1, it.extent("x", 1), one(random, 1, 6), one(random, 2, 6));
    }

    private static void normalizations() {
        CASES.put("BatchNormalization", (it, random) -> {
            int[] x = random.nextBoolean() ? maps(random) : new int[] {3, 2};
            it.real("x", x).real("scale", x[1]).real("bias", x[1]).with("epsilon", 1e-3f);
            if (random.nextBoolean()) return it.real("mean", x[1]).real("variance", .5, 2, x[1]);
            // in training what was recorded before does not count
            return it.constant("mean", new double[x[1]]).constant("variance", new double[x[1]]).with("training_mode", 1)
                .outputs(3).observing(1);
        });
        CASES.put("InstanceNormalization", (it, random) -> {
            int[] x = maps(random);
            return it.real("x", x[0], x[1], 3, 3).real("scale", x[1]).real("bias", x[1]).with("epsilon", .1f);
        });
        CASES.put("GroupNormalization", (it, random) -> {
            int groups = one(random, 1, 2), channels = groups * one(random, 1, 3);
            boolean late = random.nextBoolean();
            int of = late ? channels : groups;
            it.opset(late ? 21 : 18).real("x", one(random, 1, 2), channels, 2, 3).real("scale", of).real("bias", of)
                .with("num_groups", groups).with("epsilon", .1f);
            // else the engine computes them in float32 inside
            if (late) it.with("stash_type", 11);
            return it;
        });
        CASES.put("LayerNormalization", (it, random) -> {
            int[] x = {2, 2, 3, 2};
            int axis = random.nextInt(8) - 4;
            int[] normalized = Arrays.copyOfRange(x, axis < 0 ? axis + 4 : axis, 4);
            it.real("x", x).real("scale", normalized).with("axis", axis).with("epsilon", .1f);
            return random.nextBoolean() ? it : it.real("bias", normalized);
        });
        CASES.put("RMSNormalization", (it, random) -> {
            int axis = random.nextInt(3) - 3;
            int[] x = {2, 3, 2};
            return it.opset(23).real("x", x).real("scale", Arrays.copyOfRange(x, axis + 3, 3)).with("axis", axis)
                .with("epsilon", .1f);
        });
        CASES.put("MeanVarianceNormalization", (it, random) -> it.real("x", 2, 2, 2, 3));
        CASES.put("LpNormalization", (it, random) -> it.real("x", maps(random)).with("axis", random.nextInt(8) - 4)
            .with("p", one(random, 1, 2)));
        CASES.put("Softmax", (it, random) -> it.real("x", maps(random)).with("axis", random.nextInt(8) - 4));
        CASES.put("LogSoftmax", CASES.get("Softmax"));
    }
}
