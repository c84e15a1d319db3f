package org.normscope.style;

import org.normscope.image.Pixels;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Between pictures and a style network's tensors [1, 3, H, W], R G B. */
final class PictureTensor {
    private PictureTensor() { }

    /**
     * The picture over white, continued to the right and downwards by reflection.
     *
     * @param width  of the tensor, at least the picture's
     * @param height of the tensor, at least the picture's
     */
    static Tensor of(Pixels picture, int width, int height, Levels levels) {
        Tensor tensor = Tensor.zeros(Shape.of(1, 3, height, width));
        cut(picture, 0, 0, levels, tensor);
        return tensor;
    }

    /**
     * Fills a tensor with the part of its size that begins at (left, top); what lies beyond the picture is its
     * reflection.
     */
    static void cut(Pixels picture, int left, int top, Levels levels, Tensor into) {
        int width = into.shape().w(), height = into.shape().h();
        int[] argb = picture.argb(), columns = mirrored(left, width, picture.width()),
            rows = mirrored(top, height, picture.height());
        float[][] values = new float[3][256];
        for (int c = 0; c < 3; c++) for (int level = 0; level < 256; level++) values[c][level] = levels.value(level, c);
        int plane = width * height, i = 0;
        float[] cells = into.data();
        for (int y = 0; y < height; y++) {
            int row = rows[y] * picture.width();
            for (int x = 0; x < width; x++, i++) {
                int pixel = argb[row + columns[x]];
                if (pixel >>> 24 < 255) pixel = overWhite(pixel);
                cells[i] = values[0][pixel >> 16 & 255];
                cells[plane + i] = values[1][pixel >> 8 & 255];
                cells[2 * plane + i] = values[2][pixel & 255];
            }
        }
    }

    private static int overWhite(int pixel) {
        return new Pixels(1, 1, new int[] {pixel}).overWhite().argb()[0];
    }

    /** Indices {@code from} to {@code from + count - 1} folded into 0 to extent - 1, the ends not repeated. */
    private static int[] mirrored(int from, int count, int extent) {
        int[] indices = new int[count];
        int period = Math.max(1, 2 * (extent - 1));
        for (int i = 0; i < count; i++) {
            int at = Math.floorMod(from + i, period);
            indices[i] = Math.min(at, period - at) % extent;
        }
        return indices;
    }

    /**
     * The upper left part of a network's picture, opaque; what is beyond black or white becomes these, what is no
     * number black.
     */
    static Pixels pixels(Tensor tensor, int width, int height, Levels levels) {
        int[] argb = new int[width * height];
        copy(tensor, 0, 0, new Pixels(width, height, argb), 0, 0, width, height, levels);
        return new Pixels(width, height, argb);
    }

    /** Writes a part of a network's picture, beginning at (fromX, fromY), into a picture that is being built. */
    static void copy(Tensor tensor, int fromX, int fromY, Pixels into, int x, int y, int width,
                     int height, Levels levels) {
        float[] cells = tensor.data();
        int plane = tensor.shape().plane(), across = tensor.shape().w();
        ValueRange range = levels.range();
        float r = range.slope(0), g = range.slope(1), b = range.slope(2);
        float r0 = range.level(0), g0 = range.level(1), b0 = range.level(2);
        for (int row = 0; row < height; row++) {
            int from = (fromY + row) * across + fromX, to = (y + row) * into.width() + x;
            for (int end = to + width; to < end; to++, from++) {
                into.argb()[to] =
                    0xFF000000 | levels.level(cells[from] * r + r0) << 16
                        | levels.level(cells[plane + from] * g + g0) << 8
                        | levels.level(cells[2 * plane + from] * b + b0);
            }
        }
    }
}
