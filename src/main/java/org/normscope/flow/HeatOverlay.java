package org.normscope.flow;

import org.normscope.image.Pixels;
import org.normscope.tensor.Tensor;

/** A map laid over the picture it is of: what speaks for a decision in warm light, what speaks against it in cold. */
public final class HeatOverlay {
    private static final int[] WARM = {255, 176, 72}, COLD = {84, 164, 255};
    private static final double DIMMED = .45, MOST = .92;

    private HeatOverlay() { }

    /** @param map [1, 1, rows, columns]; its strongest cell shines most */
    public static Pixels of(Pixels picture, Tensor map) {
        float strongest = 0;
        for (float cell : map.data()) if (Float.isFinite(cell)) strongest = Math.max(strongest, Math.abs(cell));
        return of(picture, map, strongest);
    }

    /** @param strongest what shines most, at least as large as any cell: maps of one measure can be compared */
    public static Pixels of(Pixels picture, Tensor map, double strongest) {
        int[] argb = new int[picture.argb().length];
        for (int i = 0; i < argb.length; i++) {
            double x = (i % picture.width() + .5) / picture.width(), y = (i / picture.width() + .5) / picture.height();
            double heat = strongest == 0 ? 0 : at(map, x, y) / strongest;
            argb[i] = mixed(picture.argb()[i], heat);
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }

    /** Between the cells' middles. */
    private static double at(Tensor map, double across, double down) {
        int width = map.shape().w(), height = map.shape().h();
        double x = Math.max(0, Math.min(width - 1, across * width - .5)),
            y = Math.max(0, Math.min(height - 1, down * height - .5));
        int left = (int) x, top = (int) y, right = Math.min(width - 1, left + 1), below = Math.min(height - 1, top + 1);
        double upper = map.at(0, 0, top, left) * (1 - x + left) + map.at(0, 0, top, right) * (x - left);
        double lower = map.at(0, 0, below, left) * (1 - x + left) + map.at(0, 0, below, right) * (x - left);
        double heat = upper * (1 - y + top) + lower * (y - top);
        return Double.isFinite(heat) ? heat : 0;
    }

    private static int mixed(int pixel, double heat) {
        double share = MOST * Math.sqrt(Math.abs(heat));
        int[] light = heat < 0 ? COLD : WARM;
        int mixed = 0xFF << 24;
        for (int colour = 0; colour < 3; colour++) {
            double own = DIMMED * (pixel >> 16 - 8 * colour & 255), shone = light[colour]
                * (.35 + .65 * (pixel >> 16 - 8 * colour & 255) / 255.0);
            mixed |= (int) Math.round(own * (1 - share) + shone * share) << 16 - 8 * colour;
        }
        return mixed;
    }
}
