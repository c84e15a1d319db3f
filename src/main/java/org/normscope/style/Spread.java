package org.normscope.style;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * Means of channels and how they vary together; sets of cells are joined with {@link #and}.
 *
 * @param count   of cells
 * @param means   by channel
 * @param squares between channels, summed products of what is left without the means
 */
record Spread(long count, double[] means, DMatrixRMaj squares) {
    /** Of both sets together (Chan, Golub and LeVeque 1979). */
    Spread and(Spread other) {
        long both = count + other.count;
        double share = (double) other.count / both;
        DMatrixRMaj step = new DMatrixRMaj(means.length, 1), sum = squares.copy();
        double[] joined = new double[means.length];
        for (int c = 0; c < joined.length; c++) {
            step.set(c, other.means[c] - means[c]);
            joined[c] = means[c] + share * step.get(c);
        }
        CommonOps_DDRM.addEquals(sum, other.squares);
        VectorVectorMult_DDRM.addOuterProd(share * count, step, step, sum);
        return new Spread(both, joined, sum);
    }

    DMatrixRMaj covariance() {
        DMatrixRMaj covariance = squares.copy();
        CommonOps_DDRM.scale(1.0 / count, covariance);
        return covariance;
    }

    /** Of these cells, each channel multiplied by a number and moved by another. */
    Spread scaled(double[] by, double[] to) {
        DMatrixRMaj scaled = squares.copy();
        double[] moved = new double[means.length];
        for (int a = 0; a < moved.length; a++) {
            moved[a] = by[a] * means[a] + to[a];
            for (int b = 0; b < moved.length; b++) scaled.set(a, b, by[a] * by[b] * squares.get(a, b));
        }
        return new Spread(count, moved, scaled);
    }
}
