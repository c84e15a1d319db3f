package org.normscope.normalize;

import java.util.List;
import org.normscope.tensor.Shape;

/** One parameter of a normalization: what a slider, a choice box or {@code --set} may set. */
public sealed interface Parameter {
    /** The key of {@code --set}: eps, groups, n, k, alpha, beta, dialect, gain, scale, set, stats, centred, gamma, shift. */
    String key();

    /** The value it has where nobody set it, as text. */
    String initial();

    /** A real number between two bounds; logarithmic ones move by factors. */
    record Real(String key, double minimum, double maximum, double value, boolean logarithmic) implements Parameter {
        @Override public String initial() { return Parameters.text(value); }
    }

    /** A whole number that has to be odd. */
    record Odd(String key, int minimum, int maximum, int value) implements Parameter {
        @Override public String initial() { return Integer.toString(value); }
    }

    /** A number of groups: only divisors of C; where unset, the largest divisor of C not above {@code value}. */
    record Divisor(String key, int value) implements Parameter {
        @Override public String initial() { return Integer.toString(value); }

        /** The divisors of C, ascending. */
        public List<Integer> offered(Shape maps) {
            return java.util.stream.IntStream.rangeClosed(1, maps.c()).filter(g -> maps.c() % g == 0).boxed().toList();
        }
    }

    /** One of several named values. */
    record Choice(String key, List<String> values, String initial) implements Parameter { }
}
