package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.NormalizedSite;
import org.normscope.flow.SwappedNetwork;
import org.normscope.image.PictureSource;
import org.normscope.network.Classes;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** A file that says that a run takes three pictures answers as the same one does that takes any number. */
class FixedBatchTest {
    @TempDir
    private Path folder;

    private Network network(DjlRunner runner, int batch) throws IOException {
        Random random = new Random(4);
        Path file = folder.resolve("batch" + batch + ".onnx");
        Files.write(file, new TinyModel().input("x", batch, 3, 8, 8).weights("w", new int[] {4, 3, 3, 3},
            noise(random, 108)).node("Conv", "x w", "c").node("Relu", "c", "r").node("GlobalAveragePool", "r", "p")
            .node("Flatten", "p", "f").weights("v", new int[] {4, 3}, noise(random, 12)).node("MatMul", "f v", "y")
            .output("y").bytes());
        Files.writeString(folder.resolve("batch" + batch + ".json"), "{\"size\": 8, \"range\": [0, 1], \"mean\": 0, "
            + "\"std\": 1, \"order\": \"RGB\", \"fit\": \"stretch\", \"labels\": [\"a\", \"b\", \"c\"]}");
        return new ModelLibrary(runner).open(file.toString(), Map.of());
    }

    private static float[] noise(Random random, int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) noise[i] = (float) random.nextGaussian();
        return noise;
    }

    private static Tensor cat(Network network) {
        return network.spec().preprocessing().apply(List.of(PictureSource.open("builtin:photos/cat")));
    }

    @Test
    void everyMethodTellsOnePicturesScoreAndMap() throws IOException {
        try (DjlRunner runner = new DjlRunner(1)) {
            Network one = network(runner, -1), three = network(runner, 3);
            for (DecisionMethod method : DecisionMethod.values()) {
                same(method.name(), attributed(method, one, runner), attributed(method, three, runner));
            }
            DecisionMethod method = DecisionMethod.GRADIENT;
            same("swapped", attributed(method, swapped(one, runner), runner),
                attributed(method, swapped(three, runner), runner));
        }
    }

    private static Attribution attributed(DecisionMethod method, Network network, DjlRunner runner) {
        Layer maps = network.layer("c").orElseThrow();
        return method.of(network, runner, 1, OptionalInt.empty(), maps, cat(network), null);
    }

    private static Network swapped(Network network, DjlRunner runner) {
        LayerSite site = new FeatureMapFlow(runner).site(network, network.layer("c").orElseThrow(),
            List.of(PictureSource.open("builtin:photos/cat")));
        return SwappedNetwork.of(new NormalizedSite(site, Catalogue.entry("in").create(Parameters.NONE),
            true, Optional.empty(), Calibration.NONE), 0);
    }

    private static void same(String what, Attribution one, Attribution three) {
        assertEquals(one.score(), three.score(), 1e-5, what);
        assertArrayEquals(one.map().data(), three.map().data(), 1e-5f, what);
        if (one.completeness().isPresent()) assertEquals(one.completeness().getAsDouble(),
            three.completeness().orElseThrow(), 1e-4, what);
    }

    @Test
    void whatIsComparedWithMapsIsComparedOnce() throws IOException {
        try (DjlRunner runner = new DjlRunner(1)) {
            Network one = network(runner, -1), three = network(runner, 3);
            Random random = new Random(9);
            Map<String, Objective> fed = Map.of("maps", Objective.distance("c", "maps"), "grams",
                Objective.gram("c", "grams"), "alike", Objective.likeness("c", "alike"));
            Map<String, Shape> shapes = Map.of("maps", Shape.of(1, 4, 6, 6), "grams", Shape.of(1, 4, 4), "alike",
                Shape.of(1, 4, 4));
            fed.forEach((input, objective) -> {
                Shape shape = shapes.get(input);
                compare(input, objective, one, three, runner, Map.of(input, Tensor.of(shape, noise(random,
                    shape.size()))));
            });
            compare("variation", Objective.totalVariation("c"), one, three, runner, Map.of());
            compare("sum", Objective.channel("c", 1).plus(Objective.totalVariation("x").times(-2)), one, three, runner,
                Map.of());
        }
    }

    private static void compare(String what, Objective objective, Network one, Network three, DjlRunner runner,
        Map<String, Tensor> fed) {
        Decision.Answer alone = new Decision(one, runner, objective, Way.GRADIENT, "x").of(cat(one), fed, null),
            often = new Decision(three, runner, objective, Way.GRADIENT, "x").of(cat(three), fed, null);
        assertEquals(alone.score(), often.score(), 1e-5 * Math.abs(alone.score()), what);
        assertArrayEquals(alone.gradient().data(), often.gradient().picture(0).data(), 1e-5f, what);
    }

    @Test
    void aWishTellsOnePicturesFiring() throws IOException {
        try (DjlRunner runner = new DjlRunner(1)) {
            Wish one = Wish.of(network(runner, -1), runner, Objective.channel("c", 2), 3, 1, null),
                three = Wish.of(network(runner, 3), runner, Objective.channel("c", 2), 3, 1, null);
            assertEquals(one.first(), three.first(), 1e-5);
            assertEquals(one.last(), three.last(), 1e-4);
        }
    }
}
