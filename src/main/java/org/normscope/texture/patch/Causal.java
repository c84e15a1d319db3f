package org.normscope.texture.patch;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;

/**
 * A picture that is made row by row of a sample's pixels, with the half of each pixel's window that is known already:
 * the rows above and what is to the left. Around the picture there is noise of the sample's pixels.
 */
final class Causal {
    private final Pixels sample;
    private final int width;
    private final int height;
    private final int stride;
    private final int reach;
    private final int[] made;
    private final int[] spots;
    private final int[] dx;
    private final int[] dy;
    /** How far the window's cells lie from its middle, in the sample and in what is made. */
    private final int[] offered;
    private final int[] known;
    private final float[] weights;

    /** @param reach pixels from the window's middle to its edge */
    Causal(Pixels sample, int width, int height, int reach, SplittableRandom chance) {
        this.sample = sample;
        this.width = width;
        this.height = height;
        this.reach = reach;
        stride = width + 2 * reach;
        made = new int[stride * (height + reach)];
        spots = new int[width * height];
        for (int i = 0; i < made.length; i++) made[i] = sample.argb()[chance.nextInt(sample.argb().length)];
        int count = reach * (2 * reach + 1) + reach;
        dx = new int[count];
        dy = new int[count];
        offered = new int[count];
        known = new int[count];
        weights = new float[count];
        double sigma = (2 * reach + 1) / 6.4, sum = 0;
        for (int i = 0; i < count; i++) { // From the nearest row up: what is near decides soonest.
            int cell = count - 1 - i;
            dy[i] = cell / (2 * reach + 1) - reach;
            dx[i] = cell % (2 * reach + 1) - reach;
            offered[i] = dy[i] * sample.width() + dx[i];
            known[i] = dy[i] * stride + dx[i];
            weights[i] = (float) Math.exp(-(dx[i] * dx[i] + dy[i] * dy[i]) / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) weights[i] /= (float) sum;
    }

    /** The place in the sample from which the pixel at x, y came, moved; -1 outside the sample. */
    int movedOn(int x, int y, int byX, int byY) {
        int spot = spots[y * width + x], column = spot % sample.width() + byX, row = spot / sample.width() + byY;
        boolean within = column >= 0 && row >= 0 && column < sample.width() && row < sample.height();
        return within ? row * sample.width() + column : -1;
    }

    /** Weighted squared differences of levels; infinite where they are beyond the limit. */
    double error(int spot, int x, int y, double limit) {
        int column = spot % sample.width(), row = spot / sample.width();
        boolean inside = column >= reach && row >= reach && column < sample.width() - reach;
        int[] argb = sample.argb();
        int middle = (y + reach) * stride + x + reach;
        double sum = 0;
        for (int i = 0; i < dx.length; i++) {
            int from = inside ? spot + offered[i]
                : Planes.mirrored(row + dy[i], sample.height()) * sample.width()
                    + Planes.mirrored(column + dx[i], sample.width());
            int a = argb[from], b = made[middle + known[i]];
            int r = (a >> 16 & 255) - (b >> 16 & 255), g = (a >> 8 & 255) - (b >> 8 & 255), l = (a & 255) - (b & 255);
            sum += weights[i] * (r * r + g * g + l * l);
            if (sum > limit) return Double.POSITIVE_INFINITY;
        }
        return sum;
    }

    void put(int x, int y, int spot) {
        spots[y * width + x] = spot;
        made[(y + reach) * stride + x + reach] = sample.argb()[spot];
    }

    Pixels pixels() {
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) System.arraycopy(made, (y + reach) * stride + reach, argb, y * width, width);
        return new Pixels(width, height, argb);
    }
}
