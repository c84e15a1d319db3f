package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The shipped networks give what PyTorch gave when they were exported: src/training/.../golden.json. */
class TrainedNetworksTest {
    @ParameterizedTest
    @ValueSource(strings = {"twins", "explorer"})
    void theirOutputsArePyTorchs(String which) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(new File("src/training/" + which + "/golden.json"));
        assertTrue(golden.size() > 0);
        try (DjlRunner runner = new DjlRunner(1)) {
            for (Map.Entry<String, JsonNode> twin : golden.properties()) {
                Network network = new ModelLibrary(runner).open("builtin:" + twin.getKey(), Map.of());
                for (Map.Entry<String, JsonNode> size : twin.getValue().properties()) {
                    Tensor picture = picture(
                        Arrays.stream(size.getKey().split("x")).mapToInt(Integer::parseInt).toArray());
                    float[] logits = network.run(runner, picture, List.of("logits")).get("logits").data();
                    for (int i = 0; i < logits.length; i++) {
                        assertEquals(size.getValue().get(i).asDouble(), logits[i], 1e-4,
                            twin.getKey() + " at " + size.getKey());
                    }
                }
            }
        }
    }

    /** The formula from which the golden values were made. */
    private static Tensor picture(int[] heightAndWidth) {
        Tensor picture = Tensor.zeros(Shape.of(1, 3, heightAndWidth[0], heightAndWidth[1]));
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < heightAndWidth[0]; i++) {
                for (int j = 0; j < heightAndWidth[1]; j++) {
                    picture.data()[picture.index(0, c, i, j)] = (float) (2 * Math.sin(.05 * (c + 1) * i + .11 * j + c));
                }
            }
        }
        return picture;
    }
}
