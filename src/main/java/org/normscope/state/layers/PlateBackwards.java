package org.normscope.state.layers;

import java.util.List;
import org.normscope.attribution.Projection;
import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/**
 * The nine seen backwards, as far as they have come.
 *
 * @param pictures     best first; those to come are missing
 * @param of           how many there will be
 * @param cells        what the pictures are painted from
 * @param milliseconds mean of those that were computed; 0 where all were kept
 */
public record PlateBackwards(Projection method, List<Pixels> pictures, int of, List<Tensor> cells,
                             double milliseconds) { }
