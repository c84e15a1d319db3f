package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Gradients of the twins for all their weights against PyTorch's, in float64 (weights.py beside weights.json), and for
 * the picture against differences along directions drawn by chance.
 */
class WeightsTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final int SIDE = 32, DIRECTIONS = 20;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    static Stream<JsonNode> goldens() throws IOException {
        JsonNode all = new ObjectMapper().readTree(WeightsTest.class.getResource("weights.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static Graph graph(JsonNode golden) throws IOException {
        String name = golden.get("name").asText();
        try (var stream = WeightsTest.class.getResourceAsStream("/assets/networks/" + name + ".onnx")) {
            return GraphFile.read(stream.readAllBytes(), name);
        }
    }

    private static Map<String, Tensor> feeds(JsonNode golden) {
        float[] seed = NetworksTest.noise(golden.get("outputs").asInt(), 99);
        for (int i = 0; i < seed.length; i++) seed[i] -= .5f;
        Map<String, Tensor> feeds = new HashMap<>();
        feeds.put("seed", Tensor.of(Shape.of(1, seed.length), seed));
        feeds.put(golden.get("picture").asText(), Tensor.of(Shape.of(1, 3, SIDE, SIDE), NetworksTest.noise(3 * SIDE
            * SIDE, 0)));
        return feeds;
    }

    /** Single cells to the gradient's size: rounding in float32 chooses another side of some ReLU. */
    @ParameterizedTest
    @MethodSource("goldens")
    void equalsPyTorch(JsonNode golden) throws IOException {
        List<String> weights = new ArrayList<>();
        golden.get("gradients").fieldNames().forEachRemaining(weights::add);
        GradientGraph back = Gradients.of(graph(golden)).write(Objective.along(golden.get("output").asText(), "seed"),
            weights);
        Activations found = RUNNER.run(back.graph(), feeds(golden), back.gradients().values());
        for (String weight : weights) {
            JsonNode wanted = golden.get("gradients").get(weight);
            float[] cells = found.get(back.gradients().get(weight)).data();
            double norm = wanted.get("norm").asDouble(), square = IntStream.range(0, cells.length).mapToDouble(i ->
                (double) cells[i] * cells[i]).sum();
            assertEquals(norm, Math.sqrt(square), 2e-4 * norm + 1e-6, weight + ", norm");
            for (int i = 0; i < wanted.get("cells").size(); i++) {
                assertEquals(wanted.get("cells").get(i).asDouble(), cells[i * wanted.get("step").asInt()],
                    1e-3 * norm + 1e-6, weight);
            }
        }
    }

    /** A step that float32 can tell crosses some kinks: single directions may be off a little more than all are. */
    @ParameterizedTest
    @MethodSource("goldens")
    void isWhatChangesAlongAnyDirection(JsonNode golden) throws IOException {
        String picture = golden.get("picture").asText();
        GradientGraph back = Gradients.of(graph(golden)).write(Objective.along(golden.get("output").asText(), "seed"),
            List.of(picture));
        Map<String, Tensor> feeds = feeds(golden);
        Tensor at = feeds.get(picture);
        float[] gradient = RUNNER.run(back.graph(), feeds, back.gradients().values())
            .get(back.gradients().get(picture)).data();
        double norm = Math.sqrt(IntStream.range(0, gradient.length).mapToDouble(i -> (double) gradient[i]
            * gradient[i]).sum());
        Random random = new Random(7);
        double squares = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            double[] direction = random.doubles(gradient.length, -1, 1).toArray();
            double said = IntStream.range(0, gradient.length).mapToDouble(i -> gradient[i] * direction[i]).sum();
            double step = 3e-4, difference = (value(back, feeds, picture, at, direction, step)
                - value(back, feeds, picture, at, direction, -step)) / 2 / step;
            assertEquals(difference, said, .1 * norm, golden.get("name").asText() + ", direction " + d);
            squares += Math.pow((difference - said) / norm, 2);
        }
        assertEquals(0, Math.sqrt(squares / DIRECTIONS), 2e-2, golden.get("name").asText());
    }

    private static double value(GradientGraph back, Map<String, Tensor> feeds, String picture, Tensor at,
        double[] direction, double step) {
        float[] cells = new float[direction.length];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) (at.data()[i] + step * direction[i]);
        Map<String, Tensor> moved = new HashMap<>(feeds);
        moved.put(picture, Tensor.of(at.shape(), cells));
        return RUNNER.run(back.graph(), moved, List.of(back.objective())).get(back.objective()).data()[0];
    }
}
