package org.normscope.normalize;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;

/** One parameter of a normalization: what a slider, a choice box or {@code --set} may set. */
public sealed interface Parameter {
    /** Those that most normalizations have. */
    Parameter EPS = new Real("eps", 1e-12, 1, 1e-5, true);
    /** Under the root, beside it, or as the least that the root may be. */
    Parameter EPS_AT = new Choice("eps-at", List.of("under", "beside", "least"), "under");
    /** Of a length, which the definition divides by as it is. */
    Parameter NO_EPS = new Real("eps", 1e-12, 1, 0, true);
    Parameter GAMMA = new Real("gamma", -4, 4, 1, false);
    Parameter SHIFT = new Real("shift", -4, 4, 0, false);
    /** How many channels are whitened against each other. */
    Parameter BLOCK = new Whole("group", 1, 64, 16, false);

    /**
     * The key of {@code --set}: eps, eps-at, groups, n, k, alpha, beta, dialect, gain, scale, set, stats, centred, rho,
     * gamma, shift.
     */
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

    /** A whole number; only the lower bound is one for typed numbers too, unless {@code bounded}. */
    record Whole(String key, int minimum, int maximum, int value, boolean bounded) implements Parameter {
        @Override public String initial() { return Integer.toString(value); }

        @Override public void check(String text) {
            int number = whole(text);
            if (number < minimum || bounded && number > maximum) {
                throw refused(key, "a whole number from " + minimum + (bounded ? " to " + maximum : " on"), text);
            }
        }
    }

    /** A share: a number from 0 to 1. */
    record Share(String key, double value) implements Parameter {
        @Override public String initial() { return Parameters.text(value); }

        @Override public void check(String text) {
            if (!(number(text) >= 0 && number(text) <= 1)) throw refused(key, "a number from 0 to 1", text);
        }
    }

    /**
     * How much each of several parts counts: numbers from 0 on, not all 0, with commas between them; those of the last
     * parts may be left out, which makes them 0. They count by their share of the sum.
     */
    record Weights(String key, List<String> parts, String initial) implements Parameter {
        @Override public void check(String text) {
            String[] numbers = text.split(",", -1);
            double sum = 0, least = 0;
            for (String each : numbers) {
                sum += number(each);
                least = Math.min(least, number(each));
            }
            if (numbers.length > parts.size() || !(sum > 0) || !Double.isFinite(sum) || least < 0) {
                throw refused(key, "numbers from 0 on, not all 0, for " + String.join(",", parts), text);
            }
        }

        /** The numbers of a text that is allowed, one for each part. */
        public List<Double> read(String text) {
            List<Double> numbers = new ArrayList<>(Collections.nCopies(parts.size(), 0.0));
            String[] given = text.split(",");
            for (int i = 0; i < given.length; i++) numbers.set(i, number(given[i]));
            return numbers;
        }
    }

    /** Where gamma and beta come from: a style picture, or a class by its number, from 0 on. */
    record Condition(String key, String initial) implements Parameter {
        public static final String STYLE = "style";

        @Override public void check(String text) {
            if (!text.equals(STYLE) && whole(text) < 0) throw refused(key, STYLE + " or the number of a class", text);
        }
    }

    /** A number of groups: only divisors of C; where unset, the largest divisor of C not above {@code value}. */
    record Divisor(String key, int value) implements Parameter {
        /** Channels of a group that still has something to share. */
        private static final int WIDE = 4;

        @Override public String initial() { return Integer.toString(value); }

        @Override public void check(String text) {
            if (whole(text) < 1) throw refused(key, "a whole number from 1 on that divides the channels", text);
        }

        /** The divisors of C, ascending. */
        public List<Integer> offered(Shape maps) {
            return IntStream.rangeClosed(1, maps.c()).filter(g -> maps.c() % g == 0).boxed().toList();
        }

        /**
         * What it is where unset: the largest divisor up to the usual value. Where that is one channel a group, which
         * is
         * instance normalization, or one group, which is layer normalization, another that leaves groups of four
         * channels or
         * more, if there is one, else any other.
         */
        public int unset(Shape maps) {
            int channels = maps.c(), usual = largest(channels, Math.min(value, channels), 1);
            if (usual > 1 && usual < channels) return usual;
            int wide = largest(channels, channels - 1, WIDE), any = largest(channels, channels - 1, 1);
            return wide > 1 ? wide : any > 1 ? any : usual;
        }

        /** The largest divisor up to a limit that leaves groups of so many channels; 1 where there is none. */
        private static int largest(int channels, int limit, int wide) {
            return IntStream.iterate(limit, g -> g > 1, g -> g - 1).filter(g -> channels % g == 0
                && channels / g >= wide)
                .findFirst().orElse(1);
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
