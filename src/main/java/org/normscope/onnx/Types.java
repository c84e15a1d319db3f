package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a graph's values, told from its inputs, its weights and its operators, by ONNX's own rules and through
 * the
 * bodies of control flow and local functions: a graph that is cut has to declare what crosses the cut. Shapes are left
 * out.
 */
final class Types {
    private static final TypeProto UNKNOWN = TypeProto.getDefaultInstance();

    private Types() { }

    /**
     * The values that a node can see.
     *
     * @param own       of the graph at hand, by name
     * @param around    of the graph whose body it is; null for the outermost
     * @param functions local ones of the model
     */
    record Scope(Map<String, TypeProto> own, @Nullable Scope around, Map<LocalFunctions.Id, FunctionProto> functions) {
        /** The type without a value where it cannot be told. */
        TypeProto of(String value) {
            TypeProto type = own.get(value);
            if (type != null) return type;
            return around == null ? UNKNOWN : around.of(value);
        }

        private void put(String value, TypeProto type) {
            if (!value.isEmpty() && known(type)) own.put(value, type);
        }
    }

    static Map<String, TypeProto> of(Graph graph) {
        ModelProto model = graph.model();
        Scope scope = new Scope(new HashMap<>(), null, LocalFunctions.of(model));
        // What the file says of values inside is checked by nobody; what follows from the operators wins.
        Map<String, TypeProto> said = new HashMap<>();
        model.getGraph().getValueInfoList().forEach(info -> said.put(info.getName(), plain(info.getType())));
        model.getGraph().getOutputList().forEach(info -> said.put(info.getName(), plain(info.getType())));
        given(model.getGraph(), scope);
        graph.nodes().forEach(node -> written(node, scope));
        said.forEach((value, type) -> {
            if (known(type)) scope.own().putIfAbsent(value, type);
        });
        return scope.own();
    }

    private static void given(GraphProto graph, Scope scope) {
        graph.getInitializerList().forEach(weights -> scope.put(weights.getName(), tensor(weights.getDataType())));
        graph.getInputList().forEach(input -> scope.put(input.getName(), plain(input.getType())));
    }

    private static void written(Node node, Scope scope) {
        FunctionProto local = scope.functions().get(LocalFunctions.Id.of(node.proto()));
        List<String> outputs = node.outputs();
        if (local != null) {
            Scope inside = inside(local, node, scope);
            for (int i = 0; i < outputs.size() && i < local.getOutputCount(); i++) {
                scope.put(outputs.get(i), inside.of(local.getOutput(i)));
            }
            return;
        }
        TypeRule rule = Operators.of(node.operator()).type();
        for (int i = 0; i < outputs.size(); i++) scope.put(outputs.get(i), rule.of(node, i, scope));
    }

    /** A function sees its own inputs, nothing around it; it cannot call itself. */
    private static Scope inside(FunctionProto function, Node call, Scope scope) {
        Map<LocalFunctions.Id, FunctionProto> others = new HashMap<>(scope.functions());
        others.remove(LocalFunctions.Id.of(function));
        Scope inside = new Scope(new HashMap<>(), null, others);
        for (int i = 0; i < function.getInputCount(); i++) inside.put(function.getInput(i), scope.of(call.input(i)));
        function.getNodeList().forEach(node -> written(new Node(node), inside));
        return inside;
    }

    /**
     * What a body writes.
     *
     * @param node   of the control flow
     * @param output position among the body's outputs
     * @param around what the body can capture
     */
    static TypeProto ofBody(Node node, GraphProto body, int output, Scope around) {
        if (output >= body.getOutputCount()) return UNKNOWN;
        Scope scope = new Scope(new HashMap<>(), around, around.functions());
        // A Loop hands its state on, behind a count and a condition; a Scan state and slices; an If nothing.
        for (int i = 0; i < body.getInputCount(); i++) scope.put(body.getInput(i).getName(), around.of(node.input(i)));
        given(body, scope);
        for (NodeProto inner : body.getNodeList()) written(new Node(inner), scope);
        ValueInfoProto result = body.getOutput(output);
        TypeProto told = scope.of(result.getName());
        return known(told) ? told : plain(result.getType());
    }

    static boolean known(TypeProto type) {
        return switch (type.getValueCase()) {
            case TENSOR_TYPE -> type.getTensorType().getElemType() != 0;
            case VALUE_NOT_SET -> false;
            default -> true;
        };
    }

    static TypeProto tensor(ElementType cells) {
        return tensor(cells.number());
    }

    static TypeProto tensor(int cells) {
        return TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(cells)).build();
    }

    static TypeProto list(TypeProto member) {
        return TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(member)).build();
    }

    static TypeProto optional(TypeProto member) {
        return TypeProto.newBuilder().setOptionalType(TypeProto.Optional.newBuilder().setElemType(member)).build();
    }

    /** What ZipMap writes: a list of tables, one a picture, from a label to a number. */
    static TypeProto table(Node node, int output, Scope read) {
        int key = (node.attribute("classlabels_strings").isPresent() ? ElementType.STRING : ElementType.INT64).number();
        return list(TypeProto.newBuilder()
            .setMapType(TypeProto.Map.newBuilder().setKeyType(key).setValueType(tensor(ElementType.FLOAT))).build());
    }

    /** What stands in a list or an optional value; of anything else itself. */
    static TypeProto member(TypeProto type) {
        return switch (type.getValueCase()) {
            case SEQUENCE_TYPE -> type.getSequenceType().getElemType();
            case OPTIONAL_TYPE -> type.getOptionalType().getElemType();
            default -> type;
        };
    }

    /** Without the shape of a tensor. */
    private static TypeProto plain(TypeProto type) {
        return type.hasTensorType() ? tensor(type.getTensorType().getElemType()) : type;
    }
}
