package org.normscope.state.desk;

import java.util.Arrays;
import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Small pictures of a layer's maps, for one picture of the batch: one unit that says something. */
public final class Thumbnails {
    private Thumbnails() { }

    /** The unit with the widest spread of values, of units of one cell the strongest; the first one of several. */
    public static int tellingUnit(Tensor maps) {
        int plane = maps.shape().plane(), telling = 0;
        double widest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < maps.shape().c(); c++) {
            double spread = plane == 1 ? maps.data()[c]
                : Moments.of(maps.data(), c * plane, (c + 1) * plane).variance();
            if (spread > widest) {
                widest = spread;
                telling = c;
            }
        }
        return telling;
    }

    /**
     * Of maps of slices, one below the other, one of them; flat maps themselves, and all where all are wanted.
     *
     * @param slice from 0, or {@link Subject.Slices#MIDDLE}, or {@link Subject.Slices#ALL}
     */
    public static Tensor slice(Tensor maps, int slices, int slice) {
        if (slices == 1 || slice == Subject.Slices.ALL) return maps;
        int at = slice == Subject.Slices.MIDDLE ? slices / 2 : slice;
        Shape all = maps.shape(), one = Shape.of(all.n(), all.c(), all.h() / slices, all.w());
        float[] cells = new float[one.size()];
        for (int map = 0; map < one.n() * one.c(); map++) {
            System.arraycopy(maps.data(), map * all.plane() + at * one.plane(), cells, map * one.plane(), one.plane());
        }
        return Tensor.of(one, cells);
    }

    /** One unit; units of one cell are painted together as a square. */
    public static Pixels paint(Tensor maps, int unit, ColorMap map) {
        return paint(maps, unit, Scale.of(map, shown(maps, unit)));
    }

    public static Pixels paint(Tensor maps, int unit, Scale scale) {
        Tensor shown = shown(maps, unit);
        Shape shape = shown.shape();
        int columns = shape.plane() == 1 ? (int) Math.ceil(Math.sqrt(shape.c())) : 1;
        return Colorizer.paint(shown, 0, new Mosaic(0, shape.c(), columns, shape.w(), shape.h(), 0), scale);
    }

    /** What of the maps is painted: [1, 1, H, W], or all where a unit is one cell. */
    public static Tensor shown(Tensor maps, int unit) {
        Shape shape = maps.shape();
        int plane = shape.plane();
        if (plane == 1) return maps.reshaped(Shape.of(1, shape.c(), 1, 1));
        return Tensor.of(Shape.of(1, 1, shape.h(), shape.w()),
            Arrays.copyOfRange(maps.data(), unit * plane, (unit + 1) * plane));
    }
}
