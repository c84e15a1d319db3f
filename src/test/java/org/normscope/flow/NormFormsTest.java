package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.real;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Normalizations as exporters write them: found as one layer, on maps as N x C x (H, W), and reproduced by the
 * catalogue's own.
 */
class NormFormsTest extends NormFixture {
    /** Filter response normalization, whose offset is none of the root's: RMS adds no beta. */
    @Test
    void filterResponse() throws IOException {
        int[] each = {1, 4, 1, 1};
        assertEquals("hg", reproduced(first(13).weights("g", each, 1.5f, -.5f, 2, .75f).weights("b", each, .25f, 1, -2,
            3).weights("eps", new int[] {}, -1e-5f).node("Mul", "c c", "sq").node("ReduceMean", "sq", "nu",
            integers("axes", 2, 3)).node("Abs", "eps", "e").node("Add", "nu e", "ne").node("Sqrt", "ne", "root")
            .node("Reciprocal", "root", "f").node("Mul", "c f", "h").node("Mul", "h g", "hg").node("Add", "hg b", "n"),
            "rms", "set", "hw").output());
    }

    @Test
    void layerNormalizationOverTheLastAxis() throws IOException {
        reproduced(channelsLast(17).node("LayerNormalization", "t gamma beta", "n", integer("axis", -1),
            real("epsilon", 1e-4f)), "pos", "eps", "1e-4");
        reproduced(channelsLast(17).node("LayerNormalization", "t gamma beta", "n", integer("axis", 3)), "pos");
        reproduced(channelsLast(17).node("LayerNormalization", "t gamma", "n"), "pos");
    }

    @Test
    void layerNormalizationOfTokens() throws IOException {
        TinyModel plain = tokens().node("LayerNormalization", "tokens gamma beta", "n");
        assertEquals(Shape.of(1, 4, 3, 3), reproduced(plain, "pos").shape());
        TinyModel withClass = tokens().weights("class", new int[] {1, 1, 4}, .5f, -1, 2, 0).node("Concat",
            "class tokens", "all", integer("axis", 1))
            .node("LayerNormalization", "all gamma beta", "n");
        assertEquals(Shape.of(1, 4, 3, 3), reproduced(withClass, "pos").shape());
    }

    /** As ONNX Runtime's optimizer writes transformers: a sum and its normalization are one operator. */
    @Test
    void normalizationsOfASum() throws IOException {
        for (String operator : List.of("SkipLayerNormalization", "SkipSimplifiedLayerNormalization")) {
            boolean layer = operator.startsWith("SkipLayer");
            TinyModel model = tokens().domain("com.microsoft").weights("two", new int[] {}, 2)
                .weights("bias", new int[] {4}, .5f, -1, 2, 0).node("Mul", "tokens two", "other")
                .node(TinyModel.written(operator, "tokens other gamma " + (layer ? "beta bias" : "bias"), "n",
                    real("epsilon", 1e-5f)).setDomain("com.microsoft").setName("norm").build());
            Layer norm = layer ? reproduced(model, "pos") : reproduced(model, "rms", "set", "c");
            assertEquals("norm", norm.name());
            Network network = open(model);
            assertArrayEquals(new float[] {1.5f, -.5f, 2, .75f}, network.normalizationParameters(norm).orElseThrow()
                .gamma());
            Tensor picture = network.spec().preprocessing().apply(pictures.subList(0, 1));
            Tensor whole = runner.runWhole(model.bytes(), "whole.onnx", network.feeds(picture)).get("y");
            assertTrue(RealNetworks.difference(network.run(runner, picture, List.of("y")).get("y"), whole) < 1e-6);
        }
    }

