package org.normscope.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The pictures that are nearest in feature space, every feature standardized. */
public final class NearestPictures {
    private final FeatureTable.Samples samples;
    private final Standard standard;

    /** @param samples among whom neighbours are looked for, at least one */
    public NearestPictures(FeatureTable.Samples samples) {
        this.samples = samples;
        standard = Standard.of(samples.cells());
    }

    /**
     * The nearest first, of equals the one that comes first; the picture itself is not among them.
     *
     * @param hash of the picture
     */
    public List<Example> nearest(float[] features, String hash, int count) {
        double[] apart = Arrays.stream(samples.cells()).mapToDouble(row -> apart(row, features)).toArray();
        return IntStream.range(0, apart.length).filter(i -> !samples.examples().get(i).hash().equals(hash)).boxed()
            .sorted((a, b) -> Double.compare(apart[a], apart[b])).limit(count).map(samples.examples()::get).toList();
    }

    private double apart(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            double step = (a[d] - b[d]) / standard.deviation()[d];
            sum += step * step;
        }
        return sum;
    }
}
