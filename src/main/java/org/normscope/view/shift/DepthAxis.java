package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import org.normscope.state.shift.DepthCurves;
import org.normscope.state.shift.Measure;
import org.normscope.view.control.Figures;

/**
 * The upright axis of a {@link DepthChart}: logarithmic for divergences, from 0 for distances, up to 1 for cosines.
 *
 * @param low  value at the foot; on a logarithmic axis everything below it, zero too, stands there
 * @param high value at the top
 */
record DepthAxis(boolean logarithmic, double low, double high) {
    /** Below this a divergence is rounding: no axis reaches down farther. */
    private static final double FLOOR = 1e-3;
    /** A logarithmic axis has two decades at least, and ends at one, above the highest point. */
    private static final double LEAST_HIGH = 0.1, LEAST_SPAN = 100;

    static DepthAxis of(DepthCurves curves) {
        double most = curves.points().mapToDouble(DepthCurves.Point::value).filter(Double::isFinite).max().orElse(1);
        double least = curves.points().mapToDouble(DepthCurves.Point::value).filter(Double::isFinite).min().orElse(0);
        if (curves.measure() == Measure.DISTANCE) return distances(Math.max(most, 0.05));
        if (curves.measure() == Measure.COSINE) return new DepthAxis(false, least < 0 ? -1 : least > 0.5 ? 0.5 : 0, 1);
        double high = Math.max(LEAST_HIGH, Math.pow(10, Math.ceil(Math.log10(most) - 1e-9)));
        double low = Math.max(FLOOR, Math.pow(10, Math.floor(Math.log10(Math.max(FLOOR, least)))));
        return new DepthAxis(true, Math.max(FLOOR, Math.min(low, high / LEAST_SPAN)), high);
    }

    private static DepthAxis distances(double most) {
        return new DepthAxis(false, 0, step(most) * Math.ceil(most / step(most)));
    }

    /**
     * How far apart the lines of a linear axis lie: the next of 1, 2, 2.5, 5, 10, ... above a quarter of its length.
     */
    private static double step(double length) {
        double least = length / 4 * (1 - 1e-9), decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 2.5, 5}) if (least <= factor * decade) return factor * decade;
        return 10 * decade;
    }

    /** 0 at the foot, 1 at the top. */
    double share(double value) {
        if (Double.isNaN(value)) return 0;
        double clamped = Math.max(low, Math.min(high, value));
        return logarithmic ? Math.log(clamped / low) / Math.log(high / low) : (clamped - low) / (high - low);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (!logarithmic) {
            double step = step(high - low);
            for (int i = 0; low + i * step <= high + step / 2; i++) ticks.add(low + i * step);
        } else {
            int first = (int) Math.ceil(Math.log10(low) - 1e-9), last = (int) Math.floor(Math.log10(high) + 1e-9);
            for (int decade = first; decade <= last; decade++) ticks.add(Math.pow(10, decade));
        }
        return ticks;
    }

    String words(double tick) {
        return logarithmic && tick <= FLOOR * (1 + 1e-9) ? "≤ 0.001" : Figures.brief(tick);
    }
}
