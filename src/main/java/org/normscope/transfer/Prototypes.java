package org.normscope.transfer;

/**
 * A class is the mean of its pictures, and a picture is of the class whose mean is nearest, by standardized features.
 * For one to five pictures a class, where nothing can be fitted. As |x - p|^2 differs between classes by 2 x p - |p|^2
 * only, it is a head like any other.
 */
public final class Prototypes {
    private Prototypes() { }

    /** @param cells [pictures][features], at least one picture a class */
    public static LinearHead fit(float[][] cells, int[] labels, int classes) {
        Standard standard = Standard.of(cells);
        int count = cells[0].length;
        double[][] means = new double[classes][count];
        int[] pictures = new int[classes];
        for (int n = 0; n < cells.length; n++) {
            float[] row = standard.of(cells[n]);
            pictures[labels[n]]++;
            for (int d = 0; d < count; d++) means[labels[n]][d] += row[d];
        }
        double[] biases = new double[classes];
        // Half the squared distance, by feature: what a softmax turns into shares that are not all 0 and 1.
        for (int k = 0; k < classes; k++) {
            for (int d = 0; d < count; d++) {
                double mean = means[k][d] / pictures[k];
                means[k][d] = mean / count;
                biases[k] -= mean * mean / (2 * count);
            }
        }
        return standard.plain(means, biases, Double.NaN);
    }
}
