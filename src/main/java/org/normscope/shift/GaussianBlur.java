package org.normscope.shift;

import org.normscope.tensor.Tensor;

/** A Gaussian blur, rows and columns one after the other; past the border the border's pixel goes on. */
final class GaussianBlur {
    /** Where the Gaussian is cut, in deviations. */
    private static final double REACH = 3;

    private GaussianBlur() { }

    /** @param percent deviation, in percent of the shorter side */
    static Tensor blurred(Tensor light, double percent) {
        int width = light.shape().w(), height = light.shape().h();
        double deviation = percent / 100 * Math.min(width, height);
        float[] cells = new float[light.data().length];
        for (int c = 0; c < light.shape().c(); c++) {
            float[] plane = java.util.Arrays.copyOfRange(light.data(), c * width * height, (c + 1) * width * height);
            System.arraycopy(blurred(plane, width, height, deviation), 0, cells, c * width * height, width * height);
        }
        return Tensor.of(light.shape(), cells);
    }

    /** @param deviation in pixels */
    static float[] blurred(float[] plane, int width, int height, double deviation) {
        float[] kernel = kernel(deviation);
        return along(along(plane, width, height, 1, width, kernel), height, width, width, 1, kernel);
    }

    /** exp(-i^2 / (2 s^2)) for i from 0, so that the whole, both sides, adds up to 1. */
    private static float[] kernel(double deviation) {
        int reach = (int) Math.ceil(REACH * deviation);
        double[] weights = new double[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            weights[i] = deviation == 0 ? 1 : Math.exp(-i * i / (2 * deviation * deviation));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        float[] kernel = new float[reach + 1];
        for (int i = 0; i <= reach; i++) kernel[i] = (float) (weights[i] / sum);
        return kernel;
    }

    /** Lines of {@code length} cells that lie {@code step} apart, the next line {@code next} further on. */
    private static float[] along(float[] from, int length, int lines, int step, int next, float[] kernel) {
        float[] cells = new float[from.length];
        for (int line = 0; line < lines; line++) {
            int start = line * next;
            for (int x = 0; x < length; x++) {
                float sum = kernel[0] * from[start + x * step];
                for (int i = 1; i < kernel.length; i++) {
                    sum += kernel[i]
                        * (from[start + Math.max(0, x - i) * step] + from[start + Math.min(length - 1, x + i) * step]);
                }
                cells[start + x * step] = sum;
            }
        }
        return cells;
    }
}
