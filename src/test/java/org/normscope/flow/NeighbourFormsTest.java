package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Normalization;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/**
 * Local response normalization as exporters write it, who have no operator for it or none for their window: one layer,
 * with the window and the numbers that it has, and reproduced.
 */
class NeighbourFormsTest extends NormFixture {
    private static final String ALL = "lrn";

    /** torch.nn.LocalResponseNorm(n, alpha=.5, beta=.75, k=2), as torch 1.13 exports it: even windows reach back. */
    @Test
    void asPyTorchExports() throws IOException {
        for (int n = 2; n <= 5; n++) {
            same(powered(torch(squared(), n).node("Squeeze", "mean one", "m").node("Reshape", "m whole", "s")), ALL, n,
                n / 2 - (n - 1) / 2);
        }
    }

    /** Whether the axis that was added may be taken away again is asked where the file is run. */
    @Test
    void behindAnIf() throws IOException {
        TinyModel model = torch(squared(), 4).node("Shape", "mean", "extents").weights(whole("first", 1))
            .node("Gather", "extents first", "extent").node("Equal", "extent one", "is")
            .node(TinyModel.written("If", "is", "m", branch("then_branch", "Squeeze", "mean one"),
                branch("else_branch", "Identity", "mean")).build()).node("Reshape", "m whole", "s");
        same(powered(model), ALL, 4, 1);
    }

    /** As classes of that name are written by hand, with AvgPool3d(kernel_size=(n, 1, 1), padding=(n // 2, 0, 0)). */
    @Test
    void byPoolingThatPads() throws IOException {
        same(powered(squared().node("Unsqueeze", "sq one", "u").node("AveragePool", "u", "mean",
            integers("kernel_shape", 3, 1, 1), integers("pads", 1, 0, 0, 1, 0, 0), integer("count_include_pad", 1))
            .node("Squeeze", "mean one", "s")), ALL, 3, 0);
    }

    /** A band of alpha, and k as its bias. */
    @Test
    void byAConvolutionThatHoldsItsNumbers() throws IOException {
        float[] band = new float[16];
        for (int i = 0; i < 16; i++) band[i] = Math.abs(i / 4 - i % 4) < 2 ? .25f : 0;
        same(squared().weights("band", new int[] {4, 4, 1, 1}, band).weights("ks", new int[] {4}, 1, 1, 1, 1)
            .weights("minus", new int[] {}, -.6f).node("Conv", "sq band ks", "b").node("Pow", "b minus", "p")
            .node("Mul", "p c", "n"), ALL, 3, 0);
    }

    @Test
    void bySlices() throws IOException {
        TinyModel model = squared().weights(whole("around", 0, 1, 0, 0, 0, 1, 0, 0)).node("Pad", "sq around", "pad");
        for (int i = 0; i < 3; i++) {
            model.weights(whole("from" + i, i)).weights(whole("to" + i, i + 4)).node("Slice", "pad from" + i + " to"
                + i + " one", "part" + i);
        }
        same(powered(model.node("Add", "part0 part1", "two").node("Add", "two part2", "s")), ALL, 3, 0);
    }

    /** Caffe's WITHIN_CHANNEL; k, alpha, beta = 1, .1, 1/2. */
    @Test
    void withinAChannel() throws IOException {
        same(squared().weights("alpha", new int[] {}, .1f).weights("k", new int[] {}, 1)
            .node("AveragePool", "sq", "mean", integers("kernel_shape", 3, 3), integers("pads", 1, 1, 1, 1),
                integer("count_include_pad", 1)).node("Mul", "alpha mean", "a").node("Add", "k a", "b")
            .node("Sqrt", "b", "p").node("Div", "c p", "n"), "lrn-intra", 3, 0);
    }

    /** Means of what there is, the largest, rows, and a sum that somebody else reads too. */
    @Test
    void othersAreNone() throws IOException {
        none(powered(squared().node("Unsqueeze", "sq one", "u").node("AveragePool", "u", "mean",
            integers("kernel_shape", 3, 1, 1), integers("pads", 1, 0, 0, 1, 0, 0)).node("Squeeze", "mean one", "s")));
        none(powered(squared().node("MaxPool", "sq", "s", integers("kernel_shape", 3, 3), integers("pads", 1, 1, 1,
            1))));
        none(powered(squared().node("AveragePool", "sq", "s", integers("kernel_shape", 3, 1), integers("pads", 1, 0, 1,
            0), integer("count_include_pad", 1))));
        none(powered(torch(squared(), 3).node("Squeeze", "mean one", "s")).node("Relu", "s", "z").output("z"));
    }

    private static TinyModel squared() {
        return first(13).weights(whole("one", 1)).weights(whole("whole", 1, 4, 9, 9)).node("Mul", "c c", "sq");
    }

    private static TinyModel torch(TinyModel model, int n) {
        return model.weights(whole("view", 1, 1, 4, 9, -1)).weights(whole("pads", 0, 0, n / 2, 0, 0, 0, 0, (n - 1) / 2,
            0, 0)).node("Unsqueeze", "sq one", "u").node("Reshape", "u view", "v").node("Pad", "v pads", "pad")
            .node("AveragePool", "pad", "mean", integers("kernel_shape", n, 1, 1), integers("strides", 1, 1, 1));
    }

    /** c / (2 + s / 2)^.75. */
    private static TinyModel powered(TinyModel model) {
        return model.weights("alpha", new int[] {}, .5f).weights("k", new int[] {}, 2).weights("beta3", new int[] {},
            .75f).node("Mul", "s alpha", "a").node("Add", "a k", "b").node("Pow", "b beta3", "p")
            .node("Div", "c p", "n");
    }

    private static AttributeProto branch(String name, String operator, String reads) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(GraphProto.newBuilder()
            .setName(name).addNode(TinyModel.written(operator, reads, name)).addOutput(ValueInfoProto.newBuilder()
                .setName(name))).build();
    }

    private void none(TinyModel model) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        assertEquals(List.of(), network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION)
            .toList());
    }

    /** @param back by how many channels more its window reaches back than ahead */
    private void same(TinyModel model, String id, int n, int back) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        Layer layer = network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow(() -> new AssertionError(network.layers().toString()));
        assertTrue(layer.operator().matches("LRN \\(\\d+ operators\\)"), layer.operator());
        assertEquals(3, network.layers().size(), network.layers().toString());
        OwnForm.Form form = OwnForm.of(network, layer).orElseThrow();
        assertEquals(id, form.id());
        if (n < 4) assertEquals(String.valueOf(n), form.parameters().get("n").orElseThrow());
        assertEquals(back > 0 ? "torch" : "alexnet", form.parameters().get("dialect").orElseThrow());
        Normalization own = form.create();
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures.subList(0, 1));
        Tensor picture = network.spec().preprocessing().apply(pictures.subList(0, 1));
        close(own.apply(site), network.run(runner, picture, List.of("n")).get("n"), "alone");
        Tensor wanted = network.run(runner, picture, List.of("y")).get("y");
        close(new TailFlow(runner).after(site, 0, own.apply(site)).get("y"), wanted, "behind it");
        close(SwappedNetwork.of(new NormalizedSite(site, own, true, Optional.empty(), Calibration.NONE), 0)
            .run(runner, picture, List.of("y")).get("y"), wanted, "in a file");
    }

    private static void close(Tensor given, Tensor own, String what) {
        double apart = RealNetworks.difference(given, own.reshaped(given.shape()));
        assertTrue(apart < 1e-5, what + ": " + apart);
    }
}
