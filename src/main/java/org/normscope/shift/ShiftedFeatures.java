package org.normscope.shift;

import java.util.List;
import java.util.Map;
import org.normscope.network.Prediction;

/**
 * What a network makes of the shifted picture, and how far that is from what it made of the picture.
 *
 * @param layers     in their order
 * @param statistics by value, within the picture
 * @param classes    all, the most probable first; none where the network gives none
 */
public record ShiftedFeatures(List<LayerShift> layers, Map<String, ChannelStatistics> statistics,
                              List<Prediction> classes) { }
