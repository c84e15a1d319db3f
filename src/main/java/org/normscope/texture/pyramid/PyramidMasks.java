package org.normscope.texture.pyramid;

/**
 * The steerable pyramid's filters at the frequencies of a spectrum.
 *
 * @param octaves logarithm to base 2 of the radius, 0 at half the sampling rate of this scale along an axis
 * @param angles  radians
 */
record PyramidMasks(int width, int height, double[] octaves, double[] angles) {
    static PyramidMasks of(int width, int height) {
        double[] octaves = new double[width * height], angles = new double[octaves.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (x - width / 2) / (width / 2.0), v = (y - height / 2) / (height / 2.0);
                octaves[y * width + x] = .5 * Math.log(Math.max(1e-18, u * u + v * v)) / Math.log(2);
                angles[y * width + x] = Math.atan2(v, u);
            }
        }
        return new PyramidMasks(width, height, octaves, angles);
    }

    /** Those of the next scale: the same frequencies, which are an octave higher there. */
    PyramidMasks middle() {
        int narrow = (width + 1) / 2, low = (height + 1) / 2, left = width / 2 - narrow / 2, top = height / 2 - low / 2;
        double[] near = new double[narrow * low], turned = new double[near.length];
        for (int y = 0; y < low; y++) {
            for (int x = 0; x < narrow; x++) {
                near[y * narrow + x] = octaves[(y + top) * width + x + left] + 1;
                turned[y * narrow + x] = angles[(y + top) * width + x + left];
            }
        }
        return new PyramidMasks(narrow, low, near, turned);
    }

    /** Passes what is above: 0 an octave below the bound, 1 from it on; the bound is so many octaves below 0. */
    double[] high(int below) {
        double[] mask = new double[octaves.length];
        for (int i = 0; i < mask.length; i++) mask[i] = Math.cos(Math.PI / 2 * place(i, below));
        return mask;
    }

    /** Passes what {@link #high} keeps back: their squares sum to 1. */
    double[] low(int below) {
        double[] mask = new double[octaves.length];
        for (int i = 0; i < mask.length; i++) mask[i] = Math.sin(Math.PI / 2 * place(i, below));
        return mask;
    }

    /** 1 an octave below the bound and lower, 0 from the bound on. */
    private double place(int cell, int below) {
        return Math.max(0, Math.min(1, -(octaves[cell] + below)));
    }

    /**
     * The squares of all directions' masks sum to 1; a complex one is twice as high on one half, and 0 on the other.
     */
    double[] direction(int b, int directions, boolean complex) {
        int order = directions - 1;
        double gain = Math.pow(2, order);
        for (int k = 1; k <= order; k++) gain *= k;
        double below = directions;
        for (int k = 1; k <= 2 * order; k++) below *= k;
        gain /= Math.sqrt(below);
        double[] mask = new double[angles.length];
        for (int i = 0; i < mask.length; i++) {
            double cos = Math.cos(angles[i] - Math.PI * b / directions);
            if (complex && cos <= 0) continue;
            mask[i] = complex ? 2 * gain : gain;
            for (int k = 0; k < order; k++) mask[i] *= cos;
        }
        return mask;
    }
}
