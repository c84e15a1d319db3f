package org.normscope.network;

import java.util.List;
import java.util.OptionalInt;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Operator.Trait;
import org.normscope.onnx.gradient.Objective;

/**
 * The classes that a network tells apart.
 *
 * @param logits name of the value with one cell a class, before any softmax
 * @param classes how many
 * @param labels  of the classes; empty where unknown
 */
public record Classes(String logits, int classes, List<String> labels) {
    /** Of the network's first output. */
    public static Classes of(Network network) {
        String value = network.outputs().get(0);
        String logits = ClassOutput.computing(network.graph(), value)
            .filter(node -> node.is(Trait.LOG_PROBABILITY)
                || node.is(Trait.PROBABILITY) && node.footprint() == Footprint.ON_AXIS)
            .map(node -> node.input(0)).orElse(value);
        // What a network was rewritten to may have logits that no layer gives.
        int classes = network.writing(logits).or(() -> network.writing(value)).map(layer -> layer.shape().c())
            .orElse(network.spec().labels().size());
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
