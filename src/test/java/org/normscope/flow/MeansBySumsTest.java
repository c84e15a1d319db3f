package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.shift.IbnSurgery;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Means and variances that an exporter wrote as sums over counts, and those of a whole batch. */
class MeansBySumsTest extends NormFixture {
    /** ReduceSum over the number of cells, or that computed of the shape, or one less; what is divided by
     * two less is none. */
    @Test
    void meansBySums() throws IOException {
        TinyModel model = first(13).weights(whole("over", 2, 3)).weights("cells", new int[] {}, 81)
            .weights("part", new int[] {}, 1 / 81f).node("ReduceSum", "c over", "s").node("Div", "s cells", "mu")
            .node("Sub", "c mu", "d").node("Mul", "d d", "sq").node("ReduceSum", "sq over", "t")
            .node("Mul", "part t", "var");
        reproduced(standardized(model), "in");
        TinyModel computed = first(13).weights(whole("over", 1, 2, 3)).node("Shape", "c", "shape")
            .node("Gather", "shape over", "extents").node("ReduceProd", "extents", "whole", integer("keepdims", 0))
            .node("Cast", "whole", "cells", integer("to", 1)).node("ReduceSum", "c over", "s")
            .node("Div", "s cells", "mu").node("Sub", "c mu", "d")
            .node("ReduceSumSquare", "d", "t", integers("axes", 1, 2, 3)).node("Div", "t cells", "var");
        assertEquals("LayerNormalization (8 operators)", reproduced(standardized(computed), "ln").operator());
        TinyModel unbiased = first(13).weights(whole("over", 2, 3)).weights("fewer", new int[] {}, 80)
            .node("ReduceMean", "c", "mu", integers("axes", 2, 3)).node("Sub", "c mu", "d").node("Mul", "d d", "sq")
            .node("ReduceSum", "sq over", "t").node("Div", "t fewer", "var");
        reproduced(standardized(unbiased), "in", "eps", String.valueOf(1e-5 * 80 / 81));
        TinyModel fewer = first(13).weights(whole("over", 2, 3)).weights("fewer", new int[] {}, 79)
            .node("ReduceMean", "c", "mu", integers("axes", 2, 3)).node("Sub", "c mu", "d").node("Mul", "d d", "sq")
            .node("ReduceSum", "sq over", "t").node("Div", "t fewer", "var");
        Network network = open(standardized(fewer).node("Relu", "n", "y").output("y"));
        assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION));
    }

    /** Of all pictures of the batch: those that were shown with it stay in the network that it is swapped into. */
    @Test
    void statisticsOfTheBatch() throws IOException {
        TinyModel sums = first(13, -1).weights(whole("over", 0, 2, 3)).node("Shape", "c", "shape")
            .node("Gather", "shape over", "extents").node("ReduceProd", "extents", "whole", integer("keepdims", 0))
            .node("Cast", "whole", "cells", integer("to", 1)).node("ReduceSum", "c over", "s")
            .node("Div", "s cells", "mu").node("Sub", "c mu", "d").node("Mul", "d d", "sq")
            .node("ReduceSum", "sq over", "t").node("Div", "t cells", "var");
        for (TinyModel model : List.of(standardized(sums), spread(first(13, -1), "c", 0, 2, 3)
            .node("Sqrt", "ve", "sd")
            .node("Div", "d sd", "h").weights("g", new int[] {4, 1, 1}, .5f, 1, 2, 3).node("Mul", "h g", "n"))) {
            Layer layer = reproduced(model, "bn", "stats", "batch");
            assertTrue(layer.operator().startsWith("BatchNormalization ("), layer.operator());
            Network network = open(model);
            LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures);
            Network swapped = SwappedNetwork.of(FeatureMapFlow.normalized(site, Catalogue.entry("bn")
                .create(new Parameters(Map.of("stats", "batch", "eps", "1e-5"))), true, Optional.empty()), 1);
            Tensor wanted = network.run(runner, network.spec().preprocessing().apply(pictures), List.of("y")).get("y")
                .picture(1);
            Tensor given = swapped.run(runner, site.run(1).input(), List.of("y")).get("y");
            assertTrue(RealNetworks.difference(given, wanted) < 1e-5);
            String refused = assertThrows(BadNetworkException.class, () -> IbnSurgery.rewritten(network,
                Map.of(layer, .5), IbnSurgery.Mode.BLEND)).getMessage();
            assertTrue(refused.contains("written out in several operators"), refused);
        }
    }

    private static TinyModel standardized(TinyModel withVariance) {
        return withVariance.weights("eps", new int[] {}, 1e-5f).node("Add", "var eps", "ve").node("Sqrt", "ve", "sd")
            .node("Div", "d sd", "n");
    }
}
