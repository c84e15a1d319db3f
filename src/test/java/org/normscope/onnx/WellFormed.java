package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ONNX's checker demands of a file (onnx/checker.cc), as far as it takes no Python: one opset for each domain,
 * nodes in topological order, every value written once, weights of the size that their extents say, inputs and outputs
 * typed and shaped, every operator of the default domain known by then.
 */
public final class WellFormed {
    /** Since which opset the default domain has the operators that later ones brought. */
    private static final Map<String, Integer> SINCE = Map.of("LayerNormalization", 17, "GroupNormalization", 18,
        "RMSNormalization", 23);
    private static final Map<Integer, Integer> BYTES = Map.of(TensorProto.DataType.FLOAT_VALUE, 4,
        TensorProto.DataType.FLOAT16_VALUE, 2, TensorProto.DataType.INT64_VALUE, 8);

    private WellFormed() { }

    /** @param name stands in messages */
    public static void check(byte[] file, String name) {
        ModelProto model = parsed(file);
        GraphProto graph = model.getGraph();
        assertTrue(model.getIrVersion() >= 3 && !graph.getName().isEmpty(), name + ": IR version and the graph's name");
        Set<String> domains = new HashSet<>();
        for (OperatorSetIdProto opset : model.getOpsetImportList()) {
            assertTrue(domains.add(opset.getDomain()), name + ": two opsets for '" + opset.getDomain() + "'");
        }
        Set<String> keys = new HashSet<>();
        model.getMetadataPropsList()
            .forEach(entry -> assertTrue(keys.add(entry.getKey()), name + ": two entries " + entry.getKey()));
        Set<String> known = new HashSet<>(), nodes = new HashSet<>();
        graph.getInputList().forEach(input -> {
            declared(input, name);
            assertTrue(known.add(input.getName()), name + ": two inputs " + input.getName());
        });
        Set<String> weights = graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        assertEquals(graph.getInitializerCount(), weights.size(), name + ": weights of one name");
        graph.getInitializerList().forEach(weight -> sized(weight, name));
        known.addAll(weights);
        known.add(""); // an input left out
        for (NodeProto node : graph.getNodeList()) {
            String at = name + ": " + node.getOpType() + " '" + node.getName() + "'";
            assertTrue(domains.contains(node.getDomain()), at + " is of no opset");
            assertTrue(node.getName().isEmpty() || nodes.add(node.getName()), at + " stands twice");
            node.getInputList().forEach(input ->
                assertTrue(known.contains(input), at + " reads " + input + " before it is written"));
            node.getOutputList().stream().filter(output -> !output.isEmpty())
                .forEach(output -> assertTrue(known.add(output), at + " writes " + output + " again"));
            Set<String> attributes = new HashSet<>();
            node.getAttributeList()
                .forEach(attribute ->
                    assertTrue(attributes.add(attribute.getName()) && attribute.getType() != AttributeType.UNDEFINED,
                        at + " " + attribute.getName()));
        }
        assertFalse(graph.getOutputList().isEmpty());
        graph.getOutputList().forEach(output -> {
            declared(output, name);
            assertTrue(known.contains(output.getName()), name + ": nobody writes " + output.getName());
        });
        long opset = model.getOpsetImportList().stream().filter(one -> one.getDomain().isEmpty())
            .mapToLong(OperatorSetIdProto::getVersion).findFirst().orElseThrow();
        graph.getNodeList()
            .forEach(node -> assertTrue(SINCE.getOrDefault(node.getOpType(), 1) <= opset,
                name + ": " + node.getOpType() + " is later than opset " + opset));
    }

    private static ModelProto parsed(byte[] file) {
        try {
            return ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void declared(ValueInfoProto value, String name) {
        assertTrue(!value.getName().isEmpty() && value.getType().hasTensorType()
            && value.getType().getTensorType().getElemType() != 0
            && value.getType().getTensorType().hasShape(),
            name + ": '" + value.getName() + "' lacks a type or a shape");
    }

    private static void sized(TensorProto weight, String name) {
        long cells = 1;
        for (long extent : weight.getDimsList()) cells *= extent;
        Integer bytes = BYTES.get(weight.getDataType());
        if (bytes != null && !weight.getRawData().isEmpty()) {
            assertEquals(cells * bytes, weight.getRawData().size(), name + ": " + weight.getName());
        }
        if (bytes != null && weight.getRawData().isEmpty() && weight.getFloatDataCount() > 0) {
            assertEquals(cells, weight.getFloatDataCount(), name + ": " + weight.getName());
        }
    }
}
