package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The element types of a graph's values, told from its inputs, its weights and its operators: a graph that is cut has to
 * declare what crosses the cut.
 */
final class ElementTypes {
    private static final Set<String> WHOLE =
        Set.of("Shape", "Size", "ArgMax", "ArgMin", "NonZero", "StringSplit", "Multinomial");
    private static final Set<String> TRUTH = Set.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Not", "And",
        "Or", "Xor", "IsNaN", "IsInf");
    /** Operators whose cells come from the second input. */
    private static final Set<String> FROM_SECOND = Set.of("Where", "OneHot", "DequantizeLinear", "CastLike");

    private ElementTypes() { }

    static Map<String, ElementType> of(Graph graph) {
        Map<String, ElementType> types = new HashMap<>();
        graph.model().getGraph().getValueInfoList().forEach(info -> put(types, info.getName(), Value.of(info).type()));
        graph.inputs().forEach(input -> put(types, input.name(), input.type()));
        graph.outputs().forEach(output -> put(types, output.name(), output.type()));
        for (TensorProto weights : graph.model().getGraph().getInitializerList()) {
            put(types, weights.getName(), ElementType.of(weights.getDataType()));
        }
        for (Node node : graph.nodes()) {
            List<String> outputs = node.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                if (!types.containsKey(outputs.get(i))) put(types, outputs.get(i), written(node, i, types));
            }
        }
        return types;
    }

    private static void put(Map<String, ElementType> types, String value, ElementType type) {
        if (type != ElementType.UNKNOWN) types.put(value, type);
    }

    private static ElementType written(Node node, int output, Map<String, ElementType> types) {
        String operator = node.operator();
        if (WHOLE.contains(operator)) return ElementType.INT64;
        if (TRUTH.contains(operator)) return ElementType.BOOL;
        if (output > 0) {
            switch (operator) {
                case "TopK", "MaxPool", "Unique" -> { return ElementType.INT64; }
                case "Dropout" -> { return ElementType.BOOL; }
                default -> { }
            }
        }
        return switch (operator) {
            case "Cast" -> ElementType.of((int) node.integer("to", ElementType.FLOAT.number()));
            case "Constant" -> constant(node);
            case "ConstantOfShape" -> node.tensor("value").map(t -> ElementType.of(t.getDataType())).orElse(ElementType.FLOAT);
            case "QuantizeLinear", "DynamicQuantizeLinear" -> types.getOrDefault(node.input(2), ElementType.UINT8);
            case "ConvInteger", "MatMulInteger" -> ElementType.INT32;
            case "QLinearConv", "QLinearMatMul" -> types.getOrDefault(node.input(7), ElementType.UINT8);
            default -> types.getOrDefault(node.input(FROM_SECOND.contains(operator) ? 1 : 0), ElementType.FLOAT);
        };
    }

    private static ElementType constant(Node node) {
        if (node.attribute("value_int").or(() -> node.attribute("value_ints")).isPresent()) return ElementType.INT64;
        return node.attribute("value").map(AttributeProto::getT).map(t -> ElementType.of(t.getDataType()))
            .orElse(ElementType.FLOAT);
    }
}
