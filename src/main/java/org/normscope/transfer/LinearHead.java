package org.normscope.transfer;

/**
 * Classes by one weighted sum of features each: what is said of a picture is the softmax of the sums.
 *
 * @param weights of the features as they are, [classes][features]
 * @param biases  [classes]
 * @param loss    what the fit came down to; NaN where nothing was minimized
 */
public record LinearHead(float[][] weights, float[] biases, double loss) {
    public int classes() {
        return biases.length;
    }

    /** One sum a class. */
    public double[] sums(float[] features) {
        double[] sums = new double[classes()];
        for (int k = 0; k < sums.length; k++) sums[k] = biases[k] + dot(weights[k], features);
        return sums;
    }

    public double[] probabilities(float[] features) {
        double[] sums = sums(features);
        softmax(sums);
        return sums;
    }

    /** The most probable class; of equals the first. */
    public int says(float[] features) {
        return largest(sums(features));
    }

    static int largest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) if (values[k] > values[best]) best = k;
        return best;
    }

    /** In place; the logarithm of the sum of exponentials that they were divided by. */
    static double softmax(double[] sums) {
        double top = sums[largest(sums)], total = 0;
        for (int k = 0; k < sums.length; k++) total += sums[k] = Math.exp(sums[k] - top);
        for (int k = 0; k < sums.length; k++) sums[k] /= total;
        return top + Math.log(total);
    }

    /** Four sums at once: one would wait for itself. */
    static double dot(float[] a, float[] b) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) s0 += a[i] * b[i];
        return (double) s0 + s1 + s2 + s3;
    }
}
