package org.normscope.shift;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far a set of pictures moves: the divergence between the two sets, over their pictures; distance and cosine as the
 * mean of the pictures'.
 */
public final class SetShift {
    private SetShift() { }

    /**
     * @param before  each picture's features
     * @param shifted the same pictures', shifted
     * @return in the order of the layers
     */
    public static List<LayerShift> of(List<Features> before, List<ShiftedFeatures> shifted) {
        List<LayerShift> first = shifted.get(0).layers();
        return IntStream.range(0, first.size()).mapToObj(i -> new LayerShift(first.get(i).layer(),
            first.get(i).input()
                .map(input -> of(first.get(i).layer().input(), before, shifted,
                    set -> set.layers().get(i).input().orElseThrow())),
            of(first.get(i).layer().output(), before, shifted, set -> set.layers().get(i).output()),
            first.get(i).instance())).toList();
    }

    private static FeatureShift of(String value, List<Features> before, List<ShiftedFeatures> shifted,
                                   Function<ShiftedFeatures, FeatureShift> at) {
        ChannelStatistics a =
            ChannelStatistics.over(before.stream().map(picture -> picture.statistics().get(value)).toList());
        ChannelStatistics b =
            ChannelStatistics.over(shifted.stream().map(picture -> picture.statistics().get(value)).toList());
        return new FeatureShift(mean(shifted, at, FeatureShift::distance), mean(shifted, at, FeatureShift::cosine),
            Divergence.of(a, b), Divergence.floored(a, b));
    }

    private static double mean(List<ShiftedFeatures> shifted, Function<ShiftedFeatures, FeatureShift> at,
                               ToDoubleFunction<FeatureShift> part) {
        return shifted.stream().map(at).mapToDouble(part).average().orElseThrow();
    }
}
