package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes out of a graph what some values need, going against the flow up to given inputs. */
final class Part {
    private final Graph graph;
    private final Set<String> needed = new HashSet<>();
    private final Set<Node> nodes = new HashSet<>();

    /** @param inputs names of values that are fed: what lies before them is left out */
    Part(Graph graph, Collection<String> outputs, Set<String> inputs) {
        this.graph = graph;
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            String value = open.pop();
            if (!needed.add(value) || inputs.contains(value)) continue;
            graph.writer(value).filter(nodes::add).ifPresent(node -> open.addAll(node.reads()));
        }
    }

    /**
     * The part as a graph of its own. Weights are not among its inputs, as since IR version 4, so that the engine may
     * fold them; types of outputs are left to the engine, so that a wrong or a fixed extent in the file does no harm.
     * A node's name that stands twice stands once: the engine refuses it otherwise.
     *
     * @param declared what {@code inputs} are; those that are not needed are left out
     */
    Graph graph(Collection<String> outputs, List<ValueInfoProto> declared) {
        ModelProto model = graph.model();
        GraphProto whole = model.getGraph();
        GraphProto.Builder part = whole.toBuilder().clearNode().clearInitializer().clearInput().clearOutput()
            .clearValueInfo().clearQuantizationAnnotation();
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (!nodes.contains(node)) continue;
            part.addNode(names.add(node.name()) ? node.proto() : node.proto().toBuilder().clearName().build());
        }
        whole.getInitializerList().stream().filter(w -> needed.contains(w.getName())).forEach(part::addInitializer);
        declared.stream().filter(input -> needed.contains(input.getName()) && graph.weights(input.getName()).isEmpty())
            .forEach(part::addInput);
        outputs.forEach(output -> part.addOutput(ValueInfoProto.newBuilder().setName(output)));
        return new Graph(graph.name(),
            model.toBuilder().setIrVersion(Math.max(4, model.getIrVersion())).setGraph(part).build());
    }
}
