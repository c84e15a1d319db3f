package org.normscope.state;

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
 * @param instance of its channels that come right out of instance normalization; 0 between domains, where that makes nothing zero
 */
record LayerMove(Layer layer, OptionalDouble input, double output, int instance) {
    static LayerMove of(LayerShift shift, Measure measure) {
        return new LayerMove(shift.layer(), shift.input().map(input -> OptionalDouble.of(value(input, measure))).orElse(OptionalDouble.empty()),
            value(shift.output(), measure), shift.instance());
    }

    /** Between two domains there is the divergence alone. */
    static LayerMove between(DomainRun a, DomainRun b, Layer layer) {
        return new LayerMove(layer, a.inputDivergence(b, layer).map(OptionalDouble::of).orElse(OptionalDouble.empty()), a.divergence(b, layer), 0);
    }

    private static double value(FeatureShift shift, Measure measure) {
        return switch (measure) {
            case DIVERGENCE -> shift.divergence();
            case DISTANCE -> shift.distance();
            case COSINE -> shift.cosine();
        };
    }
}
