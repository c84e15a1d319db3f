package org.normscope.flow;

import java.util.Arrays;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Partition;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The sums inside local response normalization by other operators' means: between channels the window's sum of squares
 * is a 1 x 1 convolution with a banded matrix of ones, within a channel the window's mean of squares is average pooling
 * with stride 1. What LRN adds to these operators is the division by a power of the result.
 */
public final class LrnOperators {
    private LrnOperators() { }

    public static Tensor squares(Tensor maps) {
        Tensor squares = Tensor.zeros(maps.shape());
        for (int i = 0; i < squares.data().length; i++) squares.data()[i] = maps.data()[i] * maps.data()[i];
        return squares;
    }

    /** At every cell the sum over the window that the normalization itself reads. */
    public static Tensor windowSums(Tensor maps, Partition windows) {
        Shape shape = maps.shape();
        Tensor sums = Tensor.zeros(shape);
        int at = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        sums.data()[at++] = sum(maps, windows.cellsOf(new Cell(n, c, y, x), shape));
                    }
                }
            }
        }
        return sums;
    }

    private static float sum(Tensor maps, CellBox box) {
        double sum = 0;
        for (int c = box.c0(); c < box.c1(); c++) {
            for (int y = box.y0(); y < box.y1(); y++) {
                for (int x = box.x0(); x < box.x1(); x++) sum += maps.at(box.n0(), c, y, x);
            }
        }
        return (float) sum;
    }

    /** Every value times a factor: the mean of n x n cells times n^2 is their sum. */
    public static Tensor scaled(Tensor maps, double factor) {
        Tensor scaled = Tensor.zeros(maps.shape());
        for (int i = 0; i < scaled.data().length; i++) scaled.data()[i] = (float) (factor * maps.data()[i]);
        return scaled;
    }

    /** [C, C, 1, 1]: one where the window around the output channel holds the input channel. */
    public static Tensor bandedKernel(int channels, Partition windows) {
        Tensor kernel = Tensor.zeros(Shape.of(channels, channels, 1, 1));
        for (int o = 0; o < channels; o++) {
            CellBox window = windows.cellsOf(new Cell(0, o, 0, 0), Shape.of(1, channels, 1, 1));
            Arrays.fill(kernel.data(), o * channels + window.c0(), o * channels + window.c1(), 1);
        }
        return kernel;
    }

    /** A 1 x 1 convolution, stride 1: y[n, o, h, w] = sum over i of kernel[o, i] x[n, i, h, w]. */
    public static Tensor convolved(Tensor maps, Tensor kernel) {
        Shape shape = maps.shape();
        int inputs = shape.c(), outputs = kernel.shape().n(), plane = shape.plane();
        Tensor result = Tensor.zeros(Shape.of(shape.n(), outputs, shape.h(), shape.w()));
        for (int n = 0; n < shape.n(); n++) {
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    float weight = kernel.data()[o * inputs + i];
                    if (weight == 0) continue;
                    int to = (n * outputs + o) * plane, from = (n * inputs + i) * plane;
                    for (int p = 0; p < plane; p++) result.data()[to + p] += weight * maps.data()[from + p];
                }
            }
        }
        return result;
    }

    /** Average pooling, n x n, stride 1, zero padded, zeros counted: the size stays. @param n odd */
    public static Tensor averagePooled(Tensor maps, int n) {
        Shape shape = maps.shape();
        int height = shape.h(), width = shape.w(), reach = (n - 1) / 2;
        Tensor result = Tensor.zeros(shape);
        double[] integral = new double[(height + 1) * (width + 1)];
        for (int map = 0; map < shape.n() * shape.c(); map++) {
            integrate(maps.data(), map * height * width, height, width, integral);
            for (int y = 0, at = map * height * width; y < height; y++) {
                for (int x = 0; x < width; x++, at++) {
                    int top = Math.max(0, y - reach), bottom = Math.min(height, y + reach + 1);
                    int left = Math.max(0, x - reach), right = Math.min(width, x + reach + 1), row = width + 1;
                    double sum = integral[bottom * row + right] - integral[top * row + right]
                        - integral[bottom * row + left] + integral[top * row + left];
                    result.data()[at] = (float) (sum / ((double) n * n));
                }
            }
        }
        return result;
    }

    /** integral[y, x] is the sum of all cells above and to the left (Crow 1984). */
    private static void integrate(float[] data, int from, int height, int width, double[] integral) {
        int row = width + 1;
        for (int y = 0; y < height; y++) {
            double sum = 0;
            for (int x = 0; x < width; x++) {
                sum += data[from + y * width + x];
                integral[(y + 1) * row + x + 1] = integral[y * row + x + 1] + sum;
            }
        }
    }
}
