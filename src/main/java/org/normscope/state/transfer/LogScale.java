package org.normscope.state.transfer;

import java.util.List;
import java.util.stream.DoubleStream;

/** A logarithmic axis: where what is met differs by powers of ten, a linear one would show the largest alone. */
public record LogScale(double low, double high) {
    /** What is zero lies at the low end of so many powers of ten. */
    private static final double DEEPEST = 1e-6;

    /** From the least to the most of these, which are not negative. */
    public static LogScale of(DoubleStream values) {
        double[] all = values.toArray();
        double high = Math.max(DoubleStream.of(all).max().orElse(1), Double.MIN_NORMAL / DEEPEST);
        double low = Math.max(DoubleStream.of(all).min().orElse(high), DEEPEST * high);
        return low < high ? new LogScale(low, high) : new LogScale(high / 2, 2 * high);
    }

    /** Where a value lies, 0 at the low end to 1 at the high one. */
    public double share(double value) {
        return Math.log(Math.max(low, value) / low) / Math.log(high / low);
    }

    /** What lies at a share of the way. */
    public double at(double share) {
        return low * Math.pow(high / low, share);
    }

    /** Both ends and what lies between them, evenly on this axis. */
    public List<Double> ticks(int parts) {
        return DoubleStream.iterate(0, share -> share + 1).limit(parts + 1L).map(i -> at(i / parts)).boxed().toList();
    }
}
