package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Weights with their geometry, applied by the plainest loop, give what ONNX Runtime gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinearWeightsTest {
    private final Random random = new Random(11);
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private float[] cells(int count) {
        float[] cells = new float[count];
        for (int i = 0; i < count; i++) cells[i] = (float) random.nextGaussian();
        return cells;
    }

    private void agrees(Graph graph, Tensor input) {
        Tensor wanted = runner.run(graph, Map.of("x", input), List.of("y")).get("y");
        Layer layer = new Layer("y", graph.nodes().get(0).operator(), LayerKind.of(graph.nodes().get(0).operator()),
            "x", "y", wanted.shape());
        LinearWeights weights = LinearWeights.of(graph, layer, input.shape()).orElseThrow();
        Tensor maps = input.reshaped(input.shape().asMaps());
        double difference = RealNetworks.difference(plain(weights, maps, wanted.shape()), wanted);
        assertTrue(difference < 1e-5, "differs by " + difference);
    }

    /** y[n,o,i,j] = b[o] + sum over c, k, l of w[o,c,k,l] x[n, group(o) + c, i s + k d - p, j s + l d - p]. */
    private static Tensor plain(LinearWeights kernel, Tensor x, Shape shape) {
        Shape maps = shape.asMaps();
        Shape w = kernel.weights().shape();
        float[] y = new float[shape.size()];
        int next = 0;
        for (int n = 0; n < maps.n(); n++) {
            for (int o = 0; o < maps.c(); o++) {
                int firstChannel = o / (maps.c() / kernel.groups()) * w.c();
                for (int i = 0; i < maps.h(); i++) {
                    for (int j = 0; j < maps.w(); j++) {
                        double sum = kernel.bias() == null ? 0 : kernel.bias()[o];
                        for (int c = 0; c < w.c(); c++) {
                            for (int k = 0; k < w.h(); k++) {
                                for (int l = 0; l < w.w(); l++) {
                                    int row = i * kernel.strides()[0] + k * kernel.dilations()[0] - kernel.pads()[0];
                                    int column = j * kernel.strides()[1] + l * kernel.dilations()[1] - kernel.pads()[1];
                                    boolean inside = row >= 0 && row < x.shape().h() && column >= 0
                                        && column < x.shape().w();
                                    if (inside) {
                                        sum += (double) kernel.weights().at(o, c, k, l) * x.at(n,
                                            firstChannel + c, row, column);
                                    }
                                }
                            }
                        }
                        y[next++] = (float) sum;
                    }
                }
            }
        }
        return Tensor.of(shape, y);
    }

    @ParameterizedTest
    @CsvSource({"SAME_UPPER,3,2,1,1", "SAME_LOWER,3,2,1,2", "VALID,2,1,3,4", "SAME_UPPER,4,3,1,1",
        "SAME_LOWER,4,1,1,1", "SAME_UPPER,2,1,1,4", "VALID,3,2,1,2", "SAME_UPPER,1,3,1,1",
        "SAME_LOWER,1,3,1,1", "SAME_UPPER,1,4,1,2", "SAME_LOWER,1,4,1,1", "SAME_UPPER,1,6,1,4", "SAME_LOWER,1,6,1,1",
        "SAME_UPPER,1,8,1,1", "SAME_LOWER,1,8,1,2", "NOTSET,3,1,1,1", "NOTSET,5,2,2,4"})
    void convolution(String padding, int side, int stride, int dilation, int groups) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(TinyModel.integers("strides", stride, stride + 1),
            TinyModel.integers("dilations", dilation, 1), TinyModel.integer("group", groups)));
        if (padding.equals("NOTSET")) attributes.add(TinyModel.integers("pads", 1, 2, 3, 0));
        else attributes.add(TinyModel.text("auto_pad", padding));
        int[] extents = {8, 4 / groups, side, side + 1};
        Graph graph = new TinyModel().input("x", -1, 4, 11, 14).weights("w", extents, cells(Shape.of(extents).size()))
            .weights("b", new int[] {8}, cells(8))
            .node("Conv", "x w b", "y", attributes.toArray(new AttributeProto[0])).output("y").graph();
        agrees(graph, Tensor.of(Shape.of(2, 4, 11, 14), cells(2 * 4 * 11 * 14)));
    }

    @Test
    void convolutionAlongOneAxis() {
        Graph graph = new TinyModel().input("x", 1, 2, 9).weights("w", new int[] {3, 2, 4}, cells(24))
            .node("Conv", "x w", "y", TinyModel.integers("pads", 1, 2), TinyModel.integers("strides", 2))
            .output("y").graph();
        agrees(graph, Tensor.of(Shape.of(1, 2, 9), cells(18)));
    }

    @Test
    void fullyConnected() {
        for (int transposed = 0; transposed < 2; transposed++) {
            int[] extents = transposed == 1 ? new int[] {3, 5} : new int[] {5, 3};
            Graph graph = new TinyModel().input("x", -1, 5).weights("w", extents, cells(15))
                .weights("b", new int[] {3}, cells(3))
                .node("Gemm", "x w b", "y", TinyModel.integer("transB", transposed), TinyModel.real("alpha", 2),
                TinyModel.real("beta", .5f))
                .output("y").graph();
            agrees(graph, Tensor.of(Shape.of(2, 5), cells(10)));
        }
        Graph matMul = new TinyModel().input("x", -1, 5).weights("w", new int[] {5, 3}, cells(15))
            .node("MatMul", "x w", "y").output("y").graph();
        agrees(matMul, Tensor.of(Shape.of(2, 5), cells(10)));
    }

    @Test
    void noWeightsWhereTheNetworkComputesThemOrThereAreNone() {
        Graph graph = new TinyModel().input("x", 1, 3, 4, 4).input("w", 2, 3, 1, 1).node("Conv", "x w", "y")
            .node("Relu", "y", "z").output("z").graph();
        Shape maps = Shape.of(1, 2, 4, 4);
        assertTrue(LinearWeights.of(graph,
            new Layer("y", "Conv", LayerKind.CONVOLUTION, "x", "y", maps), maps).isEmpty());
        assertTrue(LinearWeights.of(graph,
            new Layer("z", "Relu", LayerKind.ACTIVATION, "y", "z", maps), maps).isEmpty());
    }

    @Test
    void theTwinsFirstConvolution() {
        Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
        LinearWeights weights = network.weights(network.layers().get(0), Shape.of(1, 3, 128, 128)).orElseThrow();
        assertEquals(32, weights.weights().shape().n());
        assertEquals(3, weights.weights().shape().c());
        assertArrayEquals(new int[] {2, 2}, weights.strides());
        assertTrue(Arrays.stream(weights.pads()).allMatch(pad -> pad == weights.weights().shape().h() / 2));
    }
}
