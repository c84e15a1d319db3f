package org.normscope.shift;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.normscope.network.Prediction;
import org.normscope.tensor.Tensor;

/**
 * What a network makes of a picture: that against which the shifted one is measured.
 *
 * @param maps       by value, [1, C, H, W]
 * @param statistics of them, within the picture
 * @param classes    all, the most probable first; none where the network gives none
 */
public record Features(Map<String, Tensor> maps, Map<String, ChannelStatistics> statistics, List<Prediction> classes) {
    /** How far a value has moved from what it is here. */
    FeatureShift shift(String value, Tensor map, ChannelStatistics now) {
        return FeatureShift.of(Objects.requireNonNull(maps.get(value), value),
            Objects.requireNonNull(statistics.get(value), value), map, now);
    }

    /** How many numbers are kept. */
    public long cells() {
        return maps.values().stream().mapToLong(map -> map.data().length).sum();
    }
}
