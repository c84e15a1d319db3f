package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What ONNX has no operator for, against values that PyTorch made: golden.py beside golden.json and golden.bin. */
class PyTorchAgreementTest {

    @Test
    void goldenValues() throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        FloatBuffer values = values();
        for (JsonNode golden : new ObjectMapper().readTree(resource("golden.json"))) {
            List<Tensor> tensors = new ArrayList<>();
            for (JsonNode shape : golden.get("shapes")) tensors.add(next(values, shape));
            String id = golden.get("id").asText(), settings = golden.get("settings").asText();
            Tensor mine = Cases.made(id, settings).apply(site(golden, tensors));
            Cases.assertAgrees(mine, tensors.get(1), id + " " + settings);
            counts.merge(id, 1, Integer::sum);
        }
        assertEquals(0, values.remaining());
        for (String id : List.of("pos", "lrn-intra", "l2", "l2-scale", "rms", "ws", "wn", "cosine")) {
            assertTrue(counts.get(id) >= 200, id);
        }
    }

    private static Site site(JsonNode golden, List<Tensor> tensors) {
        if (!golden.has("geometry")) return Place.of(tensors.get(0));
        JsonNode geometry = golden.get("geometry");
        int stride = geometry.get("stride").asInt(), padding = geometry.get("padding").asInt(), dilation = geometry.get("dilation").asInt();
        Kernel kernel = new Kernel(tensors.get(3), tensors.get(4).data(), new int[] {stride, stride},
            new int[] {padding, padding, padding, padding}, new int[] {dilation, dilation}, geometry.get("groups").asInt());
        return Place.behind(kernel, tensors.get(2), tensors.get(0));
    }

    private static Tensor next(FloatBuffer values, JsonNode shape) {
        Shape extents = Shape.of(StreamSupport.stream(shape.spliterator(), false).mapToInt(JsonNode::asInt).toArray());
        float[] data = new float[extents.size()];
        values.get(data);
        return Tensor.of(extents, data);
    }

    private static FloatBuffer values() throws IOException {
        try (InputStream stream = resource("golden.bin")) {
            return ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    private static InputStream resource(String name) {
        return PyTorchAgreementTest.class.getResourceAsStream(name);
    }
}
