package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Shapes;

/** One node on the way back: what it read and wrote, what is known of the gradients, and the draft to write into. */
final class Step {
    private final Node node;
    private final Draft draft;
    private final Shapes shapes;
    private final List<@Nullable String> gradients;
    private final Received received;
    private final Set<String> weighed;
    private final Set<String> told = new HashSet<>();

    /**
     * What values are given on the way back.
     *
     * @param wanted those whose gradients are needed
     * @param terms  what each has been given so far
     */
    record Received(Set<String> wanted, Map<String, List<String>> terms) { }

    /**
     * @param gradients by output of the node; null where the objective does not depend on one
     * @param weighed   values whose gradients become relevance here
     */
    Step(Node node, Draft draft, Shapes shapes, List<@Nullable String> gradients, Received received,
        Set<String> weighed) {
        this.node = node;
        this.draft = draft;
        this.shapes = shapes;
        this.gradients = gradients;
        this.received = received;
        this.weighed = weighed;
    }

    Node node() {
        return node;
    }

    Draft draft() {
        return draft;
    }

    Shapes shapes() {
        return shapes;
    }

    String x(int input) {
        return node.input(input);
    }

    String y() {
        return node.outputs().get(0);
    }

    /** The gradient of the node's first output. */
    String g() {
        return gradients.get(0);
    }

    /** The gradient of an output; null where the objective does not depend on it. */
    @Nullable String g(int output) {
        return gradients.get(output);
    }

    boolean wants(int input) {
        return !x(input).isEmpty() && received.wanted.contains(x(input));
    }

    /** @param gradient of the shape of that input */
    void give(int input, String gradient) {
        told.add(x(input));
        String own = weighed.contains(x(input)) ? op("Mul", gradient, x(input)) : gradient;
        received.terms.computeIfAbsent(x(input), value -> new ArrayList<>()).add(own);
    }

    /** The output does not depend on that input. */
    void giveNothing(int input) {
        told.add(x(input));
    }

    /** @throws BadNetworkException where an input whose gradient is needed was given none: it would be silently zero */
    void requireAll() {
        if (node.inputs().stream().anyMatch(input -> received.wanted.contains(input) && !told.contains(input))) {
            throw refused("onnx.gradient.operator");
        }
    }

    /**
     * As {@link #give}, where the operator broadcast that input to the shape of its first output.
     *
     * @param gradient of the shape of the output
     */
    void giveSummed(int input, String gradient) {
        give(input, draft.summedTo(gradient, y(), x(input)));
    }

    ElementType type() {
        return draft.type(x(0));
    }

    /**
     * As {@link #give}, for matrices along leading axes: sums over those along which that input was broadcast.
     *
     * @param gradient of the shape that the input would have without having been broadcast, but for its leading axes
     */
    void giveSummedLeading(int input, String gradient) {
        give(input, draft.summedLeading(gradient, y(), x(input)));
    }

    /** A number of the type of the first input. */
    String number(double value) {
        return draft.number(value, type());
    }

    /** @throws BadNetworkException where it is not known before the run */
    int rank(int input) {
        return knownRank(input).orElseThrow(() -> refused("onnx.gradient.rank"));
    }

    OptionalInt knownRank(int input) {
        return shapes.rank(x(input));
    }

    /** The extents of an input; empty where one is not known before the run. */
    Optional<int[]> extents(int input) {
        return shapes.numbers(x(input));
    }

    /** An axis counted from the front. */
    int axis(long axis, int input) {
        return (int) (axis < 0 ? axis + rank(input) : axis);
    }

    String op(String operator, String... inputs) {
        return draft.op(operator, inputs);
    }

    String op(String operator, Map<String, ?> attributes, String... inputs) {
        return draft.op(operator, attributes, inputs);
    }

    /**
     * The same step for relevance: what it goes back from is divided by what made it, and what an input gets is
     * multiplied by the input.
     *
     * @param made of the shape of the first output
     */
    Step proportional(String made) {
        List<@Nullable String> shares = new ArrayList<>(gradients);
        shares.set(0, op("Div", g(), made));
        return new Step(node, draft, shapes, shares, received, new HashSet<>(node.inputs()));
    }

    /** The node cannot be gone back through; the message says where. */
    BadNetworkException refused(String key) {
        return new BadNetworkException(key, shapes.graph().name(), node.operatorInDomain(), node.label());
    }
}
