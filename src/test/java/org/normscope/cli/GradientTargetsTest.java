package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.TinyClassifier;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What 'normscope gradient' may be for: the input as the file has it, all weights at once. */
class GradientTargetsTest {
    private static final float STEP = 1 / 64f;

    @TempDir
    Path folder;

    /** The rows of a picture without a batch are its second axis; the objectives are linear, or of absolute steps. */
    @ParameterizedTest
    @CsvSource({"11, along:y", "17, along:y", "17, along:y + 2*tv:input", "11, tv:input", "17, channel:y/1"})
    void aPictureWithoutABatchStaysOne(int opset, String objective) throws IOException {
        TinyModel model = new TinyModel().opset(opset).input("x", 3, 8, 8).weights(TinyModel.whole("shape", 1, 3, 8, 8))
            .node("Reshape", "x shape", "b").weights("w", new int[] {2, 3, 1, 1}, 1, -2, 3, 4, -5, 6)
            .node("Conv", "b w", "y").output("y");
        Path file = Files.write(folder.resolve("three.onnx"), model.bytes()), out = folder.resolve("gradient.onnx");
        Files.writeString(folder.resolve("three.json"), "{\"size\": 8, \"range\": [0, 1], \"mean\": 0, \"std\": 1, "
            + "\"order\": \"RGB\", \"fit\": \"stretch\"}");
        JsonNode told = Shell.run("gradient", file, "--objective", objective, "--out", out, "--json").json();
        assertEquals("3 x 8 x 8", told.get("inputs").get(0).get("shape").asText());
        assertEquals("x", told.get("inputs").get(0).get("name").asText());
        WellFormed.check(Files.readAllBytes(out), "gradient.onnx");
        Graph graph = GraphFile.read(out);
        Random random = new Random(3);
        float[] cells = new float[192], seed = new float[128];
        // No two are alike: the steps of the differences meet no kink.
        for (int i = 0; i < cells.length; i++) cells[i] = i * 89 % 193 / 4f;
        for (int i = 0; i < seed.length; i++) seed[i] = random.nextInt(5) - 2;
        String gradient = told.get("gradients").get("input").asText(), value = told.get("objective").asText();
        try (DjlRunner runner = new DjlRunner(1)) {
            Map<String, Tensor> rest = objective.contains("along") ? Map.of("weights", Tensor.of(Shape.of(1, 2, 8, 8),
                seed)) : Map.of();
            Tensor found = run(runner, graph, cells, rest, gradient);
            assertArrayEquals(new int[] {3, 8, 8}, found.shape().toArray());
            for (int i = 0; i < cells.length; i += 7) {
                float[] more = cells.clone(), less = cells.clone();
                more[i] += STEP;
                less[i] -= STEP;
                double difference = run(runner, graph, more, rest, value).data()[0]
                    - (double) run(runner, graph, less, rest, value).data()[0];
                assertEquals(difference / (2 * STEP), found.data()[i], .3, "cell " + i);
            }
        }
    }

    private static Tensor run(DjlRunner runner, Graph graph, float[] cells, Map<String, Tensor> rest, String wanted) {
        Map<String, Tensor> feeds = new HashMap<>(rest);
        feeds.put("x", Tensor.of(Shape.of(3, 8, 8), cells));
        // What is linear has a gradient that depends on no input: an engine is given both.
        return runner.run(graph, feeds, List.of("objective", wanted)).get(wanted);
    }

    /** A value without axes is fed with one number. */
    @Test
    void aNumberIsCalledOne() throws IOException {
        Path file = Files.write(folder.resolve("mean.onnx"), new TinyModel().input("x", 1, 1, 4, 4).weights("w",
            new int[] {1, 1, 1, 1}, 2).node("Conv", "x w", "c").node("ReduceMean", "c", "y",
                TinyModel.integer("keepdims", 0)).output("y").bytes()), out = folder.resolve("gradient.onnx");
        String told = Shell.run("gradient", file, "--objective", "along:y", "--out", out).out();
        assertTrue(told.lines().anyMatch("input      weights  number"::equals), told);
    }

    /** Beside the layers' own they are what formulas hold, but no single numbers; what does not count is told. */
    @Test
    void allWeightsAreOneWord() throws IOException {
        Path out = folder.resolve("gradient.onnx");
        String model = TinyClassifier.write(folder.resolve("tiny.onnx"));
        JsonNode told = Shell.run("gradient", model, "--objective", "channel:conv/0", "--for", "weights,input", "--out",
            out, "--json").json();
        Set<String> names = new TreeSet<>();
        told.get("gradients").fieldNames().forEachRemaining(names::add);
        assertEquals(Set.of("b", "input", "w"), names);
        Set<String> independent = new TreeSet<>();
        told.get("independent").forEach(name -> independent.add(name.asText()));
        assertEquals(Set.of("beta", "classes", "gamma", "mean", "variance"), independent);
        float[] levels = new float[256];
        for (int i = 0; i < levels.length; i++) levels[i] = i / 128f;
        try (DjlRunner runner = new DjlRunner(1)) {
            String w = told.get("gradients").get("w").asText(), b = told.get("gradients").get("b").asText();
            var found = runner.run(GraphFile.read(out), Map.of("x", Tensor.of(Shape.of(1, 1, 16, 16), levels)),
                List.of(w, b));
            assertEquals(255 / 256f, found.get(w).data()[0], 1e-5);
            assertEquals(1, found.get(b).data()[0], 1e-6);
        }
    }
}
