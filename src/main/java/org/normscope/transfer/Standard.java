package org.normscope.transfer;

import java.util.Arrays;

/**
 * Mean and deviation of each feature over the pictures that are learnt from.
 *
 * @param deviation where a feature hardly varies, as it would divide by nothing, a millionth more
 */
record Standard(double[] mean, double[] deviation) {
    private static final double LEAST = 1e-6;

    static Standard of(float[][] cells) {
        int count = cells[0].length;
        double[] mean = new double[count], deviation = new double[count];
        for (float[] row : cells) for (int d = 0; d < count; d++) mean[d] += row[d];
        Arrays.setAll(mean, d -> mean[d] / cells.length);
        for (float[] row : cells) {
            for (int d = 0; d < count; d++) deviation[d] += (row[d] - mean[d]) * (row[d] - mean[d]);
        }
        Arrays.setAll(deviation, d -> Math.sqrt(deviation[d] / cells.length) + LEAST);
        return new Standard(mean, deviation);
    }

    /** Sums of standardized features as sums of the features as they are. */
    LinearHead plain(double[][] weights, double[] biases, double loss) {
        float[][] plain = new float[weights.length][mean.length];
        float[] offsets = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double offset = biases[k];
            for (int d = 0; d < mean.length; d++) {
                double weight = weights[k][d] / deviation[d];
                plain[k][d] = (float) weight;
                offset -= weight * mean[d];
            }
            offsets[k] = (float) offset;
        }
        return new LinearHead(plain, offsets, loss);
    }

    float[] of(float[] row) {
        float[] standard = new float[row.length];
        for (int d = 0; d < row.length; d++) standard[d] = (float) ((row[d] - mean[d]) / deviation[d]);
        return standard;
    }
}
