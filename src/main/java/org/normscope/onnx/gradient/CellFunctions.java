package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.Extent;

/**
 * Functions of one cell, y = f(x): the gradient is g f'(x). At a kink the slope is PyTorch's: that of the left side for
 * the rectifiers, that of the inside for those with limits, but at the limits themselves, where it is 0.
 */
final class CellFunctions {
    /** A power of two, so that products with it are exact. */
    private static final float STEEP = 0x1p80f;

    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("Relu", step -> step.give(0, passed(step)));
        RULES.put("LeakyRelu", step -> {
            float alpha = step.node().real("alpha", .01f);
            step.give(0, slopes(step, alpha).map(slopes -> step.op("Mul", step.g(), slopes))
                .orElseGet(() -> leaky(step, step.number(alpha))));
        });
        RULES.put("PRelu", CellFunctions::prelu);
        RULES.put("ThresholdedRelu", step ->
            step.give(0, masked(step, step.op("Greater", step.x(0), step.number(step.node().real("alpha", 1))))));
        RULES.put("Elu", step -> step.give(0, chosen(step, step.g(),
            step.op("Mul", step.g(), step.op("Add", step.y(), step.number(step.node().real("alpha", 1)))))));
        RULES.put("Selu", CellFunctions::selu);
        RULES.put("Celu", step -> step.give(0, chosen(step, step.g(), step.op("Mul", step.g(),
            step.op("Exp", step.op("Div", step.x(0), step.number(step.node().real("alpha", 1))))))));
        RULES.put("Clip", step -> clip(step, step.g()));
        RULES.put("HardSigmoid", CellFunctions::hardSigmoid);
        RULES.put("HardSwish", CellFunctions::hardSwish);
        RULES.put("Shrink", step -> {
            String lambd = step.number(step.node().real("lambd", .5f));
            step.give(0, masked(step, step.op("Greater", step.op("Abs", step.x(0)), lambd)));
        });
        slope("Sigmoid", (step, x) -> step.op("Mul", step.y(), less(step, step.y())));
        slope("Tanh", (step, x) -> less(step, step.op("Mul", step.y(), step.y())));
        slope("Softplus", (step, x) -> step.op("Sigmoid", x));
        slope("Softsign", (step, x) -> squared(step, less(step, step.op("Abs", step.y()))));
        slope("Mish", CellFunctions::mish);
        slope("Gelu", CellFunctions::gelu);
        slope("Erf", (step, x) -> bell(step, step.op("Mul", x, x), 2 / Math.sqrt(Math.PI)));
        slope("Exp", (step, x) -> step.y());
        slope("Abs", (step, x) -> step.op("Sign", x));
        slope("Sin", (step, x) -> step.op("Cos", x));
        slope("Cos", (step, x) -> step.op("Neg", step.op("Sin", x)));
        slope("Atan", (step, x) -> step.op("Reciprocal", step.op("Add", step.op("Mul", x, x), step.number(1))));
        slope("Tan", (step, x) -> step.op("Add", squared(step, step.y()), step.number(1)));
        slope("Asin", (step, x) -> step.op("Reciprocal", step.op("Sqrt", less(step, squared(step, x)))));
        slope("Acos", (step, x) -> step.op("Neg",
            step.op("Reciprocal", step.op("Sqrt", less(step, squared(step, x))))));
        slope("Sinh", (step, x) -> halves(step, "Add", x));
        slope("Cosh", (step, x) -> halves(step, "Sub", x));
        slope("Asinh", (step, x) -> step.op("Reciprocal",
            step.op("Sqrt", step.op("Add", squared(step, x), step.number(1)))));
        slope("Acosh", (step, x) -> step.op("Reciprocal",
            step.op("Sqrt", step.op("Sub", squared(step, x), step.number(1)))));
        slope("Atanh", (step, x) -> step.op("Reciprocal", less(step, squared(step, x))));
        slope("Reciprocal", (step, x) -> step.op("Neg", squared(step, step.y())));
        RULES.put("Neg", step -> step.give(0, step.op("Neg", step.g())));
        RULES.put("Log", step -> step.give(0, step.op("Div", step.g(), step.x(0))));
        // At 0 the slope has no end; 0 is PyTorch's for norms, and one black cell does not make a whole map no number.
        RULES.put("Sqrt", step -> step.give(0, step.op("Where", step.op("Equal", step.y(), step.number(0)),
            step.number(0), step.op("Div", step.g(), step.op("Add", step.y(), step.y())))));
    }

    private CellFunctions() { }

    private static void slope(String operator, BiFunction<Step, String, String> slope) {
        RULES.put(operator, step -> step.give(0, step.op("Mul", step.g(), slope.apply(step, step.x(0)))));
    }

    /** The gradient where it is so, else 0. A product with a mask is faster than Where. */
    static String masked(Step step, String truth) {
        return step.op("Mul", step.g(), step.draft().mask(truth, step.type()));
    }

    /** The gradient where a ReLU let its input pass. */
    static String passed(Step step) {
        return step.op("Mul", step.g(), above(step, step.y(), 0));
    }

    /** 1 above a limit, 0 at it, of values that are never below it: one operator on float32 where two are slower. */
    static String above(Step step, String value, double limit) {
        if (step.type() != ElementType.FLOAT) return step.draft()
            .mask(step.op("Greater", value, step.number(limit)), step.type());
        return step.op("HardSigmoid", Map.of("alpha", STEEP, "beta", (float) (-limit * STEEP)), value);
    }

    /** As {@link #above}, of values that are never above it. */
    private static String below(Step step, String value, double limit) {
        if (step.type() != ElementType.FLOAT) return step.draft()
            .mask(step.op("Less", value, step.number(limit)), step.type());
        return step.op("HardSigmoid", Map.of("alpha", -STEEP, "beta", (float) (limit * STEEP)), value);
    }

    /**
     * A constant limit of float32 that is not so large that its products overflow. Constants of float64 are read too
     * coarsely for it.
     */
    private static Optional<Double> limit(Step step, int input) {
        if (step.type() != ElementType.FLOAT) return Optional.empty();
        return step.shapes().constant(step.x(input)).filter(tensor -> tensor.data().length == 1)
            .map(tensor -> (double) tensor.data()[0])
            .filter(limit -> Math.abs(limit) < 1e6);
    }

    private static String positive(Step step) {
        return step.op("Greater", step.x(0), step.number(0));
    }

    /** One for x above 0, the other below and at 0. */
    private static String chosen(Step step, String above, String below) {
        return step.op("Where", positive(step), above, below);
    }

    private static String less(Step step, String value) {
        return step.op("Sub", step.number(1), value);
    }

    /** (exp(x) + exp(-x)) / 2, or their difference: engines lack Sinh and Cosh of other types than float32. */
    private static String halves(Step step, String both, String x) {
        return step.op("Mul", step.op(both, step.op("Exp", x), step.op("Exp", step.op("Neg", x))), step.number(.5));
    }

    private static String squared(Step step, String value) {
        return step.op("Mul", value, value);
    }

    /**
     * 1 above 0, alpha below and at it, by one steep convolution that is clipped: engines keep maps in blocks of
     * channels through it, but not through Where. Empty where they would not.
     */
    private static Optional<String> slopes(Step step, float alpha) {
        Optional<Extent[]> extents = step.shapes().of(step.y());
        boolean blocks = step.type() == ElementType.FLOAT && alpha > 0 && alpha < 1 && extents.isPresent()
            && extents.get().length == 4 && extents.get()[1].isKnown() && extents.get()[1].offset() % Maxima.BLOCK == 0;
        if (!blocks) return Optional.empty();
        int channels = (int) extents.get()[1].offset();
        double[] steep = new double[channels], bias = new double[channels];
        Arrays.fill(steep, STEEP);
        Arrays.fill(bias, alpha);
        Draft draft = step.draft();
        String line = step.op("Conv", Map.of("kernel_shape", new int[] {1, 1}, "group", channels), step.y(),
            draft.constant(ElementType.FLOAT, new int[] {channels, 1, 1, 1}, steep),
            draft.constant(ElementType.FLOAT, new int[] {channels}, bias));
        return Optional.of(step.op("Clip", line, step.number(alpha), step.number(1)));
    }

    private static String leaky(Step step, String slope) {
        return chosen(step, step.g(), step.op("Mul", step.g(), slope));
    }

    private static void prelu(Step step) {
        if (step.wants(0)) step.give(0, leaky(step, step.x(1)));
        if (step.wants(1)) step.giveSummed(1, step.op("Mul", step.g(), step.op("Min", step.x(0), step.number(0))));
    }

    private static void selu(Step step) {
        double alpha = step.node().real("alpha", 1.67326319217681884765625f),
            gamma = step.node().real("gamma", 1.05070102214813232421875f);
        step.give(0, chosen(step, step.op("Mul", step.g(), step.number(gamma)),
            step.op("Mul", step.g(), step.op("Add", step.y(), step.number(alpha * gamma)))));
    }

    /** Whether a Clip makes 0 of what is below it, as a ReLU does. */
    static boolean cutsOff(Step step) {
        return step.shapes().constant(step.x(1)).filter(low -> low.data().length == 1 && low.data()[0] == 0)
            .isPresent();
    }

    /** What reaches a limit is told from what was written: engines then compute it together with what is before it. */
    static void clip(Step step, String gradient) {
        if (step.wants(0)) {
            Optional<Double> low = limit(step, 1), high = limit(step, 2);
            String g = gradient;
            if (low.isPresent()) g = step.op("Mul", g, above(step, step.y(), low.get()));
            else if (!step.x(1).isEmpty()) g = step.op("Mul", g,
                step.draft().mask(step.op("Greater", step.y(), step.x(1)), step.type()));
            if (high.isPresent()) g = step.op("Mul", g, below(step, step.y(), high.get()));
            else if (!step.x(2).isEmpty()) g = step.op("Mul", g,
                step.draft().mask(step.op("Less", step.y(), step.x(2)), step.type()));
            step.give(0, g);
        }
        for (int limit = 1; limit <= 2; limit++) {
            if (!step.wants(limit)) continue;
            String outside = step.op(limit == 1 ? "Less" : "Greater", step.x(0), step.x(limit));
            step.giveSummed(limit, masked(step, outside));
        }
    }

    private static void hardSigmoid(Step step) {
        String inside = step.op("And", step.op("Greater", step.y(), step.number(0)),
            step.op("Less", step.y(), step.number(1)));
        step.give(0, step.op("Mul", masked(step, inside), step.number(step.node().real("alpha", .2f))));
    }

    /** x max(0, min(1, x/6 + 1/2)): its slope is x/3 + 1/2 between -3 and 3, 0 below and 1 above. */
    private static void hardSwish(Step step) {
        String x = step.x(0), third = step.op("Div", x, step.number(3));
        String rising = step.op("Add", third, step.number(.5));
        String above = step.op("Where", step.op("Less", x, step.number(3)), rising, step.number(1));
        step.give(0, step.op("Mul", step.g(), step.op("Where", step.op("Greater", x, step.number(-3)), above,
            step.number(0))));
    }

    /** x tanh(softplus(x)). */
    private static String mish(Step step, String x) {
        String t = step.op("Tanh", step.op("Softplus", x));
        return step.op("Add", t, step.op("Mul", step.op("Mul", x, less(step, squared(step, t))),
            step.op("Sigmoid", x)));
    }

    private static String bell(Step step, String square, double height) {
        return step.op("Mul", step.number(height), step.op("Exp", step.op("Neg", square)));
    }

    /** x Phi(x), Phi by the error function or by the hyperbolic tangent of sqrt(2/pi) (x + 0.044715 x^3). */
    private static String gelu(Step step, String x) {
        Node node = step.node();
        String square = squared(step, x), half = step.number(.5);
        if (node.text("approximate", "none").equals("none")) {
            String below = step.op("Mul", half, step.op("Add", step.number(1),
                step.op("Erf", step.op("Mul", x, step.number(Math.sqrt(.5))))));
            return step.op("Add", below, step.op("Mul", x, bell(step, step.op("Mul", half, square),
                1 / Math.sqrt(2 * Math.PI))));
        }
        double k = Math.sqrt(2 / Math.PI);
        String inner = step.op("Mul", step.op("Mul", x, step.number(k)),
            step.op("Add", step.number(1), step.op("Mul", square, step.number(.044715))));
        String t = step.op("Tanh", inner);
        String innerSlope = step.op("Mul", step.number(k), step.op("Add", step.number(1),
            step.op("Mul", square, step.number(3 * .044715))));
        String both = step.op("Add", step.op("Add", step.number(1), t),
            step.op("Mul", step.op("Mul", x, less(step, squared(step, t))), innerSlope));
        return step.op("Mul", half, both);
    }
}
