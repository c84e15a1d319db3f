package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Classes;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.Node;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What methods of attribution promise, on a built-in network. */
class AttributionTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final Network NETWORK = new ModelLibrary(RUNNER).open("builtin:twin-bn", Map.of("size", "48"));
    private static final Classes CLASSES = Classes.of(NETWORK);
    private static final Tensor DOGS = NETWORK.spec().preprocessing()
        .apply(List.of(PictureSource.open("builtin:photos/dogs")));

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static double logit(Tensor picture, int of) {
        return NETWORK.run(RUNNER, picture, List.of(CLASSES.logits())).get(CLASSES.logits()).data()[of];
    }

    @Test
    void integratedGradientsAddUpToTheDifference() {
        Tensor black = Tensor.zeros(DOGS.shape());
        Attribution found = IntegratedGradients.of(NETWORK, RUNNER, CLASSES.logit(0), DOGS, black, .01, null);
        double difference = logit(DOGS, 0) - logit(black, 0);
        assertEquals(logit(DOGS, 0), found.score(), 1e-4);
        assertEquals(difference, found.sum(), .01 * Math.abs(difference) + 1e-4);
        assertEquals(Math.abs(found.sum() - difference) / Math.abs(difference), found.completeness().orElseThrow(),
            1e-3);
    }

    /**
     * Before a mean over the map and a matrix, Grad-CAM is Zhou's class activation map: the maps weighed by the class's
     * row.
     */
    @Test
    void gradCamOfTheLastMapsIsTheClassActivationMap() {
        Layer last = GradCam.lastMaps(NETWORK).orElseThrow();
        Node matrix = NETWORK.graph().nodes().stream().filter(node -> node.operator().equals("Gemm")).findFirst()
            .orElseThrow();
        Tensor weights = NETWORK.graph().constant(matrix.input(1)).orElseThrow();
        boolean byRow = matrix.integer("transB", 0) == 1;
        Tensor maps = NETWORK.run(RUNNER, DOGS, List.of(last.output())).get(last.output());
        int channels = maps.shape().c(), plane = maps.shape().plane(), of = 2;
        Tensor found = GradCam.of(NETWORK, RUNNER, CLASSES.logit(of), last, DOGS, null).map();
        assertEquals(Shape.of(1, 1, maps.shape().h(), maps.shape().w()), found.shape());
        double largest = 0;
        for (float cell : found.data()) largest = Math.max(largest, cell);
        for (int i = 0; i < plane; i++) {
            double wanted = 0;
            for (int c = 0; c < channels; c++) {
                wanted += weights.data()[byRow ? of * channels + c : c * weights.shape()
                    .extent(1) + of] / plane * maps.data()[c * plane + i];
            }
            assertEquals(Math.max(0, wanted), found.data()[i], 1e-4 * largest);
        }
    }

    /** Maps that lie beside the way to the classes are none of theirs. */
    @Test
    void theLastMapsLeadToTheClasses(@TempDir Path folder) throws IOException {
        TinyModel model = new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {3, 3, 1, 1}, 1, 2, 3, 4, 5, 6,
            7, 8, 9).node("Conv", "x w", "c").node("Relu", "c", "r").node("GlobalAveragePool", "r", "p")
            .node("Flatten", "p", "f").node("Softmax", "f", "y").node("Conv", "r w", "beside").output("y", "beside");
        Network network = new ModelLibrary(RUNNER).open(Files.write(folder.resolve("two.onnx"), model.bytes()),
            Map.of());
        assertEquals("r", GradCam.lastMaps(network).orElseThrow().name());
    }

    /** A square as large as the picture tells the whole difference, everywhere. */
    @Test
    void occlusionTellsHowFarTheScoreFalls() {
        Tensor cover = Tensor.zeros(DOGS.shape());
        Attribution whole = Occlusion.of(NETWORK, RUNNER, CLASSES.logits(), 1, DOGS, cover, 48, 48, null);
        for (float cell : whole.map().data()) assertEquals(logit(DOGS, 1) - logit(cover, 1), cell, 1e-4);
        Attribution parts = Occlusion.of(NETWORK, RUNNER, CLASSES.logits(), 1, DOGS, cover, 24, 24, null);
        float[] cells = DOGS.data().clone();
        for (int c = 0; c < 3; c++) for (int y = 24; y < 48; y++) for (int x = 0; x < 24; x++) cells[DOGS.index(0, c, y,
            x)] = 0;
        assertEquals(logit(DOGS, 1) - logit(Tensor.of(DOGS.shape(), cells), 1), parts.map().at(0, 0, 30, 10), 1e-4);
    }

    @Test
    void smoothGradWithoutNoiseIsTheGradient() {
        Tensor plain = Saliency.sizes(NETWORK, RUNNER, CLASSES.logit(0), Way.GRADIENT, DOGS, null).map();
        Tensor smooth = SmoothGrad.of(NETWORK, RUNNER, CLASSES.logit(0), DOGS, 2, 0, 1, null).map();
        double largest = 0;
        for (float cell : plain.data()) largest = Math.max(largest, cell);
        assertTrue(largest > 0);
        for (int i = 0; i < plain.data().length; i++) assertEquals(plain.data()[i], smooth.data()[i], 1e-4 * largest);
    }

    /** By NumPy, of the paper's formula. */
    @Test
    void gradCamPlusPlusIsTheFormula() {
        Tensor maps = Tensor.of(Shape.of(1, 2, 2, 2), 1, 2, 0, 3, .5f, 0, 2, 1),
            gradient = Tensor.of(Shape.of(1, 2, 2, 2), .1f, -.2f, .3f, .4f, -.5f, .2f, .1f, 0);
        assertArrayEquals(new float[] {.26663163f, .416636f, .23325453f, .74158126f},
            GradCam.map(maps, gradient, true).data(), 1e-5f);
    }
}
