package org.normscope.onnx.gradient;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Random cases of the operators that arrange cells anew, take pieces of values or put them together. */
final class ArrangementCases {
    private ArrangementCases() { }

    static void addTo(Map<String, BiFunction<RuleCase, Random, RuleCase>> cases) {
        arrangements(cases);
        pieces(cases);
    }

    private static void arrangements(Map<String, BiFunction<RuleCase, Random, RuleCase>> cases) {
        cases.put("Reshape", (it, random) -> it.real("x", 2, 3, 4).whole("shape", 0, -1, 2));
        cases.put("Squeeze", (it, random) -> it.real("x", 2, 1, 3, 1).whole("axes", 1, -1));
        cases.put("Unsqueeze", (it, random) -> it.real("x", 2, 3).whole("axes", random.nextInt(3), -1));
        cases.put("Transpose", (it, random) -> random.nextInt(4) == 0 ? it.real("x", RuleCases.maps(random))
            : it.real("x", RuleCases.maps(random)).with("perm", order(random)));
        cases.put("Expand", (it, random) -> it.real("x", random.nextBoolean() ? new int[] {2, 1, 3} : new int[] {1, 3})
            .whole("shape", 2, 2, random.nextBoolean() ? 3 : 1));
        cases.put("Tile", (it, random) -> it.real("x", 2, 1, 3)
            .whole("repeats", RuleCases.one(random, 1, 3), RuleCases.one(random, 1, 3), RuleCases.one(random, 1, 2)));
        cases.put("Trilu", (it, random) -> it.real("x", 2, 3, 4).with("upper", random.nextInt(2)));
        cases.put("DepthToSpace", (it, random) -> it.real("x", 1, 8, RuleCases.one(random, 1, 2), 2)
            .with("blocksize", 2).with("mode", random.nextBoolean() ? "DCR" : "CRD"));
        cases.put("SpaceToDepth", (it, random) -> it.real("x", 2, 2, 4, 2 * RuleCases.one(random, 1, 2))
            .with("blocksize", 2));
        cases.put("Cast", (it, random) -> it.linear().real("x", RuleCases.maps(random)).with("to", 1));
        cases.put("CastLike", (it, random) -> it.opset(19).real("x", RuleCases.maps(random)).number("like", 1));
        cases.put("GridSample", ArrangementCases::gridSample);
        cases.put("Dropout", (it, random) -> it.real("x", RuleCases.maps(random)));
    }

    private static RuleCase gridSample(RuleCase it, Random random) {
        boolean latest = random.nextBoolean();
        int corners = random.nextInt(2), places = RuleCases.one(random, 1, 3);
        int[] cells = {RuleCases.one(random, 2, 4), RuleCases.one(random, 1, 4)};
        double[] grid = new double[2 * 3 * places * 2];
        for (int i = 0; i < grid.length; i++) {
            // Between the middles and the borders of cells: there are kinks.
            double place = random.nextInt(10) - 3 + (random.nextBoolean() ? .25 : .75) + .1 * random.nextDouble() - .05;
            int count = cells[i % 2];
            grid[i] = (float) (corners == 1 ? 2 * place / Math.max(1, count - 1) - 1 : (2 * place + 1) / count - 1);
        }
        it.opset(latest ? 20 : 16).real("x", 2, 2, cells[1], cells[0]).with("align_corners", corners)
            .with("padding_mode", List.of("zeros", "border", "reflection").get(random.nextInt(3)));
        DoubleRun.Cells read = DoubleRun.Cells.of(new int[] {2, 3, places, 2}, grid);
        return random.nextInt(3) == 0 ? it.constant("grid", read).with("mode", "nearest")
            : it.real("grid", read).with("mode", latest ? "linear" : "bilinear");
    }

    private static int[] order(Random random) {
        int[] order = {0, 1, 2, 3};
        for (int i = 3; i > 0; i--) {
            int j = random.nextInt(i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static void pieces(Map<String, BiFunction<RuleCase, Random, RuleCase>> cases) {
        cases.put("Concat", (it, random) -> {
            int[] whole = RuleCases.maps(random);
            int axis = random.nextInt(4);
            for (int i = 0; i < RuleCases.one(random, 1, 3); i++) {
                int[] part = whole.clone();
                part[axis] = RuleCases.one(random, 1, 3);
                it.real("x" + i, part);
            }
            return it.with("axis", random.nextBoolean() ? axis : axis - 4);
        });
        cases.put("Split", (it, random) -> {
            int a = RuleCases.one(random, 1, 3), b = RuleCases.one(random, 1, 3);
            return random.nextBoolean() ? it.real("x", 2, a + b, 2).whole("split", a, b).with("axis", 1)
                .outputs(2) : it.real("x", 2, 2 * a).with("axis", -1).outputs(2);
        });
        cases.put("Slice", (it, random) -> {
            int step = new int[] {1, 1, 2, -1, -2}[random.nextInt(5)], from = random.nextInt(2),
                to = from + RuleCases.one(random, 1, 3);
            boolean back = step < 0;
            return it.real("x", 2, 5, 3).whole("starts", back ? to : from, random.nextInt(2))
                .whole("ends", back ? from - 1 - (from == 0 ? 9 : 0) : to, random.nextBoolean() ? 3 : 1000)
                .whole("axes", random.nextBoolean() ? 1 : -2, 2).whole("steps", step, 1);
        });
        cases.put("Pad", (it, random) -> {
            String mode = new String[] {"constant", "reflect", "edge", "wrap"}[random.nextInt(4)];
            it.opset(mode.equals("wrap") ? 19 : 17).linear().with("mode", mode).real("x", 1, 2, 6, 5);
            int cut = random.nextInt(2);
            return it.whole("pads", 0, 0, random.nextInt(3) - cut, random.nextInt(3), 0, 0, random.nextInt(3),
                random.nextInt(3) - cut);
        });
        cases.put("Gather", (it, random) -> {
            int axis = random.nextInt(3);
            return it.real("x", 2, 3, 2).whole("indices", random.nextBoolean() ? new int[] {2, 2} : new int[] {4}, 0, 1,
                -1, 1).with("axis", random.nextBoolean() ? axis : axis - 3);
        });
        cases.put("GatherElements", (it, random) -> it.real("x", 2, 3)
            .whole("indices", new int[] {2, 2}, 0, random.nextInt(2), 1, -1).with("axis", random.nextInt(2)));
        cases.put("GatherND", (it, random) -> it.real("x", 2, 3, 2)
            .whole("indices", new int[] {3, 2}, 0, 1, 1, random.nextInt(3), 0, 1));
        cases.put("ScatterElements", (it, random) -> it.opset(18).linear().real("x", 3, 4)
            .whole("indices", new int[] {2, 3}, 0, 2, 1, 1, 0, -1).real("updates", 2, 3)
            .with("axis", random.nextInt(2) - 1).with("reduction", random.nextBoolean() ? "add" : "none"));
        cases.put("ScatterND", (it, random) -> it.opset(18).linear().real("x", 3, 4, 2)
            .whole("indices", new int[] {2, 2}, 0, random.nextInt(4), 2, random.nextInt(4)).real("updates", 2, 2)
            .with("reduction", random.nextBoolean() ? "add" : "none"));
        cases.put("TopK", (it, random) -> it.real("x", 2, 4, 3).whole("k", 2)
            .with("axis", random.nextInt(2) == 0 ? 1 : -1).with("largest", random.nextInt(2)).outputs(2).observing(1));
    }
}
