package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;

/**
 * Normalizations whose variance is divided by n - 1 are found and reproduced with gamma and epsilon of the same over n;
 * where such a variance is no normalization's, it is told and left in parts.
 */
class SampleVarianceTest extends NormFixture {
    private static final int CELLS = 4 * 9 * 9;
    private static final String EPSILON = String.valueOf(1e-5 * (CELLS - 1) / CELLS);

    /** What torch.var exports: the mean of squares times n over n - 1, n from the shape, or folded. */
    @Test
    void asPyTorchExportsThem() throws IOException {
        TinyModel shape = mean().weights(whole("axes", 1, 2, 3)).weights("one", new int[] {}, 1)
            .node("Shape", "c", "shape").node("Gather", "shape axes", "extents", integer("axis", 0))
            .node("ReduceProd", "extents", "count", integer("keepdims", 0)).node("Cast", "count", "cells",
                integer("to", 1)).node("Mul", "var cells", "sum").node("Sub", "cells one", "less")
            .node("Div", "sum less", "v");
        found(rooted(shape));
        found(rooted(mean().weights("cells", new int[] {}, CELLS).weights("less", new int[] {}, CELLS - 1)
            .node("Mul", "var cells", "sum").node("Div", "sum less", "v")));
        found(rooted(mean().weights("k", new int[] {}, CELLS / (CELLS - 1f)).node("Mul", "k var", "v")));
    }

    @Test
    void sumsOverOneLess() throws IOException {
        found(rooted(centred().weights("less", new int[] {}, CELLS - 1)
            .node("ReduceSum", "sq", "sum", integers("axes", 1, 2, 3)).node("Div", "sum less", "v")));
        found(rooted(lessMean().weights("less", new int[] {}, CELLS - 1)
            .node("ReduceSumSquare", "d", "sum", integers("axes", 1, 2, 3)).node("Div", "sum less", "v")));
    }

    /** Over the channels of maps that lie last, with a gamma of its own. */
    @Test
    void overChannelsThatLieLast() throws IOException {
        TinyModel model = channelsLast(13).node("ReduceMean", "t", "mu", integers("axes", -1)).node("Sub", "t mu", "d")
            .node("Mul", "d d", "sq").weights(whole("over", -1)).weights("less", new int[] {}, 3)
            .node("ReduceSum", "sq over", "sum").node("Div", "sum less", "v").weights("eps", new int[] {}, 1e-5f)
            .node("Add", "v eps", "ve").node("Sqrt", "ve", "sd").node("Div", "d sd", "h").node("Mul", "h gamma", "hg")
            .node("Add", "hg beta", "n");
        reproduced(model, "pos", "eps", String.valueOf(1e-5 * 3 / 4));
    }

    @Test
    void sumsOverAllAreMeans() throws IOException {
        TinyModel sums = rooted(centred().weights("cells", new int[] {}, CELLS)
            .node("ReduceSum", "sq", "sum", integers("axes", 1, 2, 3)).node("Div", "sum cells", "v"));
        for (TinyModel model : List.of(sums, rooted(mean().node("Identity", "var", "v")))) {
            reproduced(model, "ln");
            Network network = open(model);
            assertTrue(!network.remarks().contains(Network.Remark.SAMPLE_NORM), network.remarks().toString());
            assertTrue(!network.remarks().contains(Network.Remark.SAMPLE_VARIANCE), network.remarks().toString());
        }
    }

    /** AdaIN's own code: statistics of each map as a list of cells, laid over it again as PyTorch's expand does. */
    @Test
    void ofMapsAsListsOfCells() throws IOException {
        for (boolean expanded : new boolean[] {false, true}) {
            TinyModel model = first(13).weights(whole("list", 1, 4, -1)).weights(whole("one", 1, 4, 1, 1))
                .weights(whole("all", 1, 4, 9, 9)).weights(whole("four", 4)).weights(whole("none", -1))
                .weights("cells", new int[] {}, 81).weights("less", new int[] {}, 80)
                .weights("eps", new int[] {}, 1e-5f)
                .node("Reshape", "c list", "l").node("ReduceMean", "l", "mu", integers("axes", 2))
                .node("Sub", "l mu", "d").node("Mul", "d d", "sq").node("ReduceMean", "sq", "var", integers("axes", 2),
                    integer("keepdims", 0)).node("Mul", "var cells", "sum").node("Div", "sum less", "v")
                .node("Add", "v eps", "ve").node("Sqrt", "ve", "sd").node("Reshape", "sd one", "sigma")
                .node("ReduceMean", "l", "m", integers("axes", 2), integer("keepdims", 0))
                .node("Reshape", "m one", "mean")
                .node("ConstantOfShape", "four", "ones", ones()).node("Mul", "ones none", "open")
                .node("Equal", "all open", "free").node("Where", "free ones all", "extents");
            model = expanded ? model.node("Expand", "mean extents", "means").node("Expand", "sigma extents", "sigmas")
                .node("Sub", "c means", "apart").node("Div", "apart sigmas", "n")
                : model.node("Sub", "c mean", "apart").node("Div", "apart sigma", "n");
            Layer layer = reproduced(model, "in", "eps", String.valueOf(1e-5 * 80 / 81));
            assertTrue(layer.operator().startsWith("InstanceNormalization ("), layer.operator());
        }
    }

    private static AttributeProto ones() {
        return TinyModel.tensor("value", whole("ones", 1));
    }

    /** An epsilon under the root and one beside it: no normalization here, nor told as one over n. */
    @Test
    void whatIsNoNormalizationIsTold() throws IOException {
        Network network = open(centred().weights("less", new int[] {}, CELLS - 1).weights("eps", new int[] {}, 1e-5f)
            .node("ReduceSum", "sq", "sum", integers("axes", 1, 2, 3)).node("Div", "sum less", "v")
            .node("Add", "v eps", "ve").node("Sqrt", "ve", "sd").node("Add", "sd eps", "sde")
            .node("Div", "d sde", "n").node("Relu", "n", "y")
            .output("y"));
        assertTrue(network.remarks().contains(Network.Remark.SAMPLE_VARIANCE), network.remarks().toString());
        assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION));
    }

    private void found(TinyModel model) throws IOException {
        Layer layer = reproduced(model, "ln", "eps", EPSILON);
        assertTrue(layer.operator().startsWith("LayerNormalization ("), layer.operator());
        Network network = open(model);
        assertTrue(network.remarks().contains(Network.Remark.SAMPLE_NORM), network.remarks().toString());
        assertTrue(!network.remarks().contains(Network.Remark.SAMPLE_VARIANCE), network.remarks().toString());
    }

    private static TinyModel centred() {
        return lessMean().node("Mul", "d d", "sq");
    }

    private static TinyModel lessMean() {
        return first(11).node("ReduceMean", "c", "mu", integers("axes", 1, 2, 3)).node("Sub", "c mu", "d");
    }

    private static TinyModel mean() {
        return centred().node("ReduceMean", "sq", "var", integers("axes", 1, 2, 3));
    }

    private static TinyModel rooted(TinyModel model) {
        return model.weights("eps", new int[] {}, 1e-5f).node("Add", "v eps", "ve").node("Sqrt", "ve", "sd")
            .node("Div", "d sd", "n");
    }
}
