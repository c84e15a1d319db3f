package org.normscope.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.normscope.tensor.Tensor;

/**
 * One class as a network ranks it.
 *
 * @param index       of the output
 * @param label       its name; the index where the network has no labels
 * @param probability in [0, 1]
 */
public record Prediction(int index, String label, float probability) {

    /**
     * The most probable classes of one picture, the most probable first. Softmax is applied only where the outputs are
     * not probabilities: where the network does not end in one, and they do not add up to 1 either.
     *
     * @param output  the value with the classes, [N, C]
     * @param picture of the batch
     * @return empty where the output is no list of classes, see {@link Network#givesClasses()}
     */
    public static List<Prediction> top(Network network, Tensor output, int picture, int count) {
        if (!network.givesClasses() || !ClassOutput.isList(output.shape())) return List.of();
        int classes = output.shape().c();
        float[] values = Arrays.copyOfRange(output.data(), picture * classes, (picture + 1) * classes);
        float[] probabilities = network.givesProbabilities() || addUpToOne(values) ? values : softmax(values);
        List<String> labels = network.spec().labels();
        return IntStream.range(0, classes).boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i])).limit(count)
            .map(i -> new Prediction(i, i < labels.size() ? labels.get(i) : String.valueOf(i), probabilities[i]))
            .toList();
    }

    private static boolean addUpToOne(float[] values) {
        double sum = 0;
        for (float value : values) {
            if (value < 0) return false;
            sum += value;
        }
        return Math.abs(sum - 1) < 1e-3;
    }

    static float[] softmax(float[] values) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : values) largest = Math.max(largest, value);
        double sum = 0;
        for (float value : values) sum += Math.exp(value - largest);
        float[] probabilities = new float[values.length];
        for (int i = 0; i < values.length; i++) probabilities[i] = (float) (Math.exp(values[i] - largest) / sum);
        return probabilities;
    }
}
