package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Makes a graph give, beside values whose channels lie on another axis, the same cells as maps [N, C, H, W]. The maps
 * stand
 * in the value's way, not beside it: the value is made from the maps again, so that who replaces the maps replaces the
 * value,
 * and a field or a tap needs to know of nothing. The engine's optimizer takes out what is turned there and back.
 */
public final class Arranged {
    private static final String MAPS = "/maps", MADE = "/as made", MARK = "normscope maps of ";

    private Arranged() { }

    /**
     * How the cells of a value lie.
     *
     * @param letters by axis: NHWC, NTC, NCT, NHW or NCDHW; T counts places, row by row, behind some that are none (a
     *                class token); D counts slices, which are shown one below the other
     * @param channels C
     * @param height   rows, those of all slices
     * @param width    columns
     * @param before   how many along T come before the first place; of NCDHW, the slices
     */
    public record Lie(String letters, int channels, int height, int width, int before) { }

    /** Name of the maps of a value that is arranged. */
    public static String maps(String value) {
        return value + MAPS;
    }

    /** As {@link #of}, by the name alone, before there is a graph. */
    public static String unmapped(String maps) {
        return maps.endsWith(MAPS) ? maps.substring(0, maps.length() - MAPS.length()) : maps;
    }

    /** The value that maps are of; any other value itself. */
    public static String of(Graph graph, String value) {
        return graph.writer(value).map(node -> node.proto().getDocString()).filter(note -> note.startsWith(MARK))
            .map(note -> note.substring(MARK.length())).orElse(value);
    }

    /**
     * The shape of the value that maps are of.
     *
     * @param shape of the maps
     * @return empty where they do not tell it: behind a class token, of slices
     */
    public static Optional<Shape> unmapped(Graph graph, String maps, Shape shape) {
        String value = of(graph, maps);
        if (value.equals(maps)) return Optional.of(shape);
        Optional<String> from = graph.writer(maps).map(node -> node.input(0));
        if (from.filter((value + MADE)::equals).isPresent()) {
            return graph.writer(maps).filter(node -> node.operator().equals("Transpose"))
                .map(node -> Shape.of(shape.n(), shape.h(), shape.w(), shape.c()));
        }
        boolean places = from.flatMap(graph::writer).filter(node -> node.input(0).equals(value + MADE)
            && node.operator().equals("Transpose")).isPresent();
        return places ? Optional.of(Shape.of(shape.n(), shape.h() * shape.w(), shape.c())) : Optional.empty();
    }

    /** The maps of what an operator writes, where they were arranged; else what it writes. */
    public static String made(Graph graph, String written) {
        if (!written.endsWith(MADE)) return written;
        String maps = maps(written.substring(0, written.length() - MADE.length()));
        return graph.writer(maps).isPresent() ? maps : written;
    }

    /** How many slices stand one below the other in maps; 1 where they are flat. */
    public static int slices(Graph graph, String maps) {
        String value = of(graph, maps);
        if (value.equals(maps)) return 1;
        return graph.writer(value).filter(node -> node.operator().equals("Reshape"))
            .flatMap(node -> graph.constant(node.input(1))).map(Tensor::data)
            .filter(extents -> extents.length == 5).map(extents -> (int) extents[2]).orElse(1);
    }

    /** The operator that computes a value, or, of maps, the value that they are of. */
    static Node maker(Graph graph, Node writer) {
        String note = writer.proto().getDocString();
        return note.startsWith(MARK) ? graph.writer(note.substring(MARK.length()) + MADE).orElse(writer) : writer;
    }

