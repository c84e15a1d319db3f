package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;

/** Variances over n - 1 are told and left in parts; those over n, however they come to it, are not. */
class SampleVarianceTest extends NormFixture {
    private static final int CELLS = 4 * 9 * 9;

    /** What torch.var exports: the mean of squares times n over n - 1, n from the shape, or folded. */
    @Test
    void asPyTorchExportsThem() throws IOException {
        TinyModel shape = mean().weights(whole("axes", 1, 2, 3)).weights("one", new int[] {}, 1)
            .node("Shape", "c", "shape").node("Gather", "shape axes", "extents", integer("axis", 0))
            .node("ReduceProd", "extents", "count", integer("keepdims", 0)).node("Cast", "count", "cells",
                integer("to", 1)).node("Mul", "var cells", "sum").node("Sub", "cells one", "less")
            .node("Div", "sum less", "v");
        told(rooted(shape));
        told(rooted(mean().weights("cells", new int[] {}, CELLS).weights("less", new int[] {}, CELLS - 1)
            .node("Mul", "var cells", "sum").node("Div", "sum less", "v")));
        told(rooted(mean().weights("k", new int[] {}, CELLS / (CELLS - 1f)).node("Mul", "k var", "v")));
    }

    @Test
    void sumsOverOneLess() throws IOException {
        for (String sum : List.of("sq ReduceSum", "d ReduceSumSquare")) {
            String[] words = sum.split(" ");
            told(rooted(centred().weights("less", new int[] {}, CELLS - 1)
                .node(words[1], words[0], "sum", integers("axes", 1, 2, 3)).node("Div", "sum less", "v")));
        }
    }

    @Test
    void sumsOverAllAreMeans() throws IOException {
        Network network = open(rooted(centred().weights("cells", new int[] {}, CELLS)
            .node("ReduceSum", "sq", "sum", integers("axes", 1, 2, 3)).node("Div", "sum cells", "v")));
        assertTrue(network.layers().stream().anyMatch(layer -> layer.kind() == LayerKind.NORMALIZATION));
        assertTrue(!network.remarks().contains(Network.Remark.SAMPLE_VARIANCE));
        assertTrue(!open(rooted(mean().node("Identity", "var", "v"))).remarks().contains(
            Network.Remark.SAMPLE_VARIANCE));
    }

    private void told(TinyModel model) throws IOException {
        Network network = open(model);
        assertTrue(network.remarks().contains(Network.Remark.SAMPLE_VARIANCE), network.remarks().toString());
        assertEquals(0, network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).count(),
            network.layers().toString());
    }

    private static TinyModel centred() {
        return first(11).node("ReduceMean", "c", "mu", integers("axes", 1, 2, 3)).node("Sub", "c mu", "d")
            .node("Mul", "d d", "sq");
    }

    private static TinyModel mean() {
        return centred().node("ReduceMean", "sq", "var", integers("axes", 1, 2, 3));
    }

    private static TinyModel rooted(TinyModel model) {
        return model.weights("eps", new int[] {}, 1e-5f).node("Add", "v eps", "ve").node("Sqrt", "ve", "sd")
            .node("Div", "d sd", "n").node("Relu", "n", "y").output("y");
    }
}
