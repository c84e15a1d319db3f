package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/** Small networks whose one normalization is written in some form, and what has to be true of it. */
abstract class NormFixture {
    static final String GAMMA = "gamma", BETA = "beta";

    @TempDir
    Path folder;
    final GraphRunner runner = new DjlRunner(1);
    final List<Pixels> pictures = List.of(PictureSource.open("builtin:photos/dogs"),
        PictureSource.open("builtin:photos/cat"));

    @AfterEach
    void close() {
        runner.close();
    }

    /**
     * In its own place, with its own gamma, beta and epsilon: what the network itself has there, and the same
     * classes.
     */
    Layer reproduced(TinyModel model, String id, String... set) throws IOException {
        Network network = open(model.node("Relu", "n", "y").output("y"));
        Layer layer = network.layers().stream().filter(one -> one.kind() == LayerKind.NORMALIZATION).findFirst()
            .orElseThrow(() -> new AssertionError(network.layers().toString()));
        LayerSite site = new FeatureMapFlow(runner).site(network, layer, pictures);
        assertEquals(layer.input(), site.place().normalized());
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < set.length; i += 2) parameters.put(set[i], set[i + 1]);
        if (!id.startsWith("l2")) parameters.putIfAbsent("eps", "1e-5");
        Tensor own = network.run(runner, network.spec().preprocessing().apply(pictures), List.of(layer.output()))
            .get(layer.output());
        Tensor found = Catalogue.entry(id).create(new Parameters(parameters)).apply(site);
        assertEquals(own.shape(), found.shape());
        assertTrue(RealNetworks.difference(found, own) < 1e-5, id + " differs by " + RealNetworks.difference(found,
            own));
        Tensor after = new TailFlow(runner).after(site, 1, found.picture(1)).get("y");
        Tensor wanted = network.run(runner, network.spec().preprocessing().apply(pictures), List.of("y")).get("y")
            .picture(1)
            .reshaped(after.shape());
        assertTrue(RealNetworks.difference(after, wanted) < 1e-5, "behind it: " + RealNetworks.difference(after,
            wanted));
        return layer;
    }

    static TinyModel spread(String x, int... axes) {
        return spread(x.equals("t") ? channelsLast(13) : first(13), x, axes);
    }

    /** Mean, what x is less it, and variance + eps of x. */
    static TinyModel spread(TinyModel model, String x, int... axes) {
        long[] along = Arrays.stream(axes).asLongStream().toArray();
        return model.node("ReduceMean", x, "mu", integers("axes", along)).node("Sub", x + " mu", "d")
            .node("Mul", "d d", "sq").node("ReduceMean", "sq", "var", integers("axes", along))
            .weights("eps", new int[] {}, 1e-5f).node("Add", "var eps", "ve");
    }

    static TinyModel channelsLast(int opset) {
        return first(opset).node("Transpose", "c", "t", integers("perm", 0, 2, 3, 1));
    }

    static TinyModel first(int opset) {
        return first(opset, 1);
    }

    /** @param batch -1 for any number of pictures a run */
    static TinyModel first(int opset, int batch) {
        float[] cells = new float[4 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 10f;
        return new TinyModel().opset(opset).irVersion(opset > 20 ? 10 : 8).input("x", batch, 3, 9, 9).weights("w",
            new int[] {4, 3, 3, 3}, cells)
            .weights(GAMMA, new int[] {4}, 1.5f, -.5f, 2, .75f).weights(BETA, new int[] {4}, .25f, 1, -2, 0)
                .node("Conv", "x w", "c", integers("pads", 1, 1, 1, 1));
    }

    Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("form.onnx"), model.bytes()), Map.of());
    }
}
