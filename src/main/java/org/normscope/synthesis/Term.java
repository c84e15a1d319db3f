package org.normscope.synthesis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.gradient.Gram;
import org.normscope.onnx.gradient.Objective;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A part of a loss: an objective over features, with the features that it compares with. Each is relative to the size
 * of these: 1 is as far away as a black hole of zeros, in any layer of any network.
 *
 * @param feeds what the objective is fed with
 */
record Term(Objective objective, Map<String, Tensor> feeds) {
    /** Under the root of a deviation, as {@link Objective#moments} has it. */
    private static final double EPSILON = 1e-5;

    Term times(double weight) {
        return new Term(objective.times(weight), feeds);
    }

    Term plus(Term other) {
        Map<String, Tensor> both = new HashMap<>(feeds);
        both.putAll(other.feeds);
        return new Term(objective.plus(other.objective), both);
    }

    static Term sum(List<Term> terms) {
        return terms.stream().reduce(Term::plus).orElseThrow();
    }

    /** The mean square distance of maps from given ones, over their mean square. */
    static Term maps(String value, Tensor wanted) {
        return maps("maps", value, wanted);
    }

    /** @param role tells terms of the same value apart */
    static Term maps(String role, String value, Tensor wanted) {
        String input = role + "/" + value;
        return new Term(Objective.distance(value, input).times(2 * over(meanSquare(wanted.data()))),
            Map.of(input, wanted));
    }

    /** The mean square distance of Gram matrices over their mean square (Gatys et al. 2015, arXiv 1505.07376). */
    static Term gram(String value, Tensor style) {
        return gram("style", value, style);
    }

    /** @param role tells terms of the same value apart */
    static Term gram(String role, String value, Tensor style) {
        String input = role + "/gram/" + value;
        Tensor wanted = Gram.of(style);
        return new Term(Objective.gram(value, input).times(over(meanSquare(wanted.data()))),
            Map.of(input, wanted));
    }

    /** The square distances of channels' means and deviations over the squares of these (Li et al. 2017). */
    static Term moments(String value, Tensor style) {
        return moments("style", value, style);
    }

    /** @param role tells terms of the same value apart */
    static Term moments(String role, String value, Tensor style) {
        int channels = style.shape().c(), plane = style.shape().plane();
        float[] means = new float[channels], deviations = new float[channels];
        double square = 0;
        for (int c = 0; c < channels; c++) {
            Moments of = Moments.of(style.data(), c * plane, (c + 1) * plane);
            means[c] = (float) of.mean();
            deviations[c] = (float) Math.sqrt(of.variance() + EPSILON);
            square += of.mean() * of.mean() + of.variance() + EPSILON;
        }
        String mean = role + "/mean/" + value, deviation = role + "/deviation/" + value;
        Shape shape = Shape.of(1, channels);
        return new Term(Objective.moments(value, mean, deviation).times(over(square)),
            Map.of(mean, Tensor.of(shape, means), deviation, Tensor.of(shape, deviations)));
    }

    private static double meanSquare(float[] cells) {
        double sum = 0;
        for (float cell : cells) sum += (double) cell * cell;
        return sum / cells.length;
    }

    /** What is nothing anywhere is compared as it is. */
    private static double over(double square) {
        return square > 0 ? 1 / square : 1;
    }
}
