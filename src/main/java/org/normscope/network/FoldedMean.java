package org.normscope.network;

import org.normscope.tensor.Tensor;

/**
 * Whether a first convolution holds the subtraction of the input's mean: then its biases are what that mean, the same
 * for all filters, gives with each filter's weights. Found by least squares over the filters; what a folded
 * BatchNormalization puts into the biases beside is the rest that stays.
 */
final class FoldedMean {
    /** Of the biases' squares, how much the mean has to explain. */
    private static final double EXPLAINED = .95;
    /** Three unknowns fit a few filters always. */
    private static final int FEWEST = 8;

    private FoldedMean() { }

    /**
     * @param weights [filters, 3, rows, columns]
     * @param bias    by filter
     * @return the largest of the three means, as a magnitude; 0 where none is found
     */
    static double of(Tensor weights, float[] bias) {
        int filters = weights.shape().n(), channels = weights.shape().c(), plane = weights.shape().plane();
        if (channels != 3 || filters < FEWEST || bias.length != filters) return 0;
        double[][] sums = new double[filters][3];
        double[][] normal = new double[3][4];
        double all = 0;
        for (int o = 0; o < filters; o++) {
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < plane; i++) sums[o][c] -= weights.data()[(o * 3 + c) * plane + i];
            }
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) normal[row][column] += sums[o][row] * sums[o][column];
                normal[row][3] += sums[o][row] * bias[o];
            }
            all += bias[o] * (double) bias[o];
        }
        double[] mean = solved(normal);
        double left = 0, largest = 0;
        for (int o = 0; o < filters; o++) {
            double rest = bias[o];
            for (int c = 0; c < 3; c++) rest -= mean[c] * sums[o][c];
            left += rest * rest;
        }
        for (double one : mean) largest = Math.max(largest, Math.abs(one));
        return all > 0 && left <= (1 - EXPLAINED) * all ? largest : 0;
    }

    /** By elimination; zeros where the filters do not tell the channels apart. */
    private static double[] solved(double[][] rows) {
        for (int k = 0; k < 3; k++) {
            int pivot = k;
            for (int row = k + 1; row < 3; row++) if (Math.abs(rows[row][k]) > Math.abs(rows[pivot][k])) pivot = row;
            double[] swapped = rows[k];
            rows[k] = rows[pivot];
            rows[pivot] = swapped;
            if (Math.abs(rows[k][k]) < 1e-12) return new double[3];
            for (int row = 0; row < 3; row++) {
                if (row == k) continue;
                double factor = rows[row][k] / rows[k][k];
                for (int column = k; column < 4; column++) rows[row][column] -= factor * rows[k][column];
            }
        }
        return new double[] {rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]};
    }
}
