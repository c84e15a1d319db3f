package org.normscope.transfer;

import org.normscope.optimize.Lbfgs;

/**
 * Multinomial logistic regression on standardized features: the least sum over the pictures of -log softmax of the
 * right class, plus half the sum of squared weights over C, divided by the number of pictures. Biases are free. The
 * same as scikit-learn's LogisticRegression(C=c) behind a StandardScaler.
 */
public final class LogisticRegression {
    /** A step that takes off less of the loss than this share of it is the last. */
    private static final double LEAST_GAIN = 1e-7;
    private static final int STEPS = 500, MEMORY = 10;

    private final float[][] cells;
    private final int[] labels;
    private final int classes;
    private final double c;
    private final Standard standard;
    private final Runnable breath;

    private LogisticRegression(float[][] cells, int[] labels, int classes, double c, Runnable breath) {
        this.cells = cells;
        this.labels = labels;
        this.classes = classes;
        this.c = c;
        this.breath = breath;
        standard = Standard.of(cells);
    }

    /**
     * @param cells  [pictures][features]
     * @param c      how little the weights are held down: the inverse of L2's strength
     * @param breath called at every step; may end the work by throwing
     */
    public static LinearHead fit(float[][] cells, int[] labels, int classes, double c, Runnable breath) {
        return new LogisticRegression(cells, labels, classes, c, breath).fit();
    }

    private LinearHead fit() {
        int count = cells[0].length;
        Lbfgs descent = new Lbfgs(this::at, new double[classes * (count + 1)], MEMORY);
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS && before - descent.value() > LEAST_GAIN * descent.value(); step++) {
            before = descent.value();
            if (!descent.step()) break;
        }
        double[][] weights = new double[classes][count];
        double[] biases = new double[classes];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(descent.place(), k * (count + 1), weights[k], 0, count);
            biases[k] = descent.place()[k * (count + 1) + count];
        }
        return standard.plain(weights, biases, descent.value());
    }

    /**
     * The features stay as they are, so that no second copy of them is needed: weights are brought to them, and the
     * gradient back.
     */
    private double at(double[] place, double[] gradient) {
        breath.run();
        int count = cells[0].length, row = count + 1;
        double[][] weights = new double[classes][count], given = new double[classes][count];
        double[] biases = new double[classes], residues = new double[classes];
        double squares = 0;
        for (int k = 0; k < classes; k++) {
            biases[k] = place[k * row + count];
            for (int d = 0; d < count; d++) {
                squares += place[k * row + d] * place[k * row + d];
                weights[k][d] = place[k * row + d];
            }
        }
        LinearHead head = standard.plain(weights, biases, Double.NaN);
        double loss = 0;
        for (int n = 0; n < cells.length; n++) {
            double[] shares = head.sums(cells[n]);
            double right = shares[labels[n]];
            loss += LinearHead.softmax(shares) - right;
            shares[labels[n]]--;
            for (int k = 0; k < classes; k++) {
                residues[k] += shares[k];
                add(given[k], shares[k], cells[n]);
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int d = 0; d < count; d++) {
                double of = (given[k][d] - standard.mean()[d] * residues[k]) / standard.deviation()[d];
                gradient[k * row + d] = (of + place[k * row + d] / c) / cells.length;
            }
            gradient[k * row + count] = residues[k] / cells.length;
        }
        return (loss + squares / (2 * c)) / cells.length;
    }

    private static void add(double[] to, double times, float[] row) {
        for (int d = 0; d < to.length; d++) to[d] += times * row[d];
    }
}
