package org.normscope.normalize;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Numbers and pieces of equations as LaTeX, in the subset that JLaTeXMath sets. */
final class Equation {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Equation() { }

    /** Four significant digits: 0.1234, 12, 1.2 \times 10^{-5}. */
    static String number(double value) {
        if (Double.isNaN(value)) return "\\mathrm{NaN}";
        if (Double.isInfinite(value)) return value > 0 ? "\\infty" : "-\\infty";
        if (value == 0) return "0";
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent < 5) return rounded.toPlainString();
        return rounded.scaleByPowerOfTen(-exponent).toPlainString() + " \\times 10^{" + exponent + "}";
    }

    /** A number as a factor or under a minus: negative ones in brackets. */
    static String operand(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    /** " + 3" or " - 3". */
    static String plus(double value) {
        return value < 0 ? " - " + number(-value) : " + " + number(value);
    }

    static String minus(double value) {
        return plus(value == 0 ? 0 : -value).replace(" + 0", " - 0");
    }

    static String fraction(String above, String below) {
        return "\\frac{" + above + "}{" + below + "}";
    }

    static String root(String inside) {
        return "\\sqrt{" + inside + "}";
    }

    /** gamma and beta around a normalized value, left out where they change nothing. */
    static String affine(String normalized, float gamma, float beta) {
        return (gamma == 1 ? "" : "\\gamma \\cdot ") + normalized + (beta == 0 ? "" : " + \\beta");
    }

    static String affineNumbers(String normalized, float gamma, float beta) {
        return (gamma == 1 ? "" : operand(gamma) + " \\cdot ") + normalized + (beta == 0 ? "" : plus(beta));
    }

    /** A sum in brackets where a factor other than 1 will stand before it. */
    static String grouped(String sum, float gamma) {
        return gamma == 1 ? sum : "\\left(" + sum + "\\right)";
    }

    /** Two aligned lines, so that a narrow column holds them: the sum, and what it comes to. */
    static String lines(String computation, double value) {
        return lines(List.of(computation), value);
    }

    /** The same where the sum is broken into several lines. */
    static String lines(List<String> computation, double value) {
        return "\\begin{array}{l} y = " + String.join(" \\\\ \\phantom{y = } ", computation)
            + " \\\\ \\phantom{y} = " + number(value)
            + " \\end{array}";
    }

    /** One equation above another. */
    static String stacked(String above, String below) {
        return "\\begin{array}{l} " + above + " \\\\ " + below + " \\end{array}";
    }
}
