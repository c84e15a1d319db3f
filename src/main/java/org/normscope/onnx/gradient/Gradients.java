package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Value;
import org.normscope.onnx.gradient.forward.FoldedNorms;
import org.normscope.onnx.gradient.forward.FusedForms;
import org.normscope.onnx.gradient.forward.LateRectifiers;
import org.normscope.onnx.gradient.forward.OlderForms;
import org.normscope.onnx.gradient.forward.OwnFunctions;
import org.normscope.onnx.gradient.forward.PlacedWindows;
import org.normscope.onnx.shape.SaidSizes;
import org.normscope.onnx.shape.Shapes;
import org.normscope.tensor.Tensor;

/**
 * Writes the gradient of a network as one more network: plain ONNX, for any runtime. See docs/decisions/0008 for how.
 */
public final class Gradients {
    private final Graph graph;
    private final Way way;
    private final Set<String> fed;

    private Gradients(Graph graph, Way way, Set<String> fed) {
        this.graph = graph;
        this.way = way;
        this.fed = fed;
    }

    /** Of any graph; the way back is the gradient's. */
    public static Gradients of(Graph graph) {
        return new Gradients(graph, Way.GRADIENT, Set.of());
    }

    /**
     * A graph in the operators of the opset that its gradient is written in; values keep their names.
     *
     * @throws BadNetworkException where it is too old, or has bodies whose operators would change
     */
    public static Graph raised(Graph graph) {
        return OwnFunctions.apart(OlderForms.raised(FusedForms.apart(graph)));
    }

    /** Goes back another way. */
    public Gradients by(Way other) {
        return new Gradients(graph, other, fed);
    }

    /** Makes these weights inputs: each run is fed with them, as training does. */
    public Gradients feeding(Collection<String> weights) {
        return new Gradients(graph, way, new LinkedHashSet<>(weights));
    }

    /**
     * @param targets values whose gradients are wanted: inputs, layers' outputs, weights
     * @throws BadNetworkException where a target or what the objective reads is no value of the graph, where the
     *     objective depends on a target through an operator that cannot be gone back through, or on no target at all
     */
    public GradientGraph write(Objective objective, Collection<String> targets) {
        Set<String> wanted = new LinkedHashSet<>(targets), seen = new HashSet<>(wanted);
        seen.addAll(objective.reads());
        seen.addAll(fed);
        seen.forEach(this::requireValue);
        List<String> needed = new ArrayList<>(objective.reads());
        needed.addAll(wanted);
        Graph folded = FoldedNorms.of(PlacedWindows.of(SaidSizes.of(raised(graph.giving(needed)))), seen);
        // Other ways have rules of their own for a ReLU, which are not the same behind a pool.
        Graph forward = released(way == Way.GRADIENT ? LateRectifiers.of(folded, seen) : folded);
        Draft draft = new Draft(forward, new Shapes(forward, ranks()));
        draft.at("objective");
        String scalar = draft.called(objective.write(draft), "objective");
        Set<String> kept = new LinkedHashSet<>(wanted);
        kept.add(scalar);
        Set<String> network = forward.inputs().stream().map(Value::name).collect(Collectors.toCollection(HashSet::new));
        forward.nodes().forEach(node -> network.addAll(node.outputs()));
        return back(draft.writer().graph().giving(kept), scalar, wanted, network);
    }

    /** Of outputs, as far as the file says them. */
    private Map<String, Integer> ranks() {
        return graph.outputs().stream().filter(output -> output.rank() >= 0)
            .collect(Collectors.toMap(Value::name, Value::rank, (one, same) -> one));
    }

    private void requireValue(String value) {
        boolean known = graph.writer(value).isPresent() || graph.isWeights(value)
            || graph.inputs().stream().anyMatch(input -> input.name().equals(value));
        if (!known) throw new BadNetworkException("onnx.gradient.value", graph.name(), value);
    }

    private Graph released(Graph forward) {
        if (fed.isEmpty()) return forward;
        GraphWriter writer = new GraphWriter(forward);
        forward.nodes().forEach(writer::keep);
        for (String weight : fed) {
            Tensor tensor = forward.constant(weight).orElseThrow(() ->
                new BadNetworkException("onnx.gradient.value", graph.name(), weight));
            writer.release(weight, tensor.shape().toArray());
        }
        return writer.graph();
    }

    private GradientGraph back(Graph forward, String scalar, Set<String> wanted, Set<String> network) {
        Backward backward = new Backward(forward, scalar, wanted, way, network, ranks());
        Map<String, String> gradients = backward.gradients(wanted);
        if (gradients.isEmpty()) throw new BadNetworkException("onnx.gradient.independent", graph.name(),
            String.join(", ", wanted));
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put(scalar, new Value(scalar, forward.type(scalar), new int[0]));
        gradients.forEach((target, gradient) -> outputs.put(target,
            new Value(gradient, forward.type(target).ofGradient(), backward.declared(target))));
        Set<String> independent = new LinkedHashSet<>(wanted);
        independent.removeAll(gradients.keySet());
        return new GradientGraph(backward.graph(outputs), scalar, Map.copyOf(gradients), Set.copyOf(independent));
    }
}
