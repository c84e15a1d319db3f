package org.normscope.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities mean what they say: of the answers given with about 80 % should about 80 % be right (Guo et al.
 * 2017).
 *
 * @param bins  equal parts of the range of what is said, from 0 to 1; those without answers among them
 * @param error expected calibration error: the mean of |right - said| over the bins, weighted by their answers; NaN of
 *              no answers
 */
public record Calibration(List<Bin> bins, double error) {
    /** How many parts. */
    public static final int BINS = 10;

    /**
     * One part.
     *
     * @param answers how many
     * @param said    their mean probability; NaN of none
     * @param right   the share that is right; NaN of none
     */
    public record Bin(int answers, double said, double right) { }

    public static Calibration of(Judgement judged) {
        int[] answers = new int[BINS], right = new int[BINS];
        double[] said = new double[BINS];
        int all = judged.examples().size();
        for (int i = 0; i < all; i++) {
            double probability = judged.probabilities()[i][judged.said(i)];
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            answers[bin]++;
            said[bin] += probability;
            if (judged.isRight(i)) right[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(answers[i], said[i] / answers[i], (double) right[i] / answers[i]));
            error += Math.abs(right[i] - said[i]) / all;
        }
        return new Calibration(List.copyOf(bins), all == 0 ? Double.NaN : error);
    }
}
