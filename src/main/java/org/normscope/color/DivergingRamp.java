package org.normscope.color;

/**
 * Diverging colour maps made in OKLab (Ottosson 2020): from a neutral centre both arms move through the same
 * lightnesses, so that equal distances from zero look equally strong and only the hue tells the sign.
 *
 * @param centre    0xRRGGBB of the neutral colour, the background the maps stand on
 * @param endLight  OKLab lightness of both ends, 0 to 1
 * @param chroma    largest OKLab chroma along an arm; less where sRGB has no such colour
 * @param endChroma OKLab chroma of both ends
 * @param negative  hue of the low arm, degrees: near the centre, at the end
 * @param positive  hue of the high arm, degrees: near the centre, at the end
 */
record DivergingRamp(int centre, double endLight, double chroma, double endChroma,
                     double[] negative, double[] positive) {

    static int[] dark() {
        return new DivergingRamp(0x161B22, 0.94, 0.15, 0.045, new double[] {245, 225}, new double[] {50, 72}).table();
    }

    static int[] light() {
        return new DivergingRamp(0xFFFFFF, 0.33, 0.145, 0.07, new double[] {235, 252}, new double[] {62, 42}).table();
    }

    /** Entries 127 and 128 are both the centre, so that an exact zero is neutral whichever way it rounds. */
    int[] table() {
        int[] table = new int[256];
        for (int step = 0; step < 128; step++) {
            table[127 - step] = color(step / 127.0, negative);
            table[128 + step] = color(step / 127.0, positive);
        }
        return table;
    }

    private int color(double distance, double[] hues) {
        if (distance == 0) return 0xFF000000 | centre;
        double[] start = OkLab.of(centre);
        double light = start[0] + (endLight - start[0]) * distance;
        double hue = Math.toRadians(hues[0] + (hues[1] - hues[0]) * distance);
        // A hump of chroma over the straight line from neutral to the end's chroma.
        double wanted = endChroma * distance + (chroma - endChroma / 2) * 4 * distance * (1 - distance);
        double inside = 0, outside = Math.max(wanted, 0);
        if (OkLab.isSrgb(light, outside, hue)) return OkLab.argb(light, outside, hue);
        for (int halving = 0; halving < 30; halving++) {
            double middle = (inside + outside) / 2;
            if (OkLab.isSrgb(light, middle, hue)) inside = middle;
            else outside = middle;
        }
        return OkLab.argb(light, inside, hue);
    }
}
