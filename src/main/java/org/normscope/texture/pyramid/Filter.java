package org.normscope.texture.pyramid;

import org.normscope.texture.pyramid.FourierGrid.Box;

/**
 * A complex filter on a plane's spectrum whose answer is seen on a grid that may be coarser than the plane's, and the
 * way back. Frequencies that it keeps from passing are left out of the transforms.
 */
final class Filter {
    private final FourierGrid grid;
    private final Box box;
    private final double[] re;
    private final double[] im;
    private final Spectrum part;

    /**
     * @param grid  as coarse as what passes allows
     * @param part  memory for as many frequencies as the grid has, written again and again
     * @param width of the masks; both are centred at frequency 0, and no larger than the grid
     * @param re    real parts of what each frequency is multiplied with
     */
    Filter(FourierGrid grid, Spectrum part, int width, double[] re, double[] im) {
        this.grid = grid;
        this.part = part;
        int height = re.length / width, left = width, right = 0, top = height, bottom = 0;
        for (int i = 0; i < re.length; i++) {
            if (re[i] == 0 && im[i] == 0) continue;
            left = Math.min(left, i % width);
            right = Math.max(right, i % width + 1);
            top = Math.min(top, i / width);
            bottom = Math.max(bottom, i / width + 1);
        }
        int across = Math.max(0, right - left), down = Math.max(0, bottom - top);
        box = new Box(left + grid.width() / 2 - width / 2, top + grid.height() / 2 - height / 2, across, down);
        this.re = cut(re, top * width + left, width);
        this.im = cut(im, top * width + left, width);
    }

    private double[] cut(double[] mask, int from, int width) {
        double[] cut = new double[box.size()];
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(mask, from + y * width, cut, y * box.width(), box.width());
        }
        return cut;
    }

    /** What passes of a plane with this spectrum. */
    void pass(Spectrum whole, double[] real, double[] imaginary) {
        for (int y = 0; y < box.height(); y++) {
            int from = place(whole, y), to = y * box.width();
            for (int x = 0; x < box.width(); x++) {
                double a = whole.re()[from + x], b = whole.im()[from + x];
                part.re()[to + x] = a * re[to + x] - b * im[to + x];
                part.im()[to + x] = a * im[to + x] + b * re[to + x];
            }
        }
        grid.inverse(box, part.re(), part.im(), real, imaginary);
    }

    /** The grid's share of a plane's cells, by which its inverse divides less. */
    double share(Spectrum whole) {
        return (double) (grid.width() * grid.height()) / (whole.width() * whole.height());
    }

    /** The adjoint: adds an answer's spectrum, filtered by the conjugate, so many times to the spectrum of a plane. */
    void back(double[] real, double[] imaginary, double gain, Spectrum sum) {
        grid.forward(real, imaginary, box, part.re(), part.im());
        for (int y = 0; y < box.height(); y++) {
            int from = y * box.width(), to = place(sum, y);
            for (int x = 0; x < box.width(); x++) {
                double a = gain * part.re()[from + x], b = gain * part.im()[from + x];
                sum.re()[to + x] += a * re[from + x] + b * im[from + x];
                sum.im()[to + x] += b * re[from + x] - a * im[from + x];
            }
        }
    }

    /** Where a row of the box begins in a spectrum. */
    private int place(Spectrum whole, int row) {
        return (box.top() + row + whole.height() / 2 - grid.height() / 2) * whole.width() + box.left()
            + whole.width() / 2 - grid.width() / 2;
    }
}
