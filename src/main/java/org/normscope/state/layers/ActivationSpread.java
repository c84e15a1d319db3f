package org.normscope.state.layers;

import org.normscope.patches.ActivationBins;
import org.normscope.patches.Distribution;

/**
 * How a unit's strongest activation is distributed over the pictures of a corpus.
 *
 * @param low      of the first bar
 * @param high     of the last bar
 * @param last     the least that the strongest of all can be: it is known to lie between that and the last bar's end
 * @param heights  pictures for each of equally wide bars, shares of pictures included
 * @param pictures of the corpus
 * @param without  those on which it is no number
 */
public record ActivationSpread(double low, double high, double last, double[] heights, int pictures, int without) {
    private static final int MOST_BARS = 64, FEWEST_BARS = 8;

    /** From bins that widen with the value to bars of one width: a bin's pictures are spread evenly over it. */
    static ActivationSpread of(Distribution distribution) {
        int[] counts = distribution.counts();
        int all = distribution.total(), without = distribution.numberless();
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY,
            last = 0;
        for (int bin = 1; bin < counts.length; bin++) {
            if (counts[bin] == 0) continue;
            low = Math.min(low, finite(ActivationBins.low(bin), ActivationBins.high(bin)));
            high = Math.max(high, finite(ActivationBins.high(bin), ActivationBins.low(bin)));
            last = ActivationBins.low(bin);
        }
        double[] heights = new double[bars(all - without)];
        if (!(low < high)) return new ActivationSpread(0, Math.max(1, high), 0, heights, all, without);
        for (int bin = 1; bin < counts.length; bin++) if (counts[bin] > 0) spread(bin, counts[bin], low, high, heights);
        return new ActivationSpread(low, high, last, heights, all, without);
    }

    /** No more than pictures can fill: twice their root, as histograms commonly have it. */
    private static int bars(int pictures) {
        return (int) Math.max(FEWEST_BARS, Math.min(MOST_BARS, Math.round(2 * Math.sqrt(pictures))));
    }

    private static double finite(double edge, double other) {
        return Double.isInfinite(edge) ? other : edge;
    }

    private static void spread(int bin, int count, double low, double high, double[] heights) {
        int bars = heights.length;
        double perBar = (high - low) / bars;
        double from = (finite(ActivationBins.low(bin), ActivationBins.high(bin)) - low) / perBar;
        double to = (finite(ActivationBins.high(bin), ActivationBins.low(bin)) - low) / perBar;
        if (to - from < 1e-9) {
            heights[(int) Math.min(bars - 1, from)] += count;
            return;
        }
        for (int bar = (int) from; bar < Math.min(bars, to); bar++) {
            heights[bar] += count * (Math.min(to, bar + 1) - Math.max(from, bar)) / (to - from);
        }
    }
}
