package org.normscope.paint.filter;

import org.normscope.image.plane.Direction;
import org.normscope.node.Easel;

/** A Gaussian blur along the lines in which a picture runs, both ways from each pixel, a pixel a step. */
final class FlowBlur {
    private FlowBlur() { }

    /** Pixels to the line's end. */
    static int reach(double sigma) {
        return (int) Math.ceil(2 * sigma);
    }

    /** @param sigma deviation along the line, in pixels; the line ends after two of them, or at the picture's edge */
    static float[] along(float[] plane, Direction flow, double sigma, Easel easel) {
        int width = flow.width(), height = flow.height(), steps = reach(sigma);
        float[] weights = new float[steps + 1], result = new float[plane.length];
        for (int i = 0; i <= steps; i++) weights[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
        float[] cos = new float[plane.length], sin = new float[plane.length];
        for (int i = 0; i < cos.length; i++) {
            cos[i] = (float) Math.cos(flow.tangent()[i]);
            sin[i] = (float) Math.sin(flow.tangent()[i]);
        }
        for (int y = 0; y < height; y++) {
            if (y % 16 == 0) easel.at(.3 + .7 * y / height);
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                float sum = plane[at], count = 1;
                for (int way = -1; way <= 1; way += 2) {
                    float px = x, py = y, dx = way * cos[at], dy = way * sin[at];
                    for (int i = 1; i <= steps; i++) {
                        px += dx;
                        py += dy;
                        int column = Math.round(px), row = Math.round(py);
                        if (column < 0 || row < 0 || column >= width || row >= height) break;
                        int here = row * width + column;
                        sum += weights[i] * plane[here];
                        count += weights[i];
                        float side = cos[here] * dx + sin[here] * dy < 0 ? -1 : 1; // A tangent has no sense of its own.
                        dx = side * cos[here];
                        dy = side * sin[here];
                    }
                }
                result[at] = sum / count;
            }
        }
        return result;
    }
}
