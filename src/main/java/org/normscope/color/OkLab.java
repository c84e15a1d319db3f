package org.normscope.color;

/** The perceptual colour space of Björn Ottosson, "A perceptual color space for image processing", 2020. */
final class OkLab {
    private OkLab() { }

    /** Lightness 0 to 1, a and b of 0xRRGGBB. */
    static double[] of(int rgb) {
        double r = linear(rgb >> 16 & 255), g = linear(rgb >> 8 & 255), b = linear(rgb & 255);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    /** Whether sRGB has the colour of that lightness, chroma and hue (radians). */
    static boolean isSrgb(double light, double chroma, double hue) {
        for (double channel : linearRgb(light, chroma, hue)) {
            if (channel < 0 || channel > 1) return false;
        }
        return true;
    }

    /** 0xFFRRGGBB, clipped to sRGB. */
    static int argb(double light, double chroma, double hue) {
        int argb = 0xFF;
        for (double channel : linearRgb(light, chroma, hue)) argb = argb << 8 | encoded(channel);
        return argb;
    }

    private static double[] linearRgb(double light, double chroma, double hue) {
        double a = chroma * Math.cos(hue), b = chroma * Math.sin(hue);
        double l = cube(light + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(light - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(light - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /** The sRGB transfer function, IEC 61966-2-1. */
    private static double linear(int level) {
        double value = level / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.max(0, Math.min(255, Math.round(255 * value)));
    }
}
