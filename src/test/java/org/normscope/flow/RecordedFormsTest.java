package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.shift.IbnSurgery;

/** BatchNormalization by constant statistics, written out: one layer, with its statistics, as the catalogue has it. */
class RecordedFormsTest extends NormFixture {
    private static final float[] MEAN = {.1f, -.2f, .3f, .05f}, VARIANCE = {.5f, 2, .01f, 1};

    @Test
    void overTheRootOfVarianceAndEpsilon() throws IOException {
        for (int[] extents : new int[][] {{4, 1, 1}, {1, 4, 1, 1}}) {
            Layer layer = running(rooted(first(13), extents).node("Sub", "c mean", "d").node("Div", "d sd", "h")
                .weights("g", extents, .5f, 1, 2, 3).weights("b", extents, 1, 2, -3, 4).node("Mul", "h g", "hg")
                .node("Add", "hg b", "n"), "1e-3");
            assertEquals("BatchNormalization (4 operators)", layer.operator());
            assertEquals("BN", layer.brief());
        }
        for (int[] extents : new int[][] {{4}, {1, 1, 1, 4}}) {
            running(rooted(channelsLast(13), extents).node("Sub", "t mean", "d").node("Div", "d sd", "h")
                .node("Mul", "h gamma", "hg").node("Add", "hg beta", "n"), "1e-3");
        }
    }

    /** TensorFlow's: x f + (beta - mean f), f = gamma / sqrt(variance + epsilon), none of it folded. */
    @Test
    void gammaInTheFactor() throws IOException {
        TinyModel model = rooted(channelsLast(13), 4).node("Reciprocal", "sd", "i").node("Mul", "i gamma", "f")
            .node("Mul", "t f", "tf").node("Mul", "mean f", "mf").node("Sub", "beta mf", "off").node("Add", "off tf",
                "n");
        Layer layer = running(model, "1e-3");
        NormalizationParameters own = open(model).normalizationParameters(layer).orElseThrow();
        assertArrayEquals(VARIANCE, own.variance());
        assertArrayEquals(MEAN, own.mean());
        assertArrayEquals(new float[] {1.5f, -.5f, 2, .75f}, own.gamma());
        assertEquals(1e-3f, own.epsilon());
    }

    /** What a folding of constants leaves of it. */
    /** Detectron's FrozenBatchNorm2d: all of it of vectors, which are laid over the maps at last. */
    @Test
    void laidAtLast() throws IOException {
        running(rooted(first(13), 4).weights("one", new int[] {}, 1).weights(whole("maps", 1, -1, 1, 1))
            .node("Div", "one sd", "i").node("Mul", "gamma i", "f").node("Mul", "mean f", "mf")
            .node("Sub", "beta mf", "off").node("Reshape", "f maps", "fm").node("Reshape", "off maps", "om")
            .node("Mul", "c fm", "cf").node("Add", "cf om", "n"), "1e-3");
    }

    @Test
    void factorsThatAreNumbers() throws IOException {
        int[] extents = {1, 4, 1, 1};
        TinyModel times = first(13).weights("mean", extents, MEAN).weights("f", extents, 2, -.5f, 1, 3)
            .weights("b", extents, 1, 2, -3, 4).node("Sub", "c mean", "d").node("Mul", "d f", "h")
            .node("Add", "h b", "n");
        running(times, "0");
        running(first(13).weights("mean", extents, MEAN).weights("sd", extents, 2, .5f, 1, 3)
            .node("Sub", "c mean", "d").node("Div", "d sd", "n"), "0");
        running(rooted(first(13), extents).weights("small", new int[] {}, .25f).node("Add", "sd small", "s")
            .node("Sub", "c mean", "d").node("Div", "d s", "n"), "0");
    }

    /** Behind a fully connected layer, where channels are the last of two axes; a mean over them is no instance's. */
    @Test
    void ofVectors() throws IOException {
        TinyModel vectors = first(13).node("GlobalAveragePool", "c", "p").node("Flatten", "p", "f");
        Network network = open(vectors.weights("mean", new int[] {4}, MEAN).weights("sd", new int[] {4}, 2, .5f, 1, 3)
            .node("Sub", "f mean", "d").node("Mul", "d sd", "h").node("Add", "h beta", "n").node("Relu", "n", "y")
            .output("y"));
        Layer norm = network.writing("n").orElseThrow();
        assertEquals("BatchNormalization (3 operators)", norm.operator());
        assertArrayEquals(MEAN, network.normalizationParameters(norm).orElseThrow().mean());
        TinyModel layer = spread(first(13).node("GlobalAveragePool", "c", "p").node("Flatten", "p", "f"), "f", 1)
            .node("Sqrt", "ve", "sd").node("Div", "d sd", "n").node("Relu", "n", "y").output("y");
        assertEquals("LayerNormalization (7 operators)", open(layer).writing("n").orElseThrow().operator());
    }

    /** Statistics that are constants cannot be exchanged in one operator: that is what is said. */
    @Test
    void isNotSaidToComputeThem() throws IOException {
        TinyModel model = rooted(first(13), 4, 1, 1).node("Sub", "c mean", "d").node("Div", "d sd", "n");
        Network network = open(model.node("Relu", "n", "y").output("y"));
        Layer norm = network.writing("n").orElseThrow();
        String said = assertThrows(BadNetworkException.class, () -> IbnSurgery.rewritten(network, Map.of(norm, .5),
            IbnSurgery.Mode.BLEND)).getMessage();
        assertTrue(said.contains("written out in several operators"), said);
    }

    /** A factor and an offset have no statistics, a preparation of the picture is no layer's. */
    @Test
    void whatIsNone() throws IOException {
        int[] extents = {3, 1, 1};
        none(first(13).weights("f", new int[] {4, 1, 1}, 2, -.5f, 1, 3).node("Mul", "c f", "h").node("Add", "h f",
            "n"));
        float[] cells = new float[4 * 3 * 9];
        none(new TinyModel().opset(13).input("x", 1, 3, 9, 9).weights("mean", extents, .4f, .5f, .6f)
            .weights("sd", extents, .2f, .3f, .1f).node("Sub", "x mean", "d").node("Div", "d sd", "p")
            .weights("w", new int[] {4, 3, 3, 3}, cells).node("Conv", "p w", "n"));
        none(first(13).weights("mean", new int[] {9}, 1, 2, 3, 4, 5, 6, 7, 8, 9).node("Sub", "c mean", "d")
            .node("Mul", "d mean", "n"));
    }

    private void none(TinyModel model) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION),
            network.layers().toString());
    }

    private Layer running(TinyModel model, String epsilon) throws IOException {
        return reproduced(model, "bn", "stats", "running", "eps", epsilon);
    }

    private static TinyModel rooted(TinyModel model, int... extents) {
        return model.weights("mean", extents, MEAN).weights("variance", extents, VARIANCE)
            .weights("eps", new int[] {}, 1e-3f).node("Add", "variance eps", "ve").node("Sqrt", "ve", "sd");
    }
}
