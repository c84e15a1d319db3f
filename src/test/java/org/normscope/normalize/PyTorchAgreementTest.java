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
        assertAgree("golden", 1e-5, "pos", "lrn-intra", "l2", "l2-scale", "rms", "ws", "wn", "cosine");
    }

    /**
     * Those with parameters that training would find: learned.py. Newton's steps and eigenvectors carry rounding
     * further.
     */
    @Test
    void learnedValues() throws IOException {
        assertAgree("learned", 1e-5, "cbn", "cin", "adain", "bin", "ibn-a", "ibn-b", "frn", "sn", "bw", "iw",
            "gw", "sw", "ubn", "dln", "deepnorm");
    }

    private static void assertAgree(String file, double tolerance, String... ids) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        FloatBuffer values = values(file + ".bin");
        for (JsonNode golden : new ObjectMapper().readTree(resource(file + ".json"))) {
            List<Tensor> tensors = new ArrayList<>();
            for (JsonNode shape : golden.get("shapes")) tensors.add(next(values, shape));
            String id = golden.get("id").asText(), settings = golden.get("settings").asText();
            Tensor mine = Cases.made(id, settings).apply(site(golden, tensors));
            Cases.assertAgrees(mine, tensors.get(1), tolerance, id + " " + settings);
            counts.merge(id, 1, Integer::sum);
        }
        assertEquals(0, values.remaining());
        for (String id : ids) assertTrue(counts.get(id) >= 200, id);
    }

    private static Site site(JsonNode golden, List<Tensor> tensors) {
        if (golden.has("more")) return conditioned(golden, tensors);
        if (!golden.has("geometry")) return Place.of(tensors.get(0));
        JsonNode geometry = golden.get("geometry");
        int stride = geometry.get("stride").asInt(), padding = geometry.get("padding").asInt(),
            dilation = geometry.get("dilation").asInt();
        Kernel kernel = new Kernel(tensors.get(3), tensors.get(4).data(), new int[] {stride, stride},
            new int[] {padding, padding, padding, padding}, new int[] {dilation, dilation},
            geometry.get("groups").asInt());
        return Place.behind(kernel, tensors.get(2), tensors.get(0));
    }

    private static Site conditioned(JsonNode golden, List<Tensor> tensors) {
        Map<String, Tensor> more = new HashMap<>();
        for (int i = 0; i < golden.get("more").size(); i++) {
            more.put(golden.get("more").get(i).asText(), tensors.get(2 + i));
        }
        return Place.of(tensors.get(0)).with(more.get("style"),
            more.containsKey("mean") ? new RunningStatistics(more.get("mean").data(), more.get("variance").data(), 1)
                : null,
            more.containsKey("branch") ? new Residual(more.get("shortcut"), more.get("branch")) : null);
    }

    private static Tensor next(FloatBuffer values, JsonNode shape) {
        Shape extents = Shape.of(StreamSupport.stream(shape.spliterator(), false).mapToInt(JsonNode::asInt).toArray());
        float[] data = new float[extents.size()];
        values.get(data);
        return Tensor.of(extents, data);
    }

    private static FloatBuffer values(String file) throws IOException {
        try (InputStream stream = resource(file)) {
            return ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    private static InputStream resource(String name) {
        return PyTorchAgreementTest.class.getResourceAsStream(name);
    }
}
