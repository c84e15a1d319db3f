package org.normscope.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is said of pictures, and what they are.
 *
 * @param examples      the pictures
 * @param probabilities of each picture's classes
 */
public record Judgement(List<Example> examples, double[][] probabilities) {
    public static Judgement of(FeatureTable.Samples samples, Function<float[], double[]> says) {
        return new Judgement(samples.examples(), Arrays.stream(samples.cells()).map(says).toArray(double[][]::new));
    }

    public int said(int picture) {
        return LinearHead.largest(probabilities[picture]);
    }

    public boolean isRight(int picture) {
        return said(picture) == examples.get(picture).label();
    }

    /** The share that is right; NaN of no pictures. */
    public double accuracy() {
        return (double) IntStream.range(0, examples.size()).filter(this::isRight).count() / examples.size();
    }

    /** The mean of -log of what the right class got. */
    public double loss() {
        return IntStream.range(0, examples.size())
            .mapToDouble(i -> -Math.log(Math.max(1e-12, probabilities[i][examples.get(i).label()]))).average()
            .orElse(Double.NaN);
    }

    /** [what it is][what is said], pictures. */
    public int[][] confusion(int classes) {
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < examples.size(); i++) confusion[examples.get(i).label()][said(i)]++;
        return confusion;
    }

    /** Places of the pictures that are not right, those said with most conviction first. */
    public List<Integer> mostWrong() {
        return IntStream.range(0, examples.size()).filter(i -> !isRight(i)).boxed()
            .sorted((a, b) -> Double.compare(probabilities[b][said(b)], probabilities[a][said(a)])).toList();
    }
}
