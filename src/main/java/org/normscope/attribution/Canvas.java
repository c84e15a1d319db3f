package org.normscope.attribution;

import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/** A picture that is made of values which an ascent changes. */
interface Canvas {
    /** The values, changed in place. */
    double[][] values();

    /** The picture as the network takes it, [1, C, H, W], made anew of the values. */
    Tensor picture();

    /** The values' gradient, of the picture made last, from the picture's. */
    double[][] back(Tensor gradient);

    /** The picture made last, for a screen. */
    Pixels pixels();
}
