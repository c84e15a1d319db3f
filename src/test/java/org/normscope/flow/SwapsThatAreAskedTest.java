package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Classes;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/** What a swap into a network leaves of its classes, and what it says where it cannot be. */
class SwapsThatAreAskedTest {
    @TempDir
    private Path folder;
    private final DjlRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("net.onnx"), model.bytes()), Map.of());
    }

    private static TinyModel convolved(int opset, int side) {
        float[] weights = new float[12];
        for (int i = 0; i < weights.length; i++) weights[i] = i % 5 - 1.5f;
        return new TinyModel().opset(opset).input("x", 1, 3, side, side).weights("w", new int[] {4, 3, 1, 1}, weights);
    }

    private static TinyModel classifier(int opset, String end) {
        return convolved(opset, 8).node("Conv", "x w", "c").node("GlobalAveragePool", "c", "p")
            .node("Flatten", "p", "f").node(end, "f", "y").output("y");
    }

    private NormalizedSite site(Network network, String norm) {
        LayerSite site = new FeatureMapFlow(runner).site(network, network.layer("c").orElseThrow(),
            List.of(PictureSource.open("builtin:photos/cat")));
        return new NormalizedSite(site, Catalogue.entry(norm).create(Parameters.NONE), true, Optional.empty(),
            Calibration.NONE);
    }

    @Test
    void classesOfOldNetworksAreCountedBehindASwap() throws IOException {
        for (String end : List.of("Softmax", "LogSoftmax")) {
            Network network = open(classifier(11, end));
            assertEquals(4, Classes.of(network).classes());
            assertEquals(4, Classes.of(SwappedNetwork.of(site(network, "in"), 0)).classes(), end);
        }
    }

    @Test
    void aNormThatLacksSomethingSaysSo() throws IOException {
        Network network = open(classifier(17, "Softmax"));
        List<String> lacking = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            NormalizedSite site = site(network, entry.id());
            try {
                site.maps(0);
                SwappedNetwork.of(site, 0);
            } catch (NotApplicableException e) {
                lacking.add(entry.id());
                assertEquals(e.getMessage(), assertThrows(NotApplicableException.class, () ->
                    SwappedNetwork.of(site, 0)).getMessage());
            }
        }
        assertEquals(List.of("cin", "adain", "deepnorm"), lacking);
    }

    /** What a norm of windows is written as reads what the convolution reads. */
    @Test
    void windowsThatLeaveGaps() throws IOException {
        for (String auto : List.of("SAME_UPPER", "SAME_LOWER")) {
            Network network = open(convolved(17, 12).node("Conv", "x w", "c", integers("strides", 7, 4),
                text("auto_pad", auto)).node("Relu", "c", "y").output("y"));
            NormalizedSite site = site(network, "cosine");
            Tensor written = SwappedNetwork.of(site, 0).run(runner, site.site().run(0).input(), List.of("c")).get("c");
            double apart = RealNetworks.difference(site.maps(0), written);
            assertTrue(apart < 1e-5, auto + ": " + apart);
        }
    }
}
