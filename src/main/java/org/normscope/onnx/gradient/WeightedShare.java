package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Relevance through a layer with weights: a Conv, a Gemm or a MatMul. */
final class WeightedShare {
    private WeightedShare() { }

    /** By x w, biases taking their part. */
    static void plain(Step step, double epsilon) {
        Rules.gradient().of(step.node().operator())
            .back(step.proportional(stabilized(step, step.y(), epsilon)));
    }

    /** By x w where it is positive. */
    static void positive(Step step, double epsilon) {
        signed(step, part(step, step.x(1), "Max"), part(step, step.x(1), "Min"), false, epsilon);
    }

    /** By x w, positive weights counting so much more. */
    static void more(Step step, double gamma, double epsilon) {
        signed(step, more(step, "Max", gamma), more(step, "Min", gamma), true, epsilon);
    }

    private static String part(Step step, String value, String side) {
        return step.op(side, value, step.number(0));
    }

    /** w + gamma w+, or w + gamma w-. */
    private static String more(Step step, String side, double gamma) {
        return step.op("Add", step.x(1), step.op("Mul", part(step, step.x(1), side), step.number(gamma)));
    }

    /** Every weight counts 1, every cell 1. */
    static void flat(Step step, double epsilon) {
        Draft draft = step.draft();
        String weights = step.op("Expand", step.number(1), draft.shape(step.x(1)));
        String cells = step.op("Expand", step.number(1), draft.shape(step.x(0)));
        String made = forward(step, cells, weights, "");
        step.give(0, back(step, step.op("Div", step.g(), stabilized(step, made, epsilon)), weights));
    }

    /**
     * Positive cells by one set of weights, negative ones by the other; of positive cells alone that is the rule as
     * published.
     */
    private static void signed(Step step, String ofPositive, String ofNegative, boolean biased, double epsilon) {
        String positive = part(step, step.x(0), "Max"), negative = part(step, step.x(0), "Min");
        String made = step.op("Add", forward(step, positive, ofPositive, biased ? step.x(2) : ""),
            forward(step, negative, ofNegative, ""));
        String share = step.op("Div", step.g(), stabilized(step, made, epsilon));
        step.give(0, step.op("Add", step.op("Mul", positive, back(step, share, ofPositive)),
            step.op("Mul", negative, back(step, share, ofNegative))));
    }

    private static String forward(Step step, String x, String weights, String bias) {
        List<String> reads = new ArrayList<>(List.of(x, weights));
        if (!bias.isEmpty()) reads.add(bias);
        Map<String, Object> attributes = new HashMap<>();
        for (String name : new String[] {"kernel_shape", "strides", "dilations", "pads"}) {
            step.node().integers(name).ifPresent(values -> attributes.put(name, values));
        }
        if (step.node().operator().equals("Conv")) {
            attributes.put("group", step.node().integer("group", 1));
            attributes.put("auto_pad", step.node().text("auto_pad", "NOTSET"));
        }
        if (step.node().operator().equals("Gemm")) {
            attributes.put("transA", step.node().integer("transA", 0));
            attributes.put("transB", step.node().integer("transB", 0));
        }
        return step.op(step.node().operator(), attributes, reads.toArray(String[]::new));
    }

    /** What the layer's input gets of something on its output's cells. */
    private static String back(Step step, String share, String weights) {
        return switch (step.node().operator()) {
            case "Conv" -> Convolutions.toInput(step, Convolutions.window(step), share, weights);
            case "Gemm" -> step.op("Gemm", Map.of("transB", 1 - step.node().integer("transB", 0)), share, weights);
            default -> step.op("MatMul", share, step.draft().swapped(weights, step.knownRank(1)));
        };
    }

    /** A value moved away from 0. */
    static String stabilized(Step step, String value, double epsilon) {
        String side = step.op("Where", step.op("Less", value, step.number(0)), step.number(-epsilon),
            step.number(epsilon));
        return step.op("Add", value, side);
    }
}
