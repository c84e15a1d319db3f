package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** What PyTorch's exporter writes where a network says something short. */
class ExportedFormsTest {
    private static final int DOUBLE = 11;

    private static TensorProto whole(String name, int[] extents, double... cells) {
        return RuleCase.tensor(name, RuleCase.INT64, Cells.of(extents, cells));
    }

    private static double[] gradient(TinyModel model, Cells seed, Map<String, Cells> feeds) throws OrtException {
        GradientGraph back = Gradients.of(model.output("y").graph()).write(Objective.along("y", "seed"), List.of("x"));
        WellFormed.check(back.graph().toBytes(), "gradient");
        Map<String, Cells> fed = new HashMap<>(feeds);
        fed.put("seed", seed);
        try (DoubleRun run = new DoubleRun(back.graph().toBytes())) {
            return run.run(fed).get(back.gradients().get("x")).data();
        }
    }

    /**
     * torch.cat((token.expand(x.shape[0], -1), x), 1)[:, 0:2] of an open batch: what -1 stands for is chosen by Where,
     * so only the number of axes is known before the run.
     */
    @Test
    void aTokenForEachPictureOfAnOpenBatch() throws OrtException {
        TinyModel model = new TinyModel().typedInput("x", DOUBLE, -1, 2)
            .weights(RuleCase.tensor("token", DOUBLE, Cells.of(new int[] {1, 1}, 3)))
            .weights(whole("zero", new int[] {1}, 0)).weights(whole("minus", new int[] {1}, -1))
            .weights(whole("ones", new int[] {2}, 1, 1)).weights(whole("minuses", new int[] {2}, -1, -1))
            .weights(whole("last", new int[0], 1))
            .node("Shape", "x", "extents").node("Gather", "extents zero", "batch")
            .node("Concat", "batch minus", "wanted", TinyModel.integer("axis", 0))
            .node("Equal", "wanted minuses", "kept").node("Where", "kept ones wanted", "shape")
            .node("Expand", "token shape", "tokens")
            .node("Concat", "tokens x", "row", TinyModel.integer("axis", 1))
            .node("Mul", "row row", "squares").node("Gather", "squares last", "y", TinyModel.integer("axis", 1));
        assertArrayEquals(new double[] {2 * 5 * 2, 0, 2 * 7 * 10, 0}, gradient(model, Cells.of(new int[] {2}, 2, 10),
            Map.of("x", Cells.of(new int[] {2, 2}, 5, 6, 7, 8))), 1e-12);
    }

    /** torch.nn.functional.batch_norm without running statistics: they are computed of the maps, and read by nobody. */
    @Test
    void statisticsThatAreOnlyMovedOn() throws OrtException {
        Random random = new Random(3);
        double[] maps = random.doubles(24).toArray(), seed = random.doubles(24, -1, 1).toArray();
        int[] extents = {2, 3, 4};
        double[][] found = new double[2][];
        for (int computed = 0; computed < 2; computed++) {
            TinyModel model = new TinyModel().opset(17).typedInput("x", DOUBLE, extents);
            for (String vector : List.of("scale", "bias", "m", "v")) model.weights(RuleCase.tensor(vector, DOUBLE,
                Cells.of(new int[] {3}, 1, 2, .5)));
            if (computed == 1) model.node("ReduceMean", "x", "mean", TinyModel.integers("axes", 0, 2),
                TinyModel.integer("keepdims", 0));
            model.node("BatchNormalization", computed == 1 ? "x scale bias mean mean" : "x scale bias m v",
                "y running moved", TinyModel.integer("training_mode", 1));
            found[computed] = gradient(model, Cells.of(extents, seed), Map.of("x", Cells.of(extents, maps)));
        }
        assertArrayEquals(found[0], found[1], 1e-12);
    }

    /** LPPool2d is the root of what a ReLU made; PyTorch gives 0 where that is 0. */
    @Test
    void rootsOfNothing() throws OrtException {
        int[] extents = {4};
        Cells x = Cells.of(extents, -1, 0, 4, 9), seed = Cells.of(extents, 1, 2, 3, 4);
        double[] slopes = {0, 0, 3. / 4, 4. / 6};
        assertArrayEquals(slopes, gradient(new TinyModel().typedInput("x", DOUBLE, extents).node("Relu", "x", "r")
            .node("Sqrt", "r", "y"), seed, Map.of("x", x)), 1e-12);
        assertArrayEquals(slopes, gradient(new TinyModel().typedInput("x", DOUBLE, extents).node("Relu", "x", "r")
            .weights(RuleCase.tensor("half", DOUBLE, Cells.of(new int[0], .5))).node("Pow", "r half", "y"), seed,
            Map.of("x", x)), 1e-12);
    }

    /** x[:, 1:3] = 2 x[:, 0:2], then the square: by hand. */
    @Test
    void cellsWrittenOver() throws OrtException {
        int[] extents = {1, 4};
        TinyModel model = new TinyModel().opset(11).typedInput("x", DOUBLE, extents)
            .weights(whole("places", new int[] {1, 2, 2}, 0, 1, 0, 2)).weights(whole("from", new int[] {1}, 0))
            .weights(whole("to", new int[] {1}, 2)).weights(whole("axis", new int[] {1}, 1))
            .node("Slice", "x from to axis", "two").node("Add", "two two", "twice")
            .node("ScatterND", "x places twice", "z").node("Mul", "z z", "y");
        double[] found = gradient(model, Cells.of(extents, 1, 1, 1, 1), Map.of("x", Cells.of(extents, 1, 2, 3, 4)));
        assertEquals(4, found.length);
        assertArrayEquals(new double[] {2 + 8, 16, 0, 8}, found, 1e-12);
    }

    /** An axis of one cell is used for both cells of the other's: 2 + 3 and 5 + 7. */
    @Test
    void oneCellBesideTwoInAProduct() throws OrtException {
        for (int batch : new int[] {1, -1}) {
            TinyModel model = new TinyModel().typedInput("x", DOUBLE, batch, 2).weights(whole("four", new int[] {1}, 4))
                .weights(RuleCase.tensor("by", DOUBLE, Cells.of(new int[] {2, 2}, 2, 5, 3, 7)))
                .node("Einsum", "x by", "z", TinyModel.text("equation", "bi,bi->bi")).node("Reshape", "z four", "y");
            assertArrayEquals(new double[] {5, 12}, gradient(model, Cells.of(new int[] {4}, 1, 1, 1, 1),
                Map.of("x", Cells.of(new int[] {1, 2}, 1, 1))), 1e-12);
        }
    }
}
