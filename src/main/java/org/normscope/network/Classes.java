package org.normscope.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.normscope.onnx.Node;
import org.normscope.onnx.gradient.Objective;

/**
 * The classes that a network tells apart.
 *
 * @param logits name of the value with one cell a class, before any softmax
 * @param classes how many
 * @param labels  of the classes; empty where unknown
 */
public record Classes(String logits, int classes, List<String> labels) {
    private static final Set<String> ARRANGING = Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity",
        "Cast");
    private static final Set<String> PROBABILITIES = Set.of("Softmax", "LogSoftmax");

    /** Of the network's first output. */
    public static Classes of(Network network) {
        String value = network.outputs().get(0);
        Optional<Node> last = network.graph().writer(value);
        while (last.isPresent() && ARRANGING.contains(last.get().operator())) last = network.graph()
            .writer(last.get().input(0));
        boolean probable = last.map(Node::operator).filter(PROBABILITIES::contains).isPresent();
        String logits = probable ? last.get().input(0) : value;
        int classes = network.writing(logits).map(layer -> layer.shape().c()).orElse(network.spec().labels().size());
        return new Classes(logits, classes, network.spec().labels());
    }

    /** A class by its label, or by its number; empty where there is none. */
    public OptionalInt number(String name) {
        int labelled = labels.indexOf(name);
        if (labelled >= 0) return OptionalInt.of(labelled);
        boolean number = name.matches("\\d{1,9}") && Integer.parseInt(name) < classes;
        return number ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    /** What the network says for a class. */
    public Objective logit(int of) {
        return Objective.channel(logits, of);
    }
}
