package org.normscope.color;

import java.util.Arrays;
import org.normscope.image.Pixels;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Paints feature maps as pictures: one pixel for each cell, by table lookup. */
public final class Colorizer {
    /** The colour of NaN and infinities: magenta, in no colour map. */
    public static final int NOT_FINITE = 0xFFFF00FF;

    private Colorizer() { }

    /** The units of one picture of the batch, laid out as a mosaic; gaps are transparent. */
    public static Pixels paint(Tensor maps, int picture, Mosaic mosaic, Scale scale) {
        int[] argb = new int[mosaic.width() * mosaic.height()];
        paint(maps, picture, mosaic, scale, argb, mosaic.width());
        return new Pixels(mosaic.width(), mosaic.height(), argb);
    }

    /**
     * As {@link #paint(Tensor, int, Mosaic, Scale)}, into the upper left of a buffer whose rows lie {@code stride}
     * apart; gaps and tiles without a unit become transparent, what lies beyond the mosaic stays.
     *
     * @param argb at least (height - 1) * stride + width long
     * @throws IllegalArgumentException where the mosaic's tiles are not of the maps' size, or of a slice's
     */
    public static void paint(Tensor maps, int picture, Mosaic mosaic, Scale scale, int[] argb, int stride) {
        Shape shape = maps.shape();
        int width = mosaic.tileWidth(), height = mosaic.tileHeight();
        if (shape.w() != width || shape.h() % height != 0 || shape.h() < mosaic.row() + height) {
            throw new IllegalArgumentException("tiles of " + width + " x " + height + " for maps of " + shape);
        }
        for (int y = 0; y < mosaic.height(); y++) Arrays.fill(argb, y * stride, y * stride + mosaic.width(), 0);
        for (int unit = mosaic.first(); unit < mosaic.first() + mosaic.units(); unit++) {
            int from = maps.index(picture, unit, mosaic.row(), 0), to = mosaic.top(unit) * stride + mosaic.left(unit);
            for (int y = 0; y < height; y++) {
                paintRow(maps.data(), from + y * width, width, scale, argb, to + y * stride);
            }
        }
    }

    private static void paintRow(float[] values, int from, int count, Scale scale, int[] argb, int to) {
        int[] table = scale.map().table();
        float low = scale.low(), steps = scale.steps();
        for (int i = 0; i < count; i++) {
            float value = values[from + i];
            // The only values that are not themselves after subtracting themselves.
            boolean finite = value - value == 0;
            int entry = Math.max(0, Math.min(255, (int) ((value - low) * steps + 0.5f)));
            argb[to + i] = finite ? table[entry] : NOT_FINITE;
        }
    }
}
