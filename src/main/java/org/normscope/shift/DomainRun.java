package org.normscope.shift;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;

/**
 * What a network makes of the pictures of one domain: photos, art, sketches. {@link DomainGathering} gathers it.
 *
 * @param pictures that ran
 * @param right    of which the most probable class was the right one
 * @param largest  pictures of the class with the most: what always saying this one would get right
 * @param features by value of the network: the layers' outputs, and the inputs of normalizations
 */
public record DomainRun(int pictures, int right, int largest, Map<String, ChannelStatistics> features) {
    /** The normal quantile behind 95 %. */
    private static final double Z = 1.959963984540054;

    /** Share of pictures classified right; NaN where there are none. */
    public double accuracy() {
        return (double) right / pictures;
    }

    /**
     * The interval that holds the accuracy on all pictures of the kind with 95 % confidence (Wilson 1927); NaN where
     * there are none.
     *
     * @return {low, high}
     */
    public double[] confidence() {
        double n = pictures, middle = (right + Z * Z / 2) / (n + Z * Z);
        double reach = Z / (n + Z * Z) * Math.sqrt(right * (n - right) / n + Z * Z / 4);
        // With none or all right one end is exact: rounding would leave 1e-17 there.
        return new double[] {right == 0 && pictures > 0 ? 0 : middle - reach,
            right == pictures && pictures > 0 ? 1 : middle + reach};
    }

    /** Share of the class with the most pictures; NaN where there are none. */
    public double majority() {
        return (double) largest / pictures;
    }

    private ChannelStatistics of(String value) {
        return Objects.requireNonNull(features.get(value), value);
    }

    /** How far the features of another domain lie from this one's, at the output of a layer. */
    public double divergence(DomainRun other, Layer layer) {
        return Divergence.of(of(layer.output()), other.of(layer.output()));
    }

    /**
     * Channels of the layer's output whose variance over the pictures is taken larger than it is: of a single picture
     * it is zero.
     */
    public int floored(DomainRun other, Layer layer) {
        return Divergence.floored(of(layer.output()), other.of(layer.output()));
    }

    /** As {@link #floored}, at the layer's input. */
    public int inputFloored(DomainRun other, Layer layer) {
        return Divergence.floored(of(layer.input()), other.of(layer.input()));
    }

    /** As {@link #divergence}, at the input of a normalization; empty for other layers. */
    public Optional<Double> inputDivergence(DomainRun other, Layer layer) {
        if (layer.kind() != LayerKind.NORMALIZATION) return Optional.empty();
        return Optional.of(Divergence.of(of(layer.input()), other.of(layer.input())));
    }
}
