package org.normscope.texture.pyramid;

/**
 * Complex numbers at frequencies, frequency 0 in the middle: at (width / 2, height / 2), rounded down.
 *
 * @param re height rows of width real parts
 */
record Spectrum(int width, int height, double[] re, double[] im) {
    static Spectrum empty(int width, int height) {
        return new Spectrum(width, height, new double[width * height], new double[width * height]);
    }

    /** Times a real mask. */
    Spectrum times(double[] mask) {
        Spectrum product = empty(width, height);
        for (int i = 0; i < re.length; i++) {
            product.re[i] = re[i] * mask[i];
            product.im[i] = im[i] * mask[i];
        }
        return product;
    }

    /** Times i to a whole power. */
    Spectrum turned(int quarters) {
        Spectrum turned = empty(width, height);
        for (int i = 0; i < re.length; i++) {
            double a = re[i], b = im[i];
            switch (Math.floorMod(quarters, 4)) {
                case 0 -> { turned.re[i] = a; turned.im[i] = b; }
                case 1 -> { turned.re[i] = -b; turned.im[i] = a; }
                case 2 -> { turned.re[i] = -a; turned.im[i] = -b; }
                default -> { turned.re[i] = b; turned.im[i] = -a; }
            }
        }
        return turned;
    }

    void add(Spectrum other) {
        for (int i = 0; i < re.length; i++) {
            re[i] += other.re[i];
            im[i] += other.im[i];
        }
    }

    /** The middle, half as wide and high, rounded up: the frequencies up to half the highest. */
    Spectrum middle() {
        Spectrum middle = empty((width + 1) / 2, (height + 1) / 2);
        int left = width / 2 - middle.width / 2, top = height / 2 - middle.height / 2;
        for (int y = 0; y < middle.height; y++) {
            int from = (y + top) * width + left, to = y * middle.width;
            System.arraycopy(re, from, middle.re, to, middle.width);
            System.arraycopy(im, from, middle.im, to, middle.width);
        }
        return middle;
    }
}
