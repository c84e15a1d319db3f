package org.normscope.normalize;

import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Sums over the patch of the input that each output cell of a convolution sees; zero padding counts as zeros. It is the
 * convolution with a kernel of ones, once for each channel group instead of once for each output unit.
 *
 * @param sums sum of x, by (n, group, output position)
 * @param squares sum of x^2, in the same order
 * @param volume cells of a patch, padding included: Cin/groups x kh x kw
 */
record Patches(double[] sums, double[] squares, int volume, int groups, int channels, int plane) {

    /** @throws NotApplicableException where kernel, input and maps do not fit each other */
    static Patches of(Kernel kernel, Tensor input, Shape maps) {
        Shape weights = kernel.weights().shape();
        int groups = kernel.groups(), perGroup = weights.c(), plane = maps.plane();
        boolean flat = weights.plane() == 1 && input.shape().c() != perGroup * groups;
        Tensor read = flat
            ? input.reshaped(Shape.of(input.shape().n(), input.shape().c() * input.shape().plane(), 1, 1)) : input;
        if (read.shape().c() != perGroup * groups || read.shape().n() != maps.n() || weights.n() != maps.c()) {
            throw new NotApplicableException("norm.kernel.unfit", weights.toString(),
                input.shape().toString(), maps.toString());
        }
        double[] sums = new double[maps.n() * groups * plane], squares = new double[sums.length];
        for (int n = 0, at = 0; n < maps.n(); n++) {
            for (int group = 0; group < groups; group++, at += plane) {
                addPatches(kernel, read, maps, n, group, at, sums, squares);
            }
        }
        return new Patches(sums, squares, perGroup * weights.plane(), groups, maps.c(), plane);
    }

    private static void addPatches(Kernel kernel, Tensor input, Shape maps, int n, int group, int at,
                                   double[] sums, double[] squares) {
        Shape shape = input.shape(), weights = kernel.weights().shape();
        int cells = shape.plane(), height = shape.h(), width = shape.w(), outWidth = maps.w(), outHeight = maps.h();
        double[] sum = new double[cells], square = new double[cells];
        for (int c = group * weights.c(); c < (group + 1) * weights.c(); c++) {
            int run = (n * shape.c() + c) * cells;
            for (int p = 0; p < cells; p++) {
                double x = input.data()[run + p];
                sum[p] += x;
                square[p] += x * x;
            }
        }
        for (int row = 0; row < outHeight; row++) {
            for (int ky = 0; ky < weights.h(); ky++) {
                int y = row * kernel.strides()[0] - kernel.pads()[0] + ky * kernel.dilations()[0];
                if (y < 0 || y >= height) continue;
                for (int column = 0; column < outWidth; column++) {
                    for (int kx = 0; kx < weights.w(); kx++) {
                        int x = column * kernel.strides()[1] - kernel.pads()[1] + kx * kernel.dilations()[1];
                        if (x < 0 || x >= width) continue;
                        sums[at + row * outWidth + column] += sum[y * width + x];
                        squares[at + row * outWidth + column] += square[y * width + x];
                    }
                }
            }
        }
    }

    /** Index in {@link #sums} of the patch that position p of map (n, c) sees. */
    int index(int n, int c, int p) {
        return (n * groups + c / (channels / groups)) * plane + p;
    }

    /** Sum of squared deviations from the patch's own mean; 0 where that is all rounding. */
    double centredSquares(int index) {
        double centred = squares[index] - sums[index] * sums[index] / volume;
        return centred <= 1e-12 * squares[index] ? 0 : centred;
    }
}
