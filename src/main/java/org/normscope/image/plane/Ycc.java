package org.normscope.image.plane;

/** Luminance and two differences of colour (BT.601): Y from 0 to 1, Cb and Cr from -.5 to .5. */
public final class Ycc {
    private Ycc() { }

    public static float[][] of(Planes rgb) {
        float[] light = rgb.luminance();
        float[][] ycc = {light, new float[light.length], new float[light.length]};
        for (int i = 0; i < light.length; i++) {
            ycc[1][i] = (rgb.values()[2][i] - light[i]) / 1.772f;
            ycc[2][i] = (rgb.values()[0][i] - light[i]) / 1.402f;
        }
        return ycc;
    }

    public static Planes back(float[][] ycc, int width, int height) {
        Planes rgb = Planes.empty(width, height, 3);
        for (int i = 0; i < rgb.size(); i++) {
            float y = ycc[0][i], cb = ycc[1][i], cr = ycc[2][i];
            rgb.values()[0][i] = y + 1.402f * cr;
            rgb.values()[1][i] = y - .344136f * cb - .714136f * cr;
            rgb.values()[2][i] = y + 1.772f * cb;
        }
        return rgb;
    }
}
