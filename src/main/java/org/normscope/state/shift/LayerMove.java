package org.normscope.state.shift;

import java.util.OptionalDouble;
import org.normscope.network.Layer;
import org.normscope.shift.DomainRun;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.LayerShift;

/**
 * How far one layer moved, in one measure.
 *
 * @param input  what a normalization reads; empty for other layers
 * @param output what the layer gives
 * @param instance of its channels that come right out of instance normalization; 0 between domains, where that makes
 *                 nothing zero
 * @param inputFloored channels of its input whose variance the divergence takes larger than it is; 0 in another measure
 * @param floored      the same of what it gives
 */
record LayerMove(Layer layer, OptionalDouble input, double output, int instance, int inputFloored, int floored) {
    static LayerMove of(LayerShift shift, Measure measure) {
        boolean divergence = measure == Measure.DIVERGENCE;
        return new LayerMove(shift.layer(),
            shift.input().map(input -> OptionalDouble.of(value(input, measure))).orElse(OptionalDouble.empty()),
            value(shift.output(), measure), shift.instance(),
            divergence ? shift.input().map(FeatureShift::floored).orElse(0) : 0,
            divergence ? shift.output().floored() : 0);
    }

    /** Between two domains there is the divergence alone. */
    static LayerMove between(DomainRun a, DomainRun b, Layer layer) {
        OptionalDouble input = a.inputDivergence(b, layer).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        return new LayerMove(layer, input, a.divergence(b, layer), 0,
            input.isPresent() ? a.inputFloored(b, layer) : 0, a.floored(b, layer));
    }

    private static double value(FeatureShift shift, Measure measure) {
        return switch (measure) {
            case DIVERGENCE -> shift.divergence();
            case DISTANCE -> shift.distance();
            case COSINE -> shift.cosine();
        };
    }
}
