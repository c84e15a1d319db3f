package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.Npy;
import org.normscope.tensor.Tensor;

/** The appearance shift commands as a shell sees them. */
class ShiftCommandsTest {
    @TempDir
    Path folder;

    private record Answer(int code, String out, String err) { }

    private static Answer run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        int code = NormScopeCommand.run((into, theme, language, width, height) -> List.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(Answer answer) throws IOException {
        assertEquals("", answer.err());
        assertEquals(0, answer.code());
        return new ObjectMapper().readTree(answer.out());
    }

    private static Map<String, JsonNode> byName(JsonNode rows) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.put(row.get("name").asText(), row));
        return byName;
    }

    private static JsonNode shift(String model, String image, String shifted) throws IOException {
        return json(run("shift", "--model", model, "--image", image, "--shifted", shifted, "--json"));
    }

    /** Distance, cosine and divergence of a layer, computed here once more, cell by cell, from the maps as 'normalize' writes them. */
    @Test
    void aPairIsComparedLayerByLayer() throws IOException {
        JsonNode rows = shift("builtin:twin-bn", "builtin:photos/dogs", "builtin:photos/cat");
        List<String> names = new ArrayList<>();
        json(run("layers", "builtin:twin-bn", "--json")).forEach(layer -> names.add(layer.get("name").asText()));
        assertEquals(names, List.copyOf(byName(rows).keySet()));
        JsonNode convolution = byName(rows).get("/b2/c1/Conv");
        Tensor a = raw("builtin:photos/dogs", "/b2/c1/Conv"), b = raw("builtin:photos/cat", "/b2/c1/Conv");
        double product = 0, ofA = 0, ofB = 0, step = 0;
        for (int i = 0; i < a.data().length; i++) {
            product += (double) a.data()[i] * b.data()[i];
            ofA += Math.pow(a.data()[i], 2);
            ofB += Math.pow(b.data()[i], 2);
            step += Math.pow((double) a.data()[i] - b.data()[i], 2);
        }
        assertEquals(Math.sqrt(step) / Math.sqrt(ofA), convolution.get("distance").asDouble(), 1e-6);
        assertEquals(product / Math.sqrt(ofA * ofB), convolution.get("cosine").asDouble(), 1e-6);
        double divergence = divergence(a, b);
        assertEquals(divergence, convolution.get("divergence").asDouble(), 1e-4 * divergence);
        assertTrue(convolution.get("inputDivergence").isNull(), "only normalizations have one");
        assertEquals(divergence, byName(rows).get("/b2/n1/BatchNormalization").get("inputDivergence").asDouble(), 1e-4 * divergence);
    }

    private Tensor raw(String image, String layer) {
        Path raw = folder.resolve("raw.npy");
        assertEquals(0, run("normalize", "--model", "builtin:twin-bn", "--layer", layer, "--image", image, "--norm", "in",
            "--raw", raw.toString(), "--out", folder.resolve("unused.npy").toString()).code());
        return Npy.read(raw);
    }

    private static double divergence(Tensor a, Tensor b) {
        double sum = 0;
        for (int c = 0; c < a.shape().c(); c++) {
            double mA = mean(a, c), mB = mean(b, c), vA = variance(a, c, mA), vB = variance(b, c, mB);
            sum += (vA + Math.pow(mA - mB, 2)) / (2 * vB) + (vB + Math.pow(mA - mB, 2)) / (2 * vA) - 1;
        }
        return sum / a.shape().c();
    }

    private static double mean(Tensor maps, int c) {
        double sum = 0;
        for (int y = 0; y < maps.shape().h(); y++) for (int x = 0; x < maps.shape().w(); x++) sum += maps.at(0, c, y, x);
        return sum / maps.shape().plane();
    }

    private static double variance(Tensor maps, int c, double mean) {
        double sum = 0;
        for (int y = 0; y < maps.shape().h(); y++) for (int x = 0; x < maps.shape().w(); x++) sum += Math.pow(maps.at(0, c, y, x) - mean, 2);
        return Math.max(1e-5, sum / maps.shape().plane());
    }

    @Test
    void instanceNormalizationTakesTheDivergenceAway() throws IOException {
        JsonNode rows = shift("builtin:twin-in", "builtin:photos/dogs", "builtin:photos/cat");
        int normalizations = 0;
        for (JsonNode row : rows) {
            if (!row.get("operator").asText().equals("InstanceNormalization")) continue;
            normalizations++;
            assertTrue(row.get("divergence").asDouble() < 0.05 * row.get("inputDivergence").asDouble(), row.toString());
        }
        assertTrue(normalizations > 4);
    }

    @Test
    void aPictureDoesNotMoveFromItself() throws IOException {
        for (JsonNode row : shift("builtin:twin-bn", "builtin:photos/cat", "builtin:photos/cat")) {
            assertEquals(0, row.get("distance").asDouble());
            assertEquals(1, row.get("cosine").asDouble(), 1e-9);
            assertEquals(0, row.get("divergence").asDouble(), 1e-9);
        }
    }
}
