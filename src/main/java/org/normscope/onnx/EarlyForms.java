package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a file of opset 1 to 6 to opset 7, the earliest whose arithmetic and BatchNormalization ONNX Runtime still
 * has: what broadcasts along an axis is given the ones behind it, and attributes that later opsets do not know are
 * taken away. Source: ONNX Changelog.md.
 */
final class EarlyForms {
    private static final int OPSET = 7;
    private static final Set<String> BROADCAST = Set.of("Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Equal",
        "Greater", "Less", "PRelu");
    /** Their forms changed in other ways. */
    private static final Set<String> LEFT = Set.of("RNN", "GRU", "LSTM", "If", "Loop", "Scan", "Tile", "Upsample",
        "LpPool", "GlobalLpPool");
    /** What an old operator may say and a later one may not. */
    private static final Set<String> DROPPED = Set.of("consumed_inputs", "is_test", "broadcast");

    private final GraphProto.Builder graph;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    private EarlyForms(GraphProto before) {
        graph = before.toBuilder().clearNode();
        before.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        constants.forEach((name, tensor) -> ranks.put(name, tensor.getDimsCount()));
        for (List<ValueInfoProto> declared : List.of(before.getInputList(), before.getValueInfoList())) {
            declared.stream().filter(value -> value.getType().getTensorType().hasShape()).forEach(value ->
                ranks.put(value.getName(), value.getType().getTensorType().getShape().getDimCount()));
        }
    }

    /** The same model where it is later, or holds what is not known here. */
    static ModelProto raised(ModelProto model) {
        List<OperatorSetIdProto> sets = model.getOpsetImportList();
        boolean early = sets.size() == 1 && sets.get(0).getDomain().isEmpty() && sets.get(0).getVersion() < OPSET;
        if (!early) return model;
        EarlyForms forms = new EarlyForms(model.getGraph());
        for (NodeProto node : model.getGraph().getNodeList()) if (!forms.add(node)) return model;
        return model.toBuilder().setGraph(forms.graph).setOpsetImport(0, sets.get(0).toBuilder().setVersion(OPSET))
            .build();
    }

    /** @return false where it cannot be said in opset 7 */
    private boolean add(NodeProto before) {
        Node old = new Node(before);
        boolean trains = BatchNorm.is(old) && old.integer("is_test", 1) == 0;
        if (LEFT.contains(old.operator()) || trains) return false;
        NodeProto.Builder node = before.toBuilder().clearAttribute();
        boolean along = BROADCAST.contains(old.operator()) && (old.operator().equals("PRelu")
            || has(before, "axis"));
        before.getAttributeList().stream().filter(said -> !DROPPED.contains(said.getName()))
            .filter(said -> !(along && said.getName().equals("axis"))).forEach(node::addAttribute);
        if (along && !spread(node, old)) return false;
        switch (old.operator()) {
            case "Reshape" -> shapeAsInput(node, old);
            case "Pad" -> renamed(node, "paddings", "pads");
            case "Cast" -> castByNumber(node, old);
            case "Concat" -> {
                if (!has(before, "axis")) node.addAttribute(AttributeProto.newBuilder().setName("axis")
                    .setType(AttributeType.INT).setI(1));
            }
            default -> { }
        }
        graph.addNode(node);
        int rank = rank(old, node);
        if (rank >= 0) node.getOutputList().forEach(output -> ranks.putIfAbsent(output, rank));
        return true;
    }

    /** The second operand, which stands along an axis of the first, with ones for the axes behind. */
    private boolean spread(NodeProto.Builder node, Node old) {
        Integer first = ranks.get(old.input(0)), second = ranks.get(old.input(1));
        if (first == null || second == null) return false;
        if (second == 0 || old.operator().equals("PRelu") && second != 1) return true;
        int axis = (int) old.integer("axis", 1), behind = first - (axis < 0 ? axis + first : axis) - second;
        if (behind <= 0) return behind == 0;
        String wide = old.input(1) + "/with " + behind + " axes behind";
        if (!ranks.containsKey(wide)) {
            AttributeProto.Builder axes = AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS);
            for (int i = 0; i < behind; i++) axes.addInts(second + i);
            graph.addNode(NodeProto.newBuilder().setOpType("Unsqueeze").setName(wide).addInput(old.input(1))
                .addOutput(wide).addAttribute(axes));
            ranks.put(wide, second + behind);
        }
        node.setInput(1, wide);
        return true;
    }

    private void shapeAsInput(NodeProto.Builder node, Node old) {
        Optional<int[]> shape = old.integers("shape");
        if (shape.isEmpty()) return;
        String name = old.output() + "/shape of the file";
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(ElementType.INT64.number())
            .addDims(shape.get().length);
        for (int extent : shape.get()) tensor.addInt64Data(extent);
        graph.addInitializer(tensor);
        node.clearAttribute().addInput(name);
        ranks.put(old.output(), shape.get().length);
    }

    private static void renamed(NodeProto.Builder node, String before, String after) {
        node.getAttributeBuilderList().stream().filter(said -> said.getName().equals(before))
            .forEach(said -> said.setName(after));
    }

    private static void castByNumber(NodeProto.Builder node, Node old) {
        String word = old.text("to", "");
        if (word.isEmpty()) return;
        node.clearAttribute().addAttribute(AttributeProto.newBuilder().setName("to").setType(AttributeType.INT)
            .setI(ElementType.valueOf(word).number()));
    }

    private static boolean has(NodeProto node, String attribute) {
        return node.getAttributeList().stream().anyMatch(said -> said.getName().equals(attribute));
    }

    /** As far as it is needed: -1 where it is not known. */
    private int rank(Node old, NodeProto.Builder now) {
        return switch (old.operator()) {
            case "Flatten", "Gemm" -> 2;
            case "Reshape" -> Optional.ofNullable(constants.get(now.getInput(1))).filter(shape -> shape.getDimsCount()
                == 1).map(shape -> (int) shape.getDims(0)).orElse(-1);
            case "Squeeze", "Unsqueeze" -> {
                int rank = ranks.getOrDefault(old.input(0), -1), axes = old.integers("axes").orElse(new int[0]).length;
                yield rank < 0 ? -1 : old.operator().equals("Squeeze") ? rank - axes : rank + axes;
            }
            case "Constant", "MatMul" -> -1;
            default -> old.footprint() == Footprint.REDUCED && old.integer("keepdims", 1) == 0 ? -1
                : ranks.getOrDefault(old.input(0), -1);
        };
    }
}
