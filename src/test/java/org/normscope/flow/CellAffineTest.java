package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/** A gamma and beta of each cell, as PyTorch's LayerNorm over whole maps has them: told, and not kept in a swap. */
class CellAffineTest extends NormFixture {
    private static final int CELLS = 4 * 9 * 9;

    @Test
    void isTold() throws IOException {
        float[] gamma = new float[CELLS], beta = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            gamma[i] = 1 + i % 13 / 10f;
            beta[i] = i % 7 / 5f;
        }
        Network network = open(layer(gamma, beta));
        assertTrue(network.remarks().contains(Network.Remark.CELL_AFFINE), network.remarks().toString());
        Layer norm = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow();
        LayerSite site = new FeatureMapFlow(runner).site(network, norm, pictures.subList(0, 1));
        Tensor bare = Catalogue.entry("ln").create(Parameters.NONE).apply(site);
        float[] own = network.run(runner, network.spec().preprocessing().apply(pictures.subList(0, 1)),
            List.of("n")).get("n").data();
        for (int i = 0; i < CELLS; i++) assertEquals(own[i], bare.data()[i] * gamma[i] + beta[i], 2e-5);
    }

    @Test
    void theSameInAllOfAChannelIsNone() throws IOException {
        float[] gamma = new float[CELLS];
        for (int i = 0; i < CELLS; i++) gamma[i] = 1 + i / 81;
        Network network = open(layer(gamma, new float[CELLS]));
        assertTrue(!network.remarks().contains(Network.Remark.CELL_AFFINE), network.remarks().toString());
    }

    private static TinyModel layer(float[] gamma, float... beta) {
        int[] extents = {4, 9, 9};
        return first(17).weights("g", extents, gamma).weights("b", extents, beta)
            .node("LayerNormalization", "c g b", "n", integer("axis", 1)).node("Relu", "n", "y").output("y");
    }
}
