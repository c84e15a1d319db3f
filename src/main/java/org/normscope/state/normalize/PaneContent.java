package org.normscope.state.normalize;

import org.normscope.stats.Histogram;
import org.normscope.stats.NotFinite;
import org.normscope.stats.Summary;
import org.normscope.tensor.Tensor;

/**
 * What a pane shows, all of one computation.
 *
 * @param frame        the painted maps
 * @param shared       whether its colour scale is other panes', too
 * @param maps         the values painted: the active picture's, [1, C, H, W]
 * @param summary      figures of the active picture's maps, or of the one unit shown large
 * @param histogram    of the same values
 * @param broken       the values among all maps painted that are no finite numbers
 * @param milliseconds that the normalization took
 */
public record PaneContent(PaintedPane frame, boolean shared, Tensor maps, Summary summary, Histogram histogram,
                          NotFinite broken, double milliseconds) { }
