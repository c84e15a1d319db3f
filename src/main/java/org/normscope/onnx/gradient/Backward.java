package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator.Trait;
import org.normscope.onnx.Value;
import org.normscope.onnx.shape.Extent;
import org.normscope.onnx.shape.Shapes;

/**
 * Reverse-mode differentiation: goes back through a graph from a scalar, node by node, each by its rule, and writes
 * what that takes behind the graph.
 */
final class Backward {
    private final Graph graph;
    private final String objective;
    private final Rules rules;
    private final Set<String> weighed;
    private final Set<String> network;
    private final Shapes shapes;
    private final Draft draft;
    /** Values that a target reaches along cells of real numbers. */
    private final Set<String> live = new HashSet<>();
    /** Values on the way from a target to the objective. */
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, List<String>> given = new HashMap<>();

    /**
     * @param graph     writes the objective, a scalar
     * @param targets   values of it
     * @param network   the values that the network writes or reads; the others are the objective's own
     * @param ranks     numbers of axes that are declared
     * @throws BadNetworkException where the objective depends on a target through an operator that has no rule
     */
    Backward(Graph graph, String objective, Collection<String> targets, Way way, Set<String> network,
             Map<String, Integer> ranks) {
        this.graph = graph;
        this.objective = objective;
        this.rules = way.rules(graph);
        this.weighed = way.isRelevance() ? network : Set.of();
        this.network = network;
        findLive(targets);
        findWanted();
        shapes = new Shapes(graph, ranks);
        draft = new Draft(graph, shapes);
    }

    /** An objective is differentiated whichever way the network is gone back through. */
    private Optional<Rule> rule(Node node) {
        return (network.contains(node.output()) ? rules : Rules.gradient()).of(node);
    }

    private void findLive(Collection<String> targets) {
        live.addAll(targets);
        for (Node node : graph.nodes()) {
            if (rules.stops(node) || node.reads().stream().noneMatch(live::contains)) continue;
            // Lists of maps and what is counted in few steps are followed, so that it is said that nothing leads back.
            node.outputs().stream().filter(output -> !graph.isTensor(output) || graph.type(output).isReal()
                || isMoved(node) || node.is(Trait.QUANTIZED)).forEach(live::add);
        }
        live.remove("");
    }

    /** A picture of bytes may be turned before they become real: so far they are followed as if they were real. */
    private boolean isMoved(Node node) {
        return live.contains(node.input(0)) && !graph.type(node.input(0)).isReal()
            && (node.is(Trait.ARRANGING) || node.footprint() == Footprint.TRANSPOSED);
    }

    private void findWanted() {
        if (live.contains(objective)) wanted.add(objective);
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (rules.stops(node) || node.outputs().stream().noneMatch(wanted::contains)) continue;
            List<String> through = node.reads().stream().filter(live::contains).toList();
            if (!through.isEmpty() && rule(node).isEmpty()) {
                throw new BadNetworkException(node.is(Trait.QUANTIZED) ? "onnx.gradient.quantized"
                    : "onnx.gradient.operator", graph.name(), node.operatorInDomain(), node.label());
            }
            wanted.addAll(through);
        }
    }

    /** Writes the way back; the gradient of each target that the objective depends on. */
    Map<String, String> gradients(Collection<String> targets) {
        draft.at("gradient");
        given.put(objective, new ArrayList<>(List.of(draft.number(1, graph.type(objective)))));
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (rules.stops(node) || node.reads().stream().noneMatch(wanted::contains)) continue;
            draft.at(node.label() + "/back");
            List<@Nullable String> gradients = new ArrayList<>();
            node.outputs().forEach(output -> gradients.add(wanted.contains(output) ? gathered(output) : null));
            if (gradients.stream().allMatch(Objects::isNull)) continue;
            Step step = new Step(node, draft, shapes, gradients, new Step.Received(wanted, given),
                network.contains(node.output()) ? Set.of() : weighed);
            rule(node).orElseThrow().back(step);
            if (weighed.isEmpty()) step.requireAll();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String target : new LinkedHashSet<>(targets)) {
            String gradient = wanted.contains(target) ? gathered(target) : null;
            if (gradient != null) found.put(target, draft.called(gradient, "gradient/" + target));
        }
        return found;
    }

    /** The sum of what a value has been given; null where that is nothing. */
    private @Nullable String gathered(String value) {
        List<String> terms = given.get(value);
        if (terms == null) return null;
        if (terms.size() > 1) {
            String sum = draft.plus(terms);
            terms.clear();
            terms.add(sum);
        }
        return terms.get(0);
    }

    /** The graph as it stands, giving these values. */
    Graph graph(Map<String, Value> outputs) {
        return draft.writer().graph(outputs.values());
    }

    /** How a value of the forward graph is declared, as far as that is known. */
    int @Nullable [] declared(String value) {
        Optional<Extent[]> known = shapes.of(value);
        OptionalInt rank = shapes.rank(value);
        if (rank.isEmpty()) return null;
        return IntStream.range(0, rank.getAsInt()).map(axis ->
            known.get()[axis].isKnown() ? (int) known.get()[axis].offset() : Value.OPEN).toArray();
    }

    Draft draft() {
        return draft;
    }
}
