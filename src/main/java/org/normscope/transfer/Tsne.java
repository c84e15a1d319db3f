package org.normscope.transfer;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008), exact: every pair counts. It begins
 * from the first two principal components, so that the same pictures always give the same map.
 */
final class Tsne {
    static final int STEPS = 500;
    private static final double PERPLEXITY = 30, EXAGGERATION = 12, START = 1e-4;
    private static final int EXAGGERATED = 120, HALVINGS = 60;

    private final double[][] affinities;
    private final double[][] places;

    /** @param cells [pictures][components], the first two those that lie furthest apart */
    Tsne(double[][] cells) {
        affinities = affinities(cells, Math.min(PERPLEXITY, Math.max(1, (cells.length - 1) / 3.0)));
        double scale = Math.sqrt(Arrays.stream(cells).mapToDouble(row -> row[0] * row[0]).average().orElse(1));
        places = new double[cells.length][2];
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                places[i][axis] = axis < cells[i].length && scale > 0 ? START * cells[i][axis] / scale : 0;
            }
        }
    }

    double[][] run(DoubleConsumer progress) {
        int count = places.length;
        // Twelve times as much while attraction is exaggerated: Belkina et al. 2019.
        double rate = Math.max(50, count / EXAGGERATION);
        double[][] moves = new double[count][2], gains = new double[count][2];
        for (double[] gain : gains) Arrays.fill(gain, 1);
        for (int step = 0; step < STEPS; step++) {
            progress.accept((double) step / STEPS);
            double momentum = step < EXAGGERATED ? .5 : .8;
            double[][] gradient = gradient(affinities, places, step < EXAGGERATED ? EXAGGERATION : 1);
            for (int i = 0; i < count; i++) {
                for (int axis = 0; axis < 2; axis++) {
                    boolean on = Math.signum(gradient[i][axis]) == Math.signum(moves[i][axis]);
                    gains[i][axis] = Math.max(.01, on ? gains[i][axis] * .8 : gains[i][axis] + .2);
                    moves[i][axis] = momentum * moves[i][axis] - rate * gains[i][axis] * gradient[i][axis];
                    places[i][axis] += moves[i][axis];
                }
            }
        }
        return places;
    }

    /** Of the divergence of the map's affinities from these. @param times how much attraction is exaggerated */
    static double[][] gradient(double[][] affinities, double[][] places, double times) {
        int count = places.length;
        double[][] kernel = new double[count][count], gradient = new double[count][2];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double x = places[i][0] - places[j][0], y = places[i][1] - places[j][1];
                kernel[i][j] = 1 / (1 + x * x + y * y);
                sum += 2 * kernel[i][j];
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double pull = 4 * (times * affinities[i][j] - kernel[i][j] / sum) * kernel[i][j];
                for (int axis = 0; axis < 2; axis++) {
                    double apart = places[i][axis] - places[j][axis];
                    gradient[i][axis] += pull * apart;
                    gradient[j][axis] -= pull * apart;
                }
            }
        }
        return gradient;
    }

    /** Joint probabilities that two are neighbours; each has as many as the perplexity says. */
    static double[][] affinities(double[][] cells, double perplexity) {
        int count = cells.length;
        double[][] of = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] apart = new double[count];
            for (int j = 0; j < count; j++) {
                for (int d = 0; d < cells[i].length; d++) {
                    apart[j] += (cells[i][d] - cells[j][d]) * (cells[i][d] - cells[j][d]);
                }
            }
            of[i] = conditional(apart, i, Math.log(perplexity));
        }
        double[][] joint = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) joint[i][j] = Math.max(1e-12, (of[i][j] + of[j][i]) / (2 * count));
        }
        return joint;
    }

    private static double[] conditional(double[] apart, int self, double entropy) {
        double low = 0, high = Double.POSITIVE_INFINITY, precision = 1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < apart.length; j++) if (j != self) nearest = Math.min(nearest, apart[j]);
        double[] shares = new double[apart.length];
        for (int halving = 0; halving < HALVINGS; halving++) {
            double sum = 0, weighted = 0;
            for (int j = 0; j < apart.length; j++) {
                shares[j] = j == self ? 0 : Math.exp(-precision * (apart[j] - nearest));
                sum += shares[j];
                weighted += shares[j] * (apart[j] - nearest);
            }
            for (int j = 0; j < apart.length; j++) shares[j] /= Math.max(sum, Double.MIN_NORMAL);
            double found = Math.log(sum) + precision * weighted / sum;
            if (found > entropy) low = precision;
            else high = precision;
            precision = high == Double.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
        }
        return shares;
    }
}
