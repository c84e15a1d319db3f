package org.normscope.normalize;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;

/** One parameter of a normalization: what a slider, a choice box or {@code --set} may set. */
public sealed interface Parameter {
    /** The key of {@code --set}: eps, groups, n, k, alpha, beta, dialect, gain, scale, set, stats, centred, gamma, shift. */
    String key();

    /** The value it has where nobody set it, as text. */
    String initial();

    /** @throws IllegalArgumentException where the text is no value of this parameter; it names the key and what is */
    void check(String text);

    /**
     * A real number; logarithmic ones move by factors. The bounds are the slider's: a typed number may lie beyond
     * them, but where the slider knows no negative numbers, none is allowed.
     */
    record Real(String key, double minimum, double maximum, double value, boolean logarithmic) implements Parameter {
        @Override public String initial() { return Parameters.text(value); }

        @Override public void check(String text) {
            double number = number(text);
            if (!Double.isFinite(number) || minimum >= 0 && number < 0) {
                throw refused(key, "a number" + (minimum >= 0 ? " from 0 on" : ""), text);
            }
        }
    }

    /** A whole number that has to be odd; the upper bound is the slider's. */
    record Odd(String key, int minimum, int maximum, int value) implements Parameter {
        @Override public String initial() { return Integer.toString(value); }

        @Override public void check(String text) {
            if (!(whole(text) >= minimum && whole(text) % 2 == 1)) {
                throw refused(key, "an odd whole number from " + minimum + " on", text);
            }
        }
    }

    /** A number of groups: only divisors of C; where unset, the largest divisor of C not above {@code value}. */
    record Divisor(String key, int value) implements Parameter {
        @Override public String initial() { return Integer.toString(value); }

        @Override public void check(String text) {
            if (whole(text) < 1) throw refused(key, "a whole number from 1 on that divides the channels", text);
        }

        /** The divisors of C, ascending. */
        public List<Integer> offered(Shape maps) {
            return IntStream.rangeClosed(1, maps.c()).filter(g -> maps.c() % g == 0).boxed().toList();
        }

        /** What it is where unset. */
        public int unset(Shape maps) {
            return IntStream.iterate(Math.min(value, maps.c()), g -> g - 1).filter(g -> maps.c() % g == 0).findFirst().orElseThrow();
        }
    }

    /**
     * One of several named values.
     *
     * @param presets what other parameters are where they are unset and this one has a certain value:
     *                {onnx={k=1}}
     */
    record Choice(String key, List<String> values, String initial, Map<String, Map<String, String>> presets)
            implements Parameter {
        public Choice(String key, List<String> values, String initial) {
            this(key, values, initial, Map.of());
        }

        @Override public void check(String text) {
            if (!values.contains(text)) throw refused(key, String.join(" or ", values), text);
        }
    }

    private static double number(String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** -1 where the text is no whole number: none of them may be negative. */
    private static int whole(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static IllegalArgumentException refused(String key, String allowed, String text) {
        return new IllegalArgumentException(key + " must be " + allowed + ", not '" + text + "'");
    }
}