    /**
     * @param of by value; each is written by a node. Those that were arranged before the file was written, as that of
     *           a gradient, stay as they are
     */
    public static Graph graph(Graph graph, Map<String, Lie> of) {
        Map<String, Lie> lies = new HashMap<>(of);
        lies.keySet().removeIf(value -> graph.writer(value + MADE).isPresent());
        if (lies.isEmpty()) return graph;
        GraphProto whole = graph.model().getGraph();
        GraphProto.Builder arranged = whole.toBuilder().clearNode();
        Map<String, String> constants = new HashMap<>();
        for (NodeProto node : whole.getNodeList()) {
            NodeProto.Builder writer = node.toBuilder();
            for (int i = 0; i < node.getOutputCount(); i++) {
                if (lies.containsKey(node.getOutput(i))) writer.setOutput(i, node.getOutput(i) + MADE);
            }
            arranged.addNode(writer);
            for (String value : node.getOutputList()) {
                if (lies.containsKey(value)) new Turn(arranged, constants, value, lies.get(value)).add();
            }
        }
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(arranged).build()).standingFor(graph);
    }

    /** There and back of one value. */
    private record Turn(GraphProto.Builder graph, Map<String, String> constants, String value, Lie lie) {

        void add() {
            String made = value + MADE, maps = maps(value);
            if (lie.letters.equals("NHWC")) {
                mark(add("Transpose", maps, made).addAttribute(order(0, 3, 1, 2)));
                add("Transpose", value, maps).addAttribute(order(0, 2, 3, 1));
                return;
            }
            if (lie.letters.equals("NHW") || lie.letters.equals("NCDHW")) {
                mark(add("Reshape", maps, made, whole(0, lie.channels, lie.height, lie.width)));
                add("Reshape", value, maps, lie.letters.equals("NHW") ? whole(0, lie.height, lie.width)
                    : whole(0, lie.channels, lie.before, lie.height / lie.before, lie.width));
                return;
            }
            int axis = lie.letters.indexOf('T');
            boolean channelsLast = axis == 1;
            String places = made;
            if (lie.before > 0) {
                places = maps + "/places";
                add("Slice", places, made, whole(lie.before), whole(Integer.MAX_VALUE), whole(axis));
            }
            String first = places;
            if (channelsLast) {
                first = maps + "/channels first";
                add("Transpose", first, places).addAttribute(order(0, 2, 1));
            }
            mark(add("Reshape", maps, first, whole(0, lie.channels, lie.height, lie.width)));
            String flat = lie.before == 0 && !channelsLast ? value : maps + "/flat";
            add("Reshape", flat, maps, whole(0, lie.channels, (long) lie.height * lie.width));
            String back = flat;
            if (channelsLast) {
                back = lie.before == 0 ? value : maps + "/channels last";
                add("Transpose", back, flat).addAttribute(order(0, 2, 1));
            }
            if (lie.before == 0) return;
            add("Slice", maps + "/before", made, whole(0), whole(lie.before), whole(axis));
            add("Concat", value, maps + "/before", back).addAttribute(AttributeProto.newBuilder().setName("axis")
                .setType(AttributeType.INT).setI(axis));
        }

        private NodeProto.Builder add(String operator, String output, String... inputs) {
            return graph.addNodeBuilder().setOpType(operator).setName(output + "/" + operator)
                .addAllInput(List.of(inputs)).addOutput(output);
        }

        private void mark(NodeProto.Builder node) {
            node.setDocString(MARK + value);
        }

        private String whole(long... cells) {
            return constants.computeIfAbsent(Arrays.toString(cells), text -> {
                TensorProto.Builder tensor = TensorProto.newBuilder().setName("normscope " + text)
                    .setDataType(ElementType.INT64.number()).addDims(cells.length);
                for (long cell : cells) tensor.addInt64Data(cell);
                graph.addInitializer(tensor);
                return tensor.getName();
            });
        }

        private static AttributeProto order(int... axes) {
            AttributeProto.Builder order = AttributeProto.newBuilder().setName("perm").setType(AttributeType.INTS);
            for (int axis : axes) order.addInts(axis);
            return order.build();
        }
    }

    /**
     * The graph without those turns that nobody looks into any more: what is written to a file is the file's own graph.
     * Where something was put between there and back, these stay.
     */
    public static Graph plain(Graph graph) {
        Set<String> open = new HashSet<>();
        for (Node node : graph.nodes()) {
            String value = of(graph, node.output());
            boolean untouched = !value.equals(node.output()) && graph.onlyReader(node.output()).isPresent()
                && graph.writer(value + MADE).isPresent() && graph.writer(value).isPresent();
            if (untouched) open.add(value);
        }
        if (open.isEmpty()) return graph;
        GraphProto whole = graph.model().getGraph();
        GraphProto.Builder plain = whole.toBuilder().clearNode();
        for (NodeProto node : whole.getNodeList()) {
            boolean turns = node.getOutputList().stream().anyMatch(output -> open.contains(output)
                || open.stream().anyMatch(value -> output.startsWith(maps(value))));
            if (turns) continue;
            NodeProto.Builder kept = node.toBuilder();
            for (int i = 0; i < node.getOutputCount(); i++) {
                String made = node.getOutput(i);
                if (made.endsWith(MADE) && open.contains(made.substring(0, made.length() - MADE.length()))) {
                    kept.setOutput(i, made.substring(0, made.length() - MADE.length()));
                }
            }
            plain.addNode(kept);
        }
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(plain).build()).pruned();
    }
}
