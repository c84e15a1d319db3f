package org.normscope.view.control;

import java.util.Arrays;

/**
 * What a {@link NumberSlider} can be set to, and where on the slider each value lies (0 at the left, 1 at the right).
 */
public sealed interface NumberRange {
    double valueAt(double position);

    double positionOf(double value);

    /** The nearest value that is allowed. */
    double nearest(double value);

    /** How far an arrow key moves, in positions. */
    double step();

    static NumberRange linear(double minimum, double maximum) {
        return new Linear(minimum, maximum);
    }

    /** Equal ways are equal factors. A minimum of 0 stands at the left end, beside nine decades. */
    static NumberRange logarithmic(double minimum, double maximum) {
        return new Logarithmic(minimum, maximum);
    }

    /** These values and no others, ascending, at equal distances. */
    static NumberRange steps(int... values) {
        return new Steps(values.clone());
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    record Linear(double minimum, double maximum) implements NumberRange {
        @Override public double valueAt(double position) {
            return minimum + clamp(position, 0, 1) * (maximum - minimum);
        }
        @Override public double positionOf(double value) {
            return clamp((value - minimum) / (maximum - minimum), 0, 1);
        }
        @Override public double nearest(double value) { return clamp(value, minimum, maximum); }
        @Override public double step() { return 0.01; }
    }

    record Logarithmic(double minimum, double maximum) implements NumberRange {
        private double low() {
            return minimum > 0 ? minimum : maximum * 1e-9;
        }

        @Override public double valueAt(double position) {
            return position <= 0 ? minimum : low() * Math.pow(maximum / low(), Math.min(1, position));
        }

        @Override public double positionOf(double value) {
            return value <= low() ? 0 : clamp(Math.log(value / low()) / Math.log(maximum / low()), 0, 1);
        }

        @Override public double nearest(double value) { return clamp(value, minimum, maximum); }
        @Override public double step() { return 0.02; }
    }

    record Steps(int[] values) implements NumberRange {
        @Override public double valueAt(double position) {
            return values[(int) Math.round(clamp(position, 0, 1) * (values.length - 1))];
        }

        @Override public double positionOf(double value) {
            if (values.length < 2) return 0;
            int index = Arrays.binarySearch(values, (int) nearest(value));
            return index / (values.length - 1.0);
        }

        @Override public double nearest(double value) {
            return Arrays.stream(values).boxed()
                .min((a, b) -> Double.compare(Math.abs(a - value), Math.abs(b - value))).orElseThrow();
        }

        @Override public double step() { return values.length < 2 ? 1 : 1.0 / (values.length - 1); }
    }
}
