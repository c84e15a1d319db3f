package org.normscope.state.shift;

import java.util.List;
import org.normscope.image.Pixels;

/**
 * What the change of look does to the networks.
 *
 * @param networks       side by side
 * @param before         the current picture as the first network sees it
 * @param after          the same, shifted
 * @param lookSeconds    the picture in its new look, for all networks
 * @param networkSeconds all networks, and how far each of their layers moved
 */
public record Meter(List<NetworkShift> networks, Pixels before, Pixels after, double lookSeconds,
                    double networkSeconds) { }
