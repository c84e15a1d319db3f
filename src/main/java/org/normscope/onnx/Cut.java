package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A graph cut behind one value: the tail computes again what depends on it. To see what a network makes of another
 * value, run the whole graph once for {@code crossing}, then the tail on these and the other value.
 *
 * @param tail     its inputs are {@code value} and {@code crossing}, its outputs {@code changed}
 * @param value    the value that is replaced
 * @param crossing all else that the tail reads and that depends on the graph's inputs: the other branch of a residual
 *                 block, graph inputs; what depends on weights alone, and lists of tensors, are computed in the tail
 * again
 * @param changed  those of the asked values that depend on {@code value}, itself left out; the others stay what they
 *                 are
 */
public record Cut(Graph tail, String value, List<String> crossing, List<String> changed) {

    static Cut of(Graph graph, String value, Collection<String> asked) {
        Set<String> behind = graph.reached(List.of(value));
        List<String> changed = asked.stream().distinct().filter(a -> behind.contains(a) && !a.equals(value)).toList();
        Set<String> fed = graph.fed();
        Set<String> crossing = crossing(graph, changed, value, behind, fed);
        Set<String> inputs = new HashSet<>(crossing);
        inputs.add(value);
        List<ValueInfoProto> declared = Stream.concat(Stream.of(value), crossing.stream())
            .map(input -> declare(input, graph.typeOf(input))).toList();
        Graph tail = new Part(graph, changed, inputs).graph(changed, declared);
        return new Cut(tail, value, List.copyOf(crossing), changed);
    }

    private static Set<String> crossing(Graph graph, List<String> changed, String value,
                                        Set<String> behind, Set<String> fed) {
        Set<String> crossing = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(changed);
        while (!open.isEmpty()) {
            String read = open.pop();
            if (read.equals(value) || !seen.add(read)) continue;
            boolean again = behind.contains(read) || fed.contains(read) && !graph.isTensor(read)
                && graph.writer(read).isPresent();
            if (again) graph.writer(read).ifPresent(node -> open.addAll(node.reads()));
            else if (fed.contains(read)) crossing.add(read);
        }
        return crossing;
    }

    /** The rank is left open: the engine takes what it is fed. */
    static ValueInfoProto declare(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }
}
