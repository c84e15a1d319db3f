package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.normscope.onnx.Node;

/** One rule an operator: a way of going back through networks. */
public final class Rules {
    /** Whole numbers and truths come of these, or steps that are flat almost everywhere: nothing goes back. */
    private static final Set<String> STOPS = Set.of("Shape", "Size", "ArgMax", "ArgMin", "NonZero", "Equal", "Greater",
        "Less",
        "GreaterOrEqual", "LessOrEqual", "Not", "And", "Or", "Xor", "IsNaN", "IsInf", "Floor", "Ceil", "Round", "Sign",
            "ConstantOfShape", "EyeLike",
        "Range", "Constant", "OneHot", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial");

    private static final Rules GRADIENT = new Rules(Map.of()).with(CellFunctions.RULES).with(Arithmetic.RULES)
        .with(Products.RULES)
        .with(Convolutions.RULES).with(Pools.RULES).with(Normalizations.RULES).with(Reductions.RULES)
            .with(Arrangements.RULES)
        .with(Pieces.RULES).with(Resizing.RULES).with(GridSampling.RULES);

    private final Map<String, Rule> byOperator;
    private final Map<String, Rule> byNode;

    private Rules(Map<String, Rule> byOperator) {
        this(byOperator, Map.of());
    }

    private Rules(Map<String, Rule> byOperator, Map<String, Rule> byNode) {
        this.byOperator = byOperator;
        this.byNode = byNode;
    }

    /** The gradient. */
    static Rules gradient() {
        return GRADIENT;
    }

    /** The same but for these operators. */
    Rules with(Map<String, Rule> others) {
        Map<String, Rule> all = new HashMap<>(byOperator);
        all.putAll(others);
        return new Rules(all, byNode);
    }

    /** The same but for the nodes that write these values. */
    Rules writing(Map<String, Rule> others) {
        Map<String, Rule> all = new HashMap<>(byNode);
        all.putAll(others);
        return new Rules(byOperator, all);
    }

    Optional<Rule> of(Node node) {
        if (!node.domain().isEmpty()) return Optional.empty();
        return Optional.ofNullable(byNode.getOrDefault(node.output(), byOperator.get(node.operator())));
    }

    Rule of(String operator) {
        return Objects.requireNonNull(byOperator.get(operator), operator);
    }

    /** Whether the gradient of whatever a node reads is zero. */
    boolean stops(Node node) {
        return node.domain().isEmpty() && STOPS.contains(node.operator());
    }

    /** The operators that have a rule, by name. */
    Set<String> operators() {
        return new TreeSet<>(byOperator.keySet());
    }
}
