package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.Map;
import org.normscope.onnx.ElementType;

/** Operators on several values, cell by cell, broadcast against each other. */
final class Arithmetic {
    static final Map<String, Rule> RULES = new HashMap<>();

    static {
        RULES.put("Add", Arithmetic::sum);
        RULES.put("Sum", Arithmetic::sum);
        RULES.put("Sub", step -> {
            if (step.wants(0)) step.giveSummed(0, step.g());
            if (step.wants(1)) step.giveSummed(1, step.op("Neg", step.g()));
        });
        RULES.put("Mul", step -> {
            for (int i = 0; i < 2; i++) if (step.wants(i)) step.giveSummed(i, step.op("Mul", step.g(), step.x(1 - i)));
        });
        RULES.put("Div", step -> {
            String quotient = step.op("Div", step.g(), step.x(1));
            if (step.wants(0)) step.giveSummed(0, quotient);
            if (step.wants(1)) step.giveSummed(1, step.op("Neg", step.op("Mul", quotient, step.y())));
        });
        RULES.put("Pow", Arithmetic::power);
        RULES.put("Mean", step -> {
            String share = step.op("Div", step.g(), step.number(step.node().inputs().size()));
            for (int i = 0; i < step.node().inputs().size(); i++) if (step.wants(i)) step.giveSummed(i, share);
        });
        RULES.put("Mod", Arithmetic::remainder);
        RULES.put("Max", Arithmetic::extreme);
        RULES.put("Min", Arithmetic::extreme);
        RULES.put("Where", step -> {
            String zero = step.draft().number(0, step.draft().type(step.y()));
            if (step.wants(1)) step.giveSummed(1, step.op("Where", step.x(0), step.g(), zero));
            if (step.wants(2)) step.giveSummed(2, step.op("Where", step.x(0), zero, step.g()));
        });
    }

    private Arithmetic() { }

    private static void sum(Step step) {
        for (int i = 0; i < step.node().inputs().size(); i++) if (step.wants(i)) step.giveSummed(i, step.g());
    }

    /** The exponent may be of another type. */
    private static void power(Step step) {
        ElementType type = step.type();
        String x = step.x(0), exponent = step.draft().cast(step.x(1), type);
        if (step.wants(0)) {
            float known = step.shapes().constant(step.x(1)).filter(e -> e.data().length == 1)
                .map(e -> e.data()[0]).orElse(Float.NaN);
            String slope = known == 2 ? step.op("Add", x, x)
                : step.op("Mul", exponent, step.op("Pow", x, step.op("Sub", exponent, step.number(1))));
            String g = step.op("Mul", step.g(), slope);
            step.giveSummed(0, known >= 1 ? g : step.op("Where", steep(step, x, exponent), step.number(0), g));
        }
        if (step.wants(1)) {
            // 0 to the power of anything above 0 stays 0.
            String log = step.op("Log", step.op("Where", step.op("Greater", x, step.number(0)), x, step.number(1)));
            step.giveSummed(1, step.op("Mul", step.g(), step.op("Mul", step.y(), log)));
        }
    }

    /**
     * 0 to the power of less than 1: to that of 0 it is 1 everywhere, without a slope; that of a root has no end there
     * and is 0, as of Sqrt.
     */
    private static String steep(Step step, String x, String exponent) {
        return step.op("And", step.op("Equal", x, step.number(0)), step.op("Less", exponent, step.number(1)));
    }

    /** a - n b, n whole: between the steps of n the slopes are 1 and -n. */
    private static void remainder(Step step) {
        if (step.wants(0)) step.giveSummed(0, step.g());
        if (!step.wants(1)) return;
        String count = step.op("Div", step.op("Sub", step.x(0), step.y()), step.x(1));
        step.giveSummed(1, step.op("Neg", step.op("Mul", step.g(), step.op("Round", count))));
    }

    /** Cells that are equally extreme share the gradient. */
    private static void extreme(Step step) {
        int count = step.node().inputs().size();
        String[] is = new String[count];
        for (int i = 0; i < count; i++) {
            is[i] = step.draft().mask(step.op("Equal", step.x(i), step.y()), step.type());
        }
        String all = is[0];
        for (int i = 1; i < count; i++) all = step.op("Add", all, is[i]);
        String share = step.op("Div", step.g(), all);
        for (int i = 0; i < count; i++) if (step.wants(i)) step.giveSummed(i, step.op("Mul", share, is[i]));
    }
}
