package org.normscope.onnx.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** Rules against PyTorch's gradients in float64: rules.py beside rules.json. */
class RulesAgreementTest {
    /** One node of which PyTorch's gradients are known. */
    record Golden(JsonNode json) {
        @Override public String toString() {
            return json.get("operator").asText() + json.get("attributes");
        }
    }

    static Stream<Golden> goldens() throws IOException {
        JsonNode all = new ObjectMapper().readTree(RulesAgreementTest.class.getResource("rules.json"));
        return StreamSupport.stream(all.spliterator(), false).map(Golden::new);
    }

    private static int[] extents(JsonNode tensor) {
        return StreamSupport.stream(tensor.get("extents").spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] cells(JsonNode cells) {
        return StreamSupport.stream(cells.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
    }

    private static AttributeProto attribute(String name, JsonNode value) {
        if (value.isTextual()) return TinyModel.text(name, value.asText());
        if (value.isArray()) {
            return TinyModel.integers(name, StreamSupport.stream(value.spliterator(), false).mapToLong(JsonNode::asLong)
                .toArray());
        }
        return value.isIntegralNumber() ? TinyModel.integer(name, value.asLong())
            : TinyModel.real(name, (float) value.asDouble());
    }

    /** The node with its inputs, those of whole numbers and those without a gradient as constants. */
    private static TinyModel model(JsonNode golden, Map<String, Cells> feeds) {
        TinyModel model = new TinyModel().opset(golden.get("opset").asInt()).irVersion(10);
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(golden.get("operator").asText()).setName("node")
            .addOutput("y");
        RuleCase inputs = new RuleCase("", "", null);
        for (int i = 0; i < golden.get("inputs").size(); i++) {
            JsonNode input = golden.get("inputs").get(i);
            String name = "x" + i;
            node.addInput(input.isNull() ? "" : name);
            if (input.isNull()) continue;
            Cells cells = Cells.of(extents(input), cells(input.get("cells")));
            if (input.get("whole").asBoolean()) {
                model.weights(RuleCase.tensor(name, RuleCase.INT64, cells));
            } else if (golden.get("gradients").has(String.valueOf(i))) {
                model.typedInput(name, RuleCase.FLOAT, extents(input));
                feeds.put(name, cells);
            } else {
                model.weights(RuleCase.tensor(name, RuleCase.FLOAT, cells));
            }
        }
        golden.get("attributes").properties().forEach(one ->
            node.addAttribute(attribute(one.getKey(), one.getValue())));
        return model.node(node.build()).output("y");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void equalsPyTorch(Golden of) throws OrtException {
        JsonNode golden = of.json();
        Map<String, Cells> feeds = new LinkedHashMap<>();
        TinyModel model = model(golden, feeds);
        List<String> targets = List.copyOf(feeds.keySet());
        GradientGraph gradient = Gradients.of(model.graph()).write(Objective.along("y", "seed"), targets);
        JsonNode seed = golden.get("seed");
        Map<String, Cells> fed = new HashMap<>(feeds);
        fed.put("seed", Cells.of(extents(seed), cells(seed.get("cells"))));
        try (DoubleRun run = new DoubleRun(gradient.graph().toBytes())) {
            Map<String, Cells> found = run.run(fed);
            for (String target : targets) {
                double[] wanted = cells(golden.get("gradients").get(target.substring(1))),
                    given = found.get(gradient.gradients().get(target)).data();
                assertEquals(wanted.length, given.length, target);
                double size = Math.sqrt(IntStream.range(0, wanted.length).mapToDouble(i -> wanted[i] * wanted[i])
                    .sum());
                for (int i = 0; i < wanted.length; i++) assertEquals(wanted[i], given[i], 2e-6 * size + 1e-7, target);
            }
        }
    }

    /** PyTorch has no counterpart of some: of these, RulesTest's differences alone speak. */
    @Test
    void nearlyEveryRuleHasAGolden() throws IOException {
        Set<String> missing = new HashSet<>(Rules.gradient().operators());
        goldens().forEach(golden -> missing.remove(golden.json().get("operator").asText()));
        assertTrue(missing.size() < 30, missing.toString());
    }
}