    @Test
    void rootMeanSquares() throws IOException {
        reproduced(channelsLast(23).node("RMSNormalization", "t gamma", "n", integer("axis", -1)), "rms", "set", "c");
        reproduced(channelsLast(17).node("SimplifiedLayerNormalization", "t gamma", "n", integer("axis", -1),
            real("epsilon", 1e-5f)), "rms", "set", "c");
        reproduced(channelsLast(13).node("Mul", "t t", "sq").node("ReduceMean", "sq", "ms", integers("axes", -1))
            .weights("eps", new int[] {}, 1e-5f)
            .node("Add", "ms eps", "mse").node("Sqrt", "mse", "root").node("Reciprocal", "root", "inverse")
                .node("Mul", "t inverse", "h")
            .node("Mul", "gamma h", "n"), "rms", "set", "c");
    }

    @Test
    void groupsOfBothVersions() throws IOException {
        for (int version : new int[] {18, 21}) {
            TinyModel model = first(version).weights("g2", new int[] {2}, 1.5f, -.5f).weights("b2", new int[] {2},
                .25f, 1);
            reproduced(version == 18 ? model.node("GroupNormalization", "c g2 b2", "n", integer("num_groups", 2))
                : model.node("GroupNormalization", "c gamma beta", "n", integer("num_groups", 2)), "gn", "groups", "2");
        }
    }

    @Test
    void decomposedLayerNormalization() throws IOException {
        TinyModel multiplied = centred(channelsLast(13)).node("Mul", "d d", "sq");
        TinyModel raised = centred(channelsLast(13)).weights("two", new int[] {}, 2).node("Pow", "d two", "sq");
        for (TinyModel model : List.of(multiplied, raised)) {
            Layer layer = reproduced(model.node("ReduceMean", "sq", "var", integers("axes", -1)).weights("eps",
                new int[] {}, 1e-5f)
                .node("Add", "var eps", "ve").node("Sqrt", "ve", "sd").node("Div", "d sd", "h").node("Mul",
                    "h gamma", "hg").node("Add", "hg beta", "n"), "pos");
            assertEquals("LayerNormalization (9 operators)", layer.operator());
            assertEquals("LN", layer.brief());
        }
    }

    @Test
    void decomposedOverWholeMaps() throws IOException {
        TinyModel model = first(13).node("ReduceMean", "c", "mu", integers("axes", 1, 2, 3)).node("Sub", "c mu",
            "d").node("Mul", "d d", "sq")
            .node("ReduceMean", "sq", "var", integers("axes", 1, 2, 3)).weights("eps", new int[] {}, 1e-5f)
                .node("Add", "var eps", "ve")
            .weights("minusHalf", new int[] {}, -.5f).node("Pow", "ve minusHalf", "inverse").node("Mul", "inverse d",
                "h")
            .weights("g4", new int[] {4, 1, 1}, .5f, 1, 2, 3).node("Mul", "h g4", "n");
        reproduced(model, "ln");
    }

    /** Over rows and columns alone it is instance normalization, whatever its parts are called. */
    @Test
    void decomposedOverEachMap() throws IOException {
        for (boolean last : new boolean[] {false, true}) {
            String x = last ? "t" : "c";
            int rows = last ? 1 : 2;
            TinyModel model = (last ? channelsLast(13) : first(13)).node("ReduceMean", x, "mu",
                integers("axes", rows, rows + 1)).node("Sub", x + " mu", "d").node("Mul", "d d", "sq")
                .node("ReduceMean", "sq", "var", integers("axes", rows, rows + 1)).weights("eps", new int[] {}, 1e-5f)
                .node("Add", "var eps", "ve").node("Sqrt", "ve", "sd").node("Div", "d sd", "n");
            assertEquals("InstanceNormalization (7 operators)", reproduced(model, "in").operator());
        }
    }

