package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.onnx.Graph;
import org.normscope.onnx.WellFormed;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Gradients of whole networks against PyTorch's, in float64: networks.py beside networks.json. */
class NetworksTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    /**
     * To the gradient's length: what another cell of a pool weighs, chosen by rounding. A direction that knows nothing
     * of the gradient sees .3 of it.
     */
    private static final double FAR = 3e-3;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    static Stream<JsonNode> goldens() throws IOException {
        JsonNode all = new ObjectMapper().readTree(NetworksTest.class.getResource("networks.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static Graph graph(String name) throws IOException {
        if (name.startsWith("builtin:")) {
            String resource = "/assets/networks/" + name.substring("builtin:".length()) + ".onnx";
            try (var stream = NetworksTest.class.getResourceAsStream(resource)) {
                return GraphFile.read(stream.readAllBytes(), name);
            }
        }
        Path file = Path.of("../shared/models", name + ".onnx");
        Assumptions.assumeTrue(Files.exists(file), "needs " + file + ", which is not part of the project");
        return GraphFile.read(file);
    }

    /** As networks.py has it. */
    static float[] noise(int count, long seed) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            long x = (i + seed * 1000003) * 2654435761L & 0xffffffffL;
            x = (x ^ x >> 15) * 2246822519L & 0xffffffffL;
            noise[i] = (float) (((x ^ x >> 13) >> 8) / 0x1p24);
        }
        return noise;
    }

    private static Shape shape(JsonNode extents) {
        return Shape.of(StreamSupport.stream(extents.spliterator(), false).mapToInt(JsonNode::asInt).toArray());
    }

    /** What the inputs and the objective are fed with. */
    private static Map<String, Tensor> feeds(JsonNode golden) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        golden.get("extents").properties().forEach(input -> {
            Shape shape = shape(input.getValue());
            float[] cells = noise(shape.size(), feeds.size());
            float high = shape.rank() == 4 ? (float) golden.get("high").asDouble() : 1;
            for (int i = 0; i < cells.length; i++) cells[i] *= high;
            feeds.put(input.getKey(), Tensor.of(shape, cells));
        });
        Shape output = shape(golden.get("outputExtents"));
        float[] seed = noise(output.size(), 99);
        for (int i = 0; i < seed.length; i++) seed[i] -= .5f;
        feeds.put("seed", Tensor.of(output, seed));
        return feeds;
    }

    /** Rounding in float32 may choose another cell of a pool or the other side of a ReLU; few do, and weigh little. */
    @ParameterizedTest
    @MethodSource("goldens")
    void equalsPyTorch(JsonNode golden) throws IOException {
        Graph graph = graph(golden.get("name").asText());
        Map<String, Tensor> feeds = feeds(golden);
        List<String> targets = StreamSupport.stream(((Iterable<String>) () -> golden.get("gradients").fieldNames())
            .spliterator(), false).toList();
        GradientGraph back = Gradients.of(graph).write(Objective.along(golden.get("output").asText(), "seed"), targets);
        WellFormed.check(back.graph().toBytes(), golden.get("name").asText());
        Activations found = RUNNER.run(back.graph(), feeds, back.gradients().values());
        for (String target : targets) {
            JsonNode wanted = golden.get("gradients").get(target);
            float[] cells = found.get(back.gradients().get(target)).data();
            double square = IntStream.range(0, cells.length).mapToDouble(i -> (double) cells[i] * cells[i]).sum();
            assertEquals(1, Math.sqrt(square) / wanted.get("norm").asDouble(), 1e-4, target + ", norm");
            double difference = 0, size = 0;
            for (int i = 0; i < wanted.get("cells").size(); i++) {
                double expected = wanted.get("cells").get(i).asDouble();
                difference += Math.pow(expected - cells[i * wanted.get("step").asInt()], 2);
                size += expected * expected;
            }
            double relative = Math.sqrt(difference / size);
            assertTrue(relative < 1e-3, () -> target + " differs by " + relative);
        }
    }

    /**
     * Along 20 directions over all pictures: central differences in float64 of PyTorch's forward pass alone
     * (directions.py beside directions.json).
     */
    @ParameterizedTest
    @MethodSource("goldens")
    void isWhatChangesAlongTwentyDirections(JsonNode golden) throws IOException {
        String name = golden.get("name").asText();
        JsonNode differences = new ObjectMapper().readTree(NetworksTest.class.getResource("directions.json")).get(name);
        Map<String, Tensor> feeds = feeds(golden);
        List<String> pictures = feeds.keySet().stream().filter(input -> !input.equals("seed")
            && feeds.get(input).shape().rank() == 4).toList();
        GradientGraph back = Gradients.of(graph(name)).write(Objective.along(golden.get("output").asText(), "seed"),
            pictures);
        Activations found = RUNNER.run(back.graph(), feeds, back.gradients().values());
        float[][] gradients = pictures.stream().map(picture -> found.get(back.gradients().get(picture)).data())
            .toArray(float[][]::new);
        int count = Stream.of(gradients).mapToInt(one -> one.length).sum();
        double square = Stream.of(gradients).flatMapToDouble(one -> IntStream.range(0, one.length).mapToDouble(i ->
            (double) one[i] * one[i])).sum();
        assertEquals(20, differences.size());
        for (int d = 0; d < differences.size(); d++) {
            float[] direction = noise(count, 1000 + d);
            double said = 0;
            int at = 0;
            for (float[] gradient : gradients) for (float cell : gradient) said += cell * (direction[at++] - .5);
            assertEquals(differences.get(d).asDouble(), said, FAR * Math.sqrt(square), name + ", direction " + d);
        }
    }
}
