package org.normscope.synthesis;

import java.util.SplittableRandom;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;

/**
 * A picture that is being sought.
 *
 * @param cells levels, 0 to 1 where they can be shown: the planes of red, green and blue
 */
record Levels(int width, int height, double[] cells) {
    static Levels of(Pixels picture) {
        int plane = picture.width() * picture.height();
        double[] cells = new double[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) cells[c * plane + i] = (picture.argb()[i] >> 16 - 8 * c & 255) / 255.0;
        }
        return new Levels(picture.width(), picture.height(), cells);
    }

    /** Grey, with as much noise as it is told; the same for the same seed. */
    static Levels noise(int width, int height, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cells = new double[3 * width * height];
        for (int i = 0; i < cells.length; i++) cells[i] = .5 + deviation * random.nextGaussian();
        return new Levels(width, height, cells);
    }

    /** Opaque; what is beyond black or white becomes these. */
    Pixels pixels() {
        int plane = width * height;
        int[] argb = new int[plane];
        for (int i = 0; i < plane; i++) {
            argb[i] = 0xFF;
            for (int c = 0; c < 3; c++) {
                long level = Math.round(255 * cells[c * plane + i]);
                argb[i] = argb[i] << 8 | (int) Math.max(0, Math.min(255, level));
            }
        }
        return new Pixels(width, height, argb);
    }

    /** With its last column and row repeated, where it has not that many. */
    static Pixels atLeast(Pixels picture, int width, int height) {
        if (picture.width() >= width && picture.height() >= height) return picture;
        int w = Math.max(width, picture.width()), h = Math.max(height, picture.height());
        int[] argb = new int[w * h];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = picture.at(Math.min(i % w, picture.width() - 1), Math.min(i / w, picture.height() - 1));
        }
        return new Pixels(w, h, argb);
    }

    /** What a glance sees of it. */
    Levels seen(Glance glance) {
        int w = width - glance.left(), h = height - glance.above();
        if (w == width && h == height) return this;
        double[] part = new double[3 * w * h];
        for (int row = 0; row < 3 * h; row++) {
            int from = (row / h * height + row % h + glance.above()) * width + glance.left();
            System.arraycopy(cells, from, part, row * w, w);
        }
        return new Levels(w, h, part);
    }

    /** Adds the gradient of what a glance sees to the whole's. */
    static void addSeen(Glance glance, int width, int height, double[] part, double[] whole, double times) {
        int w = width - glance.left(), h = height - glance.above();
        for (int row = 0; row < 3 * h; row++) {
            int to = (row / h * height + row % h + glance.above()) * width + glance.left();
            for (int x = 0; x < w; x++) whole[to + x] += times * part[row * w + x];
        }
    }

    /** The upper left part. */
    static Pixels part(Pixels picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) return picture;
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) argb[i] = picture.at(i % width, i / width);
        return new Pixels(width, height, argb);
    }

    Levels scaled(int toWidth, int toHeight) {
        return toWidth == width && toHeight == height ? this : of(Lanczos.scaled(pixels(), toWidth, toHeight));
    }
}
