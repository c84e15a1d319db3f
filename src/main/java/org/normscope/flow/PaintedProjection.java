package org.normscope.flow;

import org.normscope.attribution.Projection;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Paints what was seen backwards: a change of colours around grey, shares around 0. */
public final class PaintedProjection {
    private static final int MIDDLE = 128;

    private PaintedProjection() { }

    /** @param map for shares; where it does not diverge, one that does */
    public static Pixels of(Tensor cells, Projection method, Preprocessing preprocessing, ColorMap map) {
        Shape shape = cells.shape();
        if (!method.coloured()) {
            ColorMap signed = map.diverging() ? map : ColorMaps.DIVERGING_DARK;
            return Colorizer.paint(cells, 0, Mosaic.of(0, 1, shape.w(), shape.h(), 1), Scale.of(signed, cells));
        }
        float reach = Scale.of(ColorMaps.DIVERGING_DARK, cells).high();
        int[] argb = new int[shape.plane()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF << 24;
            for (int colour = 0; colour < 3; colour++) {
                int channel = shape.c() == 1 ? 0 : preprocessing.order() == Preprocessing.Order.BGR ? 2 - colour
                    : colour;
                float change = cells.data()[channel * argb.length + i] / reach;
                int level = Math.round(MIDDLE + (MIDDLE - 1) * Math.max(-1, Math.min(1, change)));
                argb[i] |= level << 16 - 8 * colour;
            }
        }
        return new Pixels(shape.w(), shape.h(), argb);
    }
}
