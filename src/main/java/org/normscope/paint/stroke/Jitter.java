package org.normscope.paint.stroke;

import java.util.SplittableRandom;

/** Random differences between the colours of strokes. */
final class Jitter {
    private Jitter() { }

    /**
     * @param rgb    0 to 1
     * @param jitter of hue, saturation, value, red, green, blue; 0 none, 1 anything. Differences are even, half to each
     *               side
     * @return a new array, cut to 0 to 1
     */
    static float[] of(float[] rgb, double[] jitter, SplittableRandom chance) {
        float[] hsv = hsv(rgb);
        hsv[0] += off(jitter[0], chance);
        hsv[1] = clip(hsv[1] + off(jitter[1], chance));
        hsv[2] = clip(hsv[2] + off(jitter[2], chance));
        float[] changed = rgb(hsv);
        for (int c = 0; c < 3; c++) changed[c] = clip(changed[c] + off(jitter[3 + c], chance));
        return changed;
    }

    private static float off(double jitter, SplittableRandom chance) {
        return jitter == 0 ? 0 : (float) (jitter * (chance.nextDouble() - .5));
    }

    private static float clip(float value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Hue, saturation, value, each 0 to 1. */
    private static float[] hsv(float[] rgb) {
        float most = Math.max(rgb[0], Math.max(rgb[1], rgb[2])), span = most
            - Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        float hue = span == 0 ? 0 : most == rgb[0] ? (rgb[1] - rgb[2]) / span : most == rgb[1]
            ? 2 + (rgb[2] - rgb[0]) / span : 4 + (rgb[0] - rgb[1]) / span;
        return new float[] {hue / 6, most == 0 ? 0 : span / most, most};
    }

    private static float[] rgb(float[] hsv) {
        float[] rgb = new float[3];
        for (int c = 0; c < 3; c++) {
            double k = (new int[] {5, 3, 1}[c] + hsv[0] * 6) % 6;
            if (k < 0) k += 6;
            rgb[c] = (float) (hsv[2] - hsv[2] * hsv[1] * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
        }
        return rgb;
    }
}
