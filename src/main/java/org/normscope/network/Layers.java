package org.normscope.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.PictureBatch;
import org.normscope.tensor.Shape;
import org.normscope.text.OneLine;

/** Tells the layers of a graph from its other nodes. */
final class Layers {
    private Layers() { }

    /**
     * Nodes whose output depends on what is in the picture, in running order, whatever their rank. What depends on the
     * picture ends where its shape is taken; lists, tables and words have no maps, so they are no layers.
     */
    static List<Node> candidates(Graph graph, Set<String> pictures) {
        Set<String> depending = new HashSet<>(pictures);
        List<Node> candidates = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.footprint() == Footprint.SHAPE || node.reads().stream().noneMatch(depending::contains)) continue;
            depending.addAll(node.outputs());
            if (PictureBatch.isOwn(node)) continue;
            if (!node.output().isEmpty() && graph.holdsNumbers(node.output())) candidates.add(node);
        }
        return candidates;
    }

    /**
     * @param shapes of the candidates' outputs, for one picture
     * @param named  layers of several nodes: one layer each, at the place of the last of its nodes
     * @param lies   of values whose maps lie otherwise than [N, C, H, W]: the layer's output is their maps
     */
    static List<Layer> of(Graph graph, List<Node> candidates, Set<String> pictures, Map<String, Shape> shapes,
                          List<NamedLayer> named, Map<String, Lie> lies) {
        Set<String> depending = graph.reached(pictures);
        Map<String, NamedLayer> whole = named.stream().collect(Collectors.toMap(NamedLayer::output, layer -> layer));
        Set<String> parts = named.stream().flatMap(layer -> layer.nodes().stream()).collect(Collectors.toSet());
        Set<String> inside = named.stream().flatMap(layer -> layer.inside().stream()).collect(Collectors.toSet());
        Set<String> given = candidates.stream().map(Node::name).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        List<Layer> layers = new ArrayList<>();
        for (Node node : candidates) {
            Shape shape = shapes.get(node.output());
            if (shape == null || shape.rank() < 2) continue;
            NamedLayer one = whole.get(node.output());
            if (one != null) {
                layers.add(new Layer(unique(one.name(), names), one.title(), LayerKind.NORMALIZATION,
                    mapped(one.input(), lies),
                    mapped(one.output(), lies), mapped(one.output(), shape, lies), slices(one.output(), lies)));
            }
            if (parts.contains(node.name()) || inside.contains(node.output())) continue;
            String input = node.reads().stream().filter(depending::contains).flatMap(value -> graph.numbersOf(value)
                .stream())
                .findFirst().orElseThrow();
            layers.add(new Layer(unique(node.name().isEmpty() ? free(node.label(), given) : node.label(), names),
                OneLine.of(node.operator()), LayerKind.of(node.operator()),
                mapped(input, lies), mapped(node.output(), lies), mapped(node.output(), shape, lies),
                slices(node.output(), lies)));
        }
        return List.copyOf(layers);
    }

    private static int slices(String value, Map<String, Lie> lies) {
        Lie lie = lies.get(value);
        return lie != null && lie.letters().contains("D") ? Math.max(1, lie.before()) : 1;
    }

    private static String mapped(String value, Map<String, Lie> lies) {
        return lies.containsKey(value) ? Arranged.maps(value) : value;
    }

    private static Shape mapped(String value, Shape shape, Map<String, Lie> lies) {
        Lie lie = lies.get(value);
        return lie == null ? shape : Shape.of(shape.n(), lie.channels(), lie.height(), lie.width());
    }

    /**
     * A node without a name is called as its output, but for what another node is called already: that one keeps its
     * name.
     */
    private static String free(String label, Set<String> given) {
        String name = label;
        for (int i = 2; given.contains(name); i++) name = label + "_" + i;
        return name;
    }

    /** In one line; the second "conv" becomes "conv_2", unless there is one of that name already. */
    private static String unique(String label, Set<String> names) {
        String line = OneLine.of(label), name = line;
        for (int i = 2; !names.add(name); i++) name = line + "_" + i;
        return name;
    }
}
