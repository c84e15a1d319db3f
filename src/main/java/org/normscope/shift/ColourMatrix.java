package org.normscope.shift;

import org.normscope.tensor.Tensor;

/** What changes colours by one 3 x 3 matrix for all pixels. Each leaves greys as light as they are. */
final class ColourMatrix {
    private static final double[] LUMINANCE = {Light.RED, Light.GREEN, Light.BLUE};

    private ColourMatrix() { }

    /** Red times 2^(w/2), blue times 2^(-w/2), all divided by what that makes of white's luminance. */
    static Tensor whiteBalance(Tensor light, double w) {
        double red = Math.pow(2, w / 2), blue = 1 / red;
        double white = Light.RED * red + Light.GREEN + Light.BLUE * blue;
        return times(light, new double[][] {{red / white, 0, 0}, {0, 1 / white, 0}, {0, 0, blue / white}});
    }

    /** Y + (v - Y)(1 + s), where Y is the pixel's luminance. */
    static Tensor saturation(Tensor light, double s) {
        double[][] matrix = new double[3][3];
        for (int to = 0; to < 3; to++) {
            for (int from = 0; from < 3; from++) matrix[to][from] = -s * LUMINANCE[from] + (to == from ? 1 + s : 0);
        }
        return times(light, matrix);
    }

    /**
     * The chrominances U = B - Y and V = R - Y turned by an angle: U' = U cos h - V sin h, V' = U sin h + V cos h; then
     * R = Y + V', B = Y + U', and green so that Y stays.
     *
     * @param h degrees
     */
    static Tensor hue(Tensor light, double h) {
        double cos = Math.cos(Math.toRadians(h)), sin = Math.sin(Math.toRadians(h));
        double[] y = LUMINANCE, u = {-y[0], -y[1], 1 - y[2]}, v = {1 - y[0], -y[1], -y[2]};
        double[][] matrix = new double[3][3];
        for (int from = 0; from < 3; from++) {
            double turnedU = u[from] * cos - v[from] * sin, turnedV = u[from] * sin + v[from] * cos;
            matrix[0][from] = y[from] + turnedV;
            matrix[2][from] = y[from] + turnedU;
            matrix[1][from] = y[from] - (y[0] * turnedV + y[2] * turnedU) / y[1];
        }
        return times(light, matrix);
    }

    private static Tensor times(Tensor light, double[][] matrix) {
        int plane = light.shape().plane();
        float[] from = light.data(), cells = new float[from.length];
        for (int to = 0; to < 3; to++) {
            double red = matrix[to][0], green = matrix[to][1], blue = matrix[to][2];
            for (int i = 0; i < plane; i++) {
                cells[to * plane + i] = (float) (red * from[i] + green * from[plane + i] + blue * from[2 * plane + i]);
            }
        }
        return Tensor.of(light.shape(), cells);
    }
}