    /** TensorFlow's form: x f + (beta - mean f), f = gamma / sqrt(variance + eps). */
    @Test
    void gammaInTheFactor() throws IOException {
        for (boolean last : new boolean[] {false, true}) {
            int[] axes = last ? new int[] {1, 2} : new int[] {1, 2, 3};
            TinyModel model = spread(last ? "t" : "c", axes).node("Sqrt", "ve", "sd")
                .node("Reciprocal", "sd", "inverse")
                .weights("g", last ? new int[] {4} : new int[] {4, 1, 1}, .5f, 1, 2, 3)
                .weights("b", last ? new int[] {4} : new int[] {4, 1, 1}, 1, 2, -3, 4).node("Mul", "inverse g", "f")
                .node("Mul", (last ? "t" : "c") + " f", "xf").node("Mul", "mu f", "muf").node("Sub", "b muf", "off")
                .node("Add", "xf off", "n");
            assertEquals((last ? "Instance" : "Layer") + "Normalization (12 operators)",
                reproduced(model, last ? "in" : "ln").operator());
        }
    }

    /** JAX's variance: mean x^2 - (mean x)^2, kept from below zero. */
    @Test
    void varianceByTheMeanOfSquares() throws IOException {
        TinyModel model = channelsLast(13).node("ReduceMean", "t", "mu", integers("axes", -1))
            .node("Mul", "t t", "xx").node("ReduceMean", "xx", "m2", integers("axes", -1)).node("Mul", "mu mu", "mm")
            .node("Sub", "m2 mm", "v").weights("zero", new int[] {}, 0).node("Max", "zero v", "var")
            .weights("eps", new int[] {}, 1e-5f).node("Add", "eps var", "ve").node("Sqrt", "ve", "sd")
            .node("Reciprocal", "sd", "inverse").node("Mul", "inverse gamma", "f").node("Sub", "t mu", "d")
            .node("Mul", "d f", "df").node("Add", "df beta", "n");
        reproduced(model, "pos");
    }

    @Test
    void meansByPooling() throws IOException {
        TinyModel model = first(13).node("GlobalAveragePool", "c", "mu").node("Sub", "c mu", "d")
            .node("Mul", "d d", "sq").node("GlobalAveragePool", "sq", "var").weights("eps", new int[] {}, 1e-5f)
            .node("Add", "var eps", "ve").weights("minusHalf", new int[] {}, -.5f).node("Pow", "ve minusHalf", "f")
            .node("Mul", "d f", "n");
        assertEquals("InstanceNormalization (7 operators)", reproduced(model, "in").operator());
    }

    /** Channels taken apart into groups before, as Keras does last and others first. */
    @Test
    void groupsByAReshape() throws IOException {
        for (boolean last : new boolean[] {false, true}) {
            TinyModel model = last ? channelsLast(13) : first(13);
            model.weights(whole("apart", last ? new long[] {-1, 9, 9, 2, 2} : new long[] {0, 2, 2, 9, 9}))
                .weights(whole("joined", last ? new long[] {-1, 9, 9, 4} : new long[] {0, 4, 9, 9}))
                .node("Reshape", (last ? "t" : "c") + " apart", "r");
            int[] axes = last ? new int[] {1, 2, 4} : new int[] {2, 3, 4};
            Layer layer = reproduced(spread(model, "r", axes).node("Sqrt", "ve", "sd")
                .node("Div", "d sd", "h").node("Reshape", "h joined", "j")
                .weights("g", last ? new int[] {4} : new int[] {4, 1, 1}, .5f, 1, 2, 3).node("Mul", "j g", "n"), "gn",
                "groups", "2");
            assertEquals("GN", layer.brief());
        }
    }

    /** Groups of rows are no groups of channels. */
    @Test
    void whatIsTakenApartElsewhereIsNoGroupNormalization() throws IOException {
        TinyModel model = channelsLast(13).weights(whole("apart", 0, 3, -1)).weights(whole("joined", 0, 9, 9, 4))
            .node("Reshape", "t apart", "r").weights("one", new int[] {3}, 1, 1, 1)
            .weights("none", new int[] {3}, 0, 0, 0)
            .node("InstanceNormalization", "r one none", "i").node("Reshape", "i joined", "n");
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertTrue(network.layers().stream().noneMatch(layer -> layer.operator().startsWith("Group")),
            network.layers().toString());
    }

