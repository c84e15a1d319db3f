package org.normscope.state.transfer;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.normscope.transfer.LossProbe;

/**
 * What is met along the gradient while a network learns from scratch.
 *
 * @param normed with its batch normalizations
 * @param plain  without
 */
public record Smoothness(List<LossProbe.Reading> normed, List<LossProbe.Reading> plain) {
    /** How many times the gradient turns as far without, over the steps that both took; NaN where there are none. */
    public double gain() {
        int both = Math.min(normed.size(), plain.size());
        return mean(plain.subList(0, both), LossProbe.Reading::turn)
            / mean(normed.subList(0, both), LossProbe.Reading::turn);
    }

    private static double mean(List<LossProbe.Reading> readings, ToDoubleFunction<LossProbe.Reading> value) {
        return readings.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
