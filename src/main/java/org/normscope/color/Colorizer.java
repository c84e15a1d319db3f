package org.normscope.color;

import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/** Paints feature maps as pictures. */
public final class Colorizer {
    /** The colour of NaN and infinities: magenta, in no colour map. */
    public static final int NOT_FINITE = 0xFFFF00FF;

    private Colorizer() { }

    /** The units of one picture of the batch, laid out as a mosaic; gaps are transparent. */
    public static Pixels paint(Tensor maps, int picture, Mosaic mosaic, Scale scale) {
        throw new UnsupportedOperationException();
    }
}