    @Test
    void lengthByASumOfSquares() throws IOException {
        reproduced(first(13).node("Mul", "c c", "sq").weights(whole("axis", 1)).node("ReduceSum", "sq axis", "sum")
            .weights("small", new int[] {}, 1e-12f).node("Max", "sum small", "sure").node("Sqrt", "sure", "length")
            .node("Reciprocal", "length", "inverse").node("Mul", "c inverse", "n"), "l2-channel");
    }

    @Test
    void lengthByItsRootAndALimit() throws IOException {
        reproduced(first(18).weights(whole("axis", 1)).node("ReduceSumSquare", "c axis", "sum")
            .weights("half", new int[] {}, .5f).weights("small", new int[] {}, 1e-12f).node("Pow", "sum half", "length")
            .node("Max", "length small", "sure").node("Div", "c sure", "n"), "l2-channel");
    }

    @Test
    void lengthByItsInverse() throws IOException {
        for (boolean divided : new boolean[] {false, true}) {
            TinyModel model = first(13).node("ReduceL2", "c", "length", integers("axes", 1))
                .weights("one", new int[] {}, 1);
            model = divided ? model.node("Div", "one length", "inverse") : model.node("Reciprocal", "length",
                "inverse");
            reproduced(model.node("Mul", "c inverse", "n"), "l2-channel");
        }
    }

    /** As functions write them that are made for maps of any type. */
    @Test
    void constantsOfTheTypeOfTheMaps() throws IOException {
        reproduced(first(15).weights("g", new int[] {4, 1, 1}, .5f, 1, 2, 3).weights("eps", new int[] {}, 1e-5f)
            .node("ReduceMean", "c", "mu", integers("axes", 1, 2, 3)).node("Sub", "c mu", "d").node("Mul", "d d", "sq")
            .node("ReduceMean", "sq", "var", integers("axes", 1, 2, 3)).node("CastLike", "eps var", "e")
            .node("Add", "var e", "ve").node("Sqrt", "ve", "sd").node("Div", "d sd", "h").node("CastLike", "g h", "gh")
            .node("Mul", "h gh", "n"), "ln");
    }

    /** As PyTorch's LayerNorm of a number does on maps whose channels do not lie last. */
    @Test
    void overColumnsAloneIsNoInstanceNormalization() throws IOException {
        Network network = open(spread("c", 3).node("Sqrt", "ve", "sd").node("Div", "d sd", "n").node("Relu", "n", "y")
            .output("y"));
        assertTrue(network.layers().stream().anyMatch(layer -> layer.operator().startsWith("LayerNormalization (")),
            network.layers().toString());
    }

    /** What stands along the columns, as many as channels, is no gamma of channels. */
    @Test
    void gammaOfColumns() throws IOException {
        TinyModel model = first(13).weights(whole("from", 0)).weights(whole("to", 4)).weights(whole("across", 3))
            .node("Slice", "c from to across", "narrow");
        Network network = open(spread(model, "narrow", 1).node("Sqrt", "ve", "sd").node("Div", "d sd", "h")
            .node("Mul", "h gamma", "n").node("Relu", "n", "y").output("y"));
        Layer layer = network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow();
        assertNull(network.normalizationParameters(layer).orElseThrow().gamma());
    }

