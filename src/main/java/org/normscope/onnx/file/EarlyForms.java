package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Node;
import org.normscope.onnx.Weights;

/**
 * Brings a file of opset 1 to 6 to opset 7, the earliest whose arithmetic and BatchNormalization ONNX Runtime still
 * has: what broadcasts along an axis is given the ones behind it, and attributes that later opsets do not know are
 * taken away. Source: ONNX Changelog.md.
 */
final class EarlyForms {
    private static final int OPSET = 7;
    private static final Set<String> BROADCAST = Set.of("Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Equal",
        "Greater", "Less", "PRelu");
    /** What an old operator may say and a later one may not. */
    private static final Set<String> DROPPED = Set.of("consumed_inputs", "is_test", "broadcast", "output_sequence");

    private final GraphProto.Builder graph;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    /** @param around ranks of what a body can capture */
    private EarlyForms(GraphProto before, Map<String, Integer> around) {
        graph = before.toBuilder().clearNode();
        ranks.putAll(around);
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
        return new EarlyForms(model.getGraph(), Map.of()).raised(model.getGraph()).map(graph -> model.toBuilder()
            .setGraph(graph).setOpsetImport(0, sets.get(0).toBuilder().setVersion(OPSET)).build()).orElse(model);
    }

    private Optional<GraphProto> raised(GraphProto before) {
        for (NodeProto node : before.getNodeList()) if (!add(node)) return Optional.empty();
        return Optional.of(graph.build());
    }

    /** @return false where it cannot be said in opset 7 */
    private boolean add(NodeProto before) {
        Node old = new Node(before);
        boolean trains = BatchNorm.is(old) && old.integer("is_test", 1) == 0;
        if (trains) return false;
        NodeProto.Builder node = before.toBuilder().clearAttribute();
        boolean along = BROADCAST.contains(old.operator()) && (old.operator().equals("PRelu")
            || has(before, "axis"));
        before.getAttributeList().stream().filter(said -> !DROPPED.contains(said.getName()))
            .filter(said -> !(along && said.getName().equals("axis"))).forEach(node::addAttribute);
        if (along && !spread(node, old)) return false;
        for (AttributeProto.Builder said : node.getAttributeBuilderList()) {
            if (!said.hasG()) continue;
            Optional<GraphProto> body = new EarlyForms(said.getG(), ranks).raised(said.getG());
            if (body.isEmpty()) return false;
            said.setG(body.get());
        }
        switch (old.operator()) {
            case "Reshape" -> shapeAsInput(node, old);
            case "Pad" -> renamed(node, "paddings", "pads");
            case "Cast" -> castByNumber(node, old);
            case "LpPool", "GlobalLpPool" -> {
                if (!wholePower(node)) return false;
            }
            case "Upsample" -> {
                if (has(before, "height_scale")) scalesInOne(node, old);
            }
            case "Tile" -> {
                if (old.inputs().size() == 3 && !repeats(node, old)) return false;
            }
            case "Split" -> {
                if (old.inputs().size() == 2 && !lengths(node, old)) return false;
            }
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
        node.clearAttribute().addInput(numbers(old.output() + "/shape of the file",
            Arrays.stream(shape.get()).asLongStream().toArray()));
        ranks.put(old.output(), shape.get().length);
    }

    private static void renamed(NodeProto.Builder node, String before, String after) {
        node.getAttributeBuilderList().stream().filter(said -> said.getName().equals(before))
            .forEach(said -> said.setName(after));
    }

    /** The power was a real number. */
    private static boolean wholePower(NodeProto.Builder node) {
        for (AttributeProto.Builder said : node.getAttributeBuilderList()) {
            if (!said.getName().equals("p") || said.getType() != AttributeType.FLOAT) continue;
            float power = said.getF();
            if (power != Math.round(power)) return false;
            said.setType(AttributeType.INT).clearF().setI(Math.round(power));
        }
        return true;
    }

    private static void scalesInOne(NodeProto.Builder node, Node old) {
        String mode = old.text("mode", "nearest");
        node.clearAttribute()
            .addAttribute(AttributeProto.newBuilder().setName("scales").setType(AttributeType.FLOATS)
                .addAllFloats(List.of(1f, 1f, old.real("height_scale", 1), old.real("width_scale", 1))))
            .addAttribute(AttributeProto.newBuilder().setName("mode").setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(mode.equals("bilinear") ? "linear" : mode)));
    }

    /** Up to version 5 a count and an axis, now a count for each axis. */
    private boolean repeats(NodeProto.Builder node, Node old) {
        Optional<long[]> count = whole(old.input(1)), axis = whole(old.input(2));
        Integer rank = ranks.get(old.input(0));
        if (count.isEmpty() || axis.isEmpty() || rank == null) return false;
        long[] all = new long[rank];
        Arrays.fill(all, 1);
        all[(int) axis.get()[0]] = count.get()[0];
        node.clearInput().addInput(old.input(0)).addInput(numbers(old.output() + "/repeats", all));
        return true;
    }

    private boolean lengths(NodeProto.Builder node, Node old) {
        Optional<long[]> parts = whole(old.input(1));
        if (parts.isEmpty()) return false;
        AttributeProto.Builder split = AttributeProto.newBuilder().setName("split").setType(AttributeType.INTS);
        for (long part : parts.get()) split.addInts(part);
        node.clearInput().addInput(old.input(0)).addAttribute(split);
        return true;
    }

    private Optional<long[]> whole(String value) {
        return Optional.ofNullable(constants.get(value)).map(tensor -> Weights.read(tensor, value)).map(tensor -> {
            long[] whole = new long[tensor.data().length];
            for (int i = 0; i < whole.length; i++) whole[i] = (long) tensor.data()[i];
            return whole;
        });
    }

    private String numbers(String name, long... cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(ElementType.INT64.number())
            .addDims(cells.length);
        for (long cell : cells) tensor.addInt64Data(cell);
        graph.addInitializer(tensor);
        return name;
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
            case "Constant", "MatMul", "If", "Loop", "RNN", "GRU", "LSTM" -> -1;
            default -> old.footprint() == Footprint.REDUCED && old.integer("keepdims", 1) == 0 ? -1
                : ranks.getOrDefault(old.input(0), -1);
        };
    }
}
