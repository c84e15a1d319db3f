package org.normscope.transfer;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;

/** The same picture as it might also have been taken: another crop, mirrored, other light and colour. */
final class Augmentation {
    private static final double LEAST_AREA = .5, WIDEST = 4 / 3.0, JITTER = .2;
    private static final int WHITE = -1;

    private Augmentation() { }

    /** As wide and high as asked. */
    static Pixels of(Pixels picture, int width, int height, SplittableRandom random) {
        Pixels crop = Resampling.resample(picture.overWhite(), place(picture, width, height, random), width, height,
            WHITE);
        boolean mirrored = random.nextBoolean();
        double light = factor(random), contrast = factor(random), colour = factor(random);
        int[] argb = new int[crop.argb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                argb[y * width + x] = jittered(crop.at(mirrored ? width - 1 - x : x, y), light, contrast, colour);
            }
        }
        return new Pixels(width, height, argb);
    }

    private static Placement place(Pixels picture, int width, int height, SplittableRandom random) {
        double area = LEAST_AREA + (1 - LEAST_AREA) * random.nextDouble(),
            aspect = (double) width / height * Math.exp((2 * random.nextDouble() - 1) * Math.log(WIDEST));
        double side = Math.sqrt(area * picture.width() * picture.height() / aspect);
        double wide = Math.min(picture.width(), side * aspect), high = Math.min(picture.height(), side);
        return new Placement(random.nextDouble() * (picture.width() - wide),
            random.nextDouble() * (picture.height() - high), wide, high);
    }

    private static double factor(SplittableRandom random) {
        return 1 + JITTER * (2 * random.nextDouble() - 1);
    }

    private static int jittered(int pixel, double light, double contrast, double colour) {
        double gray = .299 * (pixel >> 16 & 255) + .587 * (pixel >> 8 & 255) + .114 * (pixel & 255);
        int jittered = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double level = gray + colour * ((pixel >> shift & 255) - gray);
            double lit = light * (127.5 + contrast * (level - 127.5));
            jittered = jittered << 8 | (int) Math.max(0, Math.min(255, Math.round(lit)));
        }
        return jittered;
    }
}