    /** What a fully connected layer does to channels that lie last is a convolution of 1 x 1. */
    @Test
    void weightsOfChannelsThatLieLast() throws IOException {
        float[] cells = {1, -2, .5f, 3, .25f, -1, 2, 0, 1, 1, -1, .5f, 0, 2, -2, 1};
        Network network = open(channelsLast(17).weights("m", new int[] {4, 4}, cells).node("MatMul", "t m", "n")
            .node("Transpose", "n", "y", integers("perm", 0, 3, 1, 2)).output("y"));
        Layer layer = network.layer("n").orElseThrow();
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures);
        Tensor input = site.input().orElseThrow(), maps = site.maps();
        float[] weights = site.kernel().orElseThrow().weights().data();
        for (int o = 0; o < 4; o++) {
            double sum = 0;
            for (int c = 0; c < 4; c++) sum += weights[o * 4 + c] * input.at(1, c, 5, 3);
            assertEquals(sum, maps.at(1, o, 5, 3), 1e-5);
        }
    }

    @Test
    void groupsBetweenReshapes() throws IOException {
        TinyModel model = first(13).weights(whole("split", 0, 2, -1)).weights(whole("joined", 0, 4, 9, 9))
            .weights("one", new int[] {2}, 1, 1)
            .weights("none", new int[] {2}, 0, 0).node("Reshape", "c split", "r").node("InstanceNormalization",
                "r one none", "i", real("epsilon", 1e-5f))
            .node("Reshape", "i joined", "j").weights("g4", new int[] {4, 1, 1}, .5f, 1, 2, 3).node("Mul", "j g4", "jg")
            .weights("b4", new int[] {4, 1, 1}, 1, 2, -3, 4).node("Add", "jg b4", "n");
        reproduced(model, "gn", "groups", "2");
    }

    @Test
    void lengthByReduceL2() throws IOException {
        reproduced(first(13).node("ReduceL2", "c", "length", integers("axes", 1)).weights("small", new int[] {},
            1e-12f).node("Clip", "length small", "sure")
            .node("Shape", "c", "shape").node("Expand", "sure shape", "wide").node("Div", "c wide", "n"), "l2-channel");
    }

    /** What somebody else reads from the inside is no single layer. */
    @Test
    void whatIsReadFromOutsideStaysInParts() throws IOException {
        TinyModel model = centred(channelsLast(13)).node("Mul", "d d", "sq").node("ReduceMean", "sq", "var",
            integers("axes", -1))
            .weights("eps", new int[] {}, 1e-5f).node("Add", "var eps", "ve").node("Sqrt", "ve", "sd").node("Div",
                "d sd", "n").node("Relu", "d", "other").output("other");
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION),
            network.layers().toString());
    }

    private static TinyModel centred(TinyModel model) {
        return model.node("ReduceMean", "t", "mu", integers("axes", -1)).node("Sub", "t mu", "d");
    }

    private static TinyModel tokens() {
        return first(17).weights(whole("flat", 0, 4, -1)).weights(whole("pool", 1)).node("MaxPool", "c", "p",
            integers("kernel_shape", 3, 3), integers("strides", 3, 3))
            .node("Reshape", "p flat", "f").node("Transpose", "f", "tokens", integers("perm", 0, 2, 1));
    }

    /** EvoNorm-S0 of one group, a length over its mean as in ConvNeXt V2; not a gate by squares, nor what is found. */
    @Test
    void whatStaysInPartsIsSaid() throws IOException {
        said(true, spread("c", 2, 3).node("Sqrt", "ve", "sd").node("Sigmoid", "c", "gate").node("Mul", "c gate", "sw")
            .node("Div", "sw sd", "n"));
        said(true, first(13).node("ReduceL2", "c", "length", integers("axes", 2, 3)).node("ReduceMean", "length",
            "mean", integers("axes", 1)).node("Div", "length mean", "share").node("Mul", "c share", "n"));
        said(false, spread("c", 2, 3).node("Sqrt", "ve", "sd").node("Sigmoid", "sd", "gate").node("Mul", "c gate",
            "n"));
        said(false, spread("c", 2, 3).node("Sqrt", "ve", "sd").node("Div", "d sd", "n"));
    }

    private void said(boolean inParts, TinyModel model) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertEquals(inParts, network.remarks().contains(Network.Remark.IN_PARTS), network.layers().toString());
    }
}
