package org.normscope.state.transfer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.normscope.transfer.LossProbe;

/**
 * What is met along the gradient while a network learns from scratch.
 *
 * @param rate   of learning, the same for both
 * @param lost   the lowest rate tried at which the loss ran off without batch normalization; NaN where none did
 * @param normed with its batch normalizations
 * @param plain  without
 */
public record Smoothness(double rate, double lost, List<LossProbe.Reading> normed, List<LossProbe.Reading> plain) {
    /**
     * How many times the gradient turns as far without: the median of the steps that both took, since a single step
     * may meet a cliff. NaN where there are none.
     */
    public double gain() {
        int both = Math.min(normed.size(), plain.size());
        double[] gains = IntStream.range(0, both).mapToDouble(i -> plain.get(i).turn() / normed.get(i).turn()).sorted()
            .toArray();
        return both == 0 ? Double.NaN : (gains[both / 2] + gains[(both - 1) / 2]) / 2;
    }

    /** The axis on which all of these lie, of both. */
    public LogScale scale(List<ToDoubleFunction<LossProbe.Reading>> values) {
        return LogScale.of(Stream.concat(normed.stream(), plain.stream()).flatMapToDouble(reading ->
            DoubleStream.of(values.stream().mapToDouble(value -> value.applyAsDouble(reading)).toArray())));
    }
}
