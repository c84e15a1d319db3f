package org.normscope.style;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.normscope.tensor.Tensor;

/** Gives an encoder's maps of a content the statistics of those of a style, for a decoder to paint. */
public enum FeatureTransform {
    /** Means and deviations by channel: adaptive instance normalization (Huang and Belongie 2017, arXiv 1703.06868). */
    ADAIN,
    /**
     * Means and covariance: whitening and colouring (Li et al. 2017, arXiv 1705.08086), Sigma_s^(1/2) Sigma_c^(-1/2) (x
     * - mean_c) + mean_s.
     */
    WCT;

    /** Eigenvalues below this share of the largest are rounding. */
    private static final double ROUNDING = 1e-9;
    /** Cells of all channels that stay close to the processor while they are mixed. */
    private static final int NEAR = 256;

    /**
     * @param content [1, C, H, W]
     * @param style   [1, C, any, any]
     * @param amount  0 gives the content's maps, 1 the transformed ones
     */
    public Tensor of(Tensor content, Tensor style, double amount) {
        Affine affine = between(spread(content), spread(style), amount);
        int channels = affine.offset.length, plane = content.shape().plane();
        float[] data = content.data(), moved = new float[data.length];
        double[][] cells = new double[channels][NEAR];
        double[] sums = new double[NEAR];
        for (int first = 0; first < plane; first += NEAR) {
            int count = Math.min(NEAR, plane - first);
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < count; i++) cells[c][i] = data[c * plane + first + i];
            }
            for (int c = 0; c < channels; c++) {
                Arrays.fill(sums, affine.offset[c]);
                for (int k = 0; k < channels; k++) {
                    if (this == WCT || k == c) add(sums, cells[k], affine.matrix.get(c, k));
                }
                for (int i = 0; i < count; i++) moved[c * plane + first + i] = (float) sums[i];
            }
        }
        return Tensor.of(content.shape(), moved);
    }

    /**
     * y = matrix x + offset, of the channels of every cell.
     *
     * @param matrix of AdaIN diagonal
     */
    record Affine(DMatrixRMaj matrix, double[] offset) { }

    /** What takes cells of such means and covariances to others, in the measure of the amount. */
    Affine between(Spread own, Spread wanted, double amount) {
        int channels = own.means().length;
        DMatrixRMaj matrix = new DMatrixRMaj(channels, channels);
        CommonOps_DDRM.mult(power(counted(wanted), .5), power(counted(own), -.5), matrix);
        CommonOps_DDRM.scale(amount, matrix);
        double[] offset = new double[channels];
        for (int c = 0; c < channels; c++) {
            offset[c] = amount * wanted.means()[c];
            for (int k = 0; k < channels; k++) offset[c] -= matrix.get(c, k) * own.means()[k];
            matrix.add(c, c, 1 - amount);
        }
        return new Affine(matrix, offset);
    }

    /** Of AdaIN the diagonal alone. */
    private DMatrixRMaj counted(Spread spread) {
        DMatrixRMaj covariance = spread.covariance();
        for (int i = 0; this == ADAIN && i < covariance.numRows * covariance.numCols; i++) {
            if (i / covariance.numCols != i % covariance.numCols) covariance.set(i, 0);
        }
        return covariance;
    }

    /** Over whole arrays, which compilers turn into vectors. */
    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) to[i] += times * what[i];
    }

    static double[] means(Tensor maps) {
        int plane = maps.shape().plane();
        double[] means = new double[maps.shape().c()];
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            for (int i = c * plane; i < (c + 1) * plane; i++) sum += maps.data()[i];
            means[c] = sum / plane;
        }
        return means;
    }

    /** What it wants to know of maps [1, C, H, W]: of AdaIN the channels by themselves alone. */
    Spread spread(Tensor maps) {
        double[] means = means(maps);
        int channels = means.length, plane = maps.shape().plane();
        float[] data = maps.data();
        DMatrixRMaj squares = new DMatrixRMaj(channels, channels);
        for (int a = 0; a < channels; a++) {
            for (int b = this == ADAIN ? a : 0; b <= a; b++) {
                double product = product(data, a * plane, means[a], b * plane, means[b], plane);
                squares.set(a, b, product);
                squares.set(b, a, product);
            }
        }
        return new Spread(plane, means, squares);
    }

    /** In four sums that need not wait for each other. */
    private static double product(float[] data, int a, double meanA, int b, double meanB, int count) {
        double first = 0, second = 0, third = 0, fourth = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            first += (data[a + i] - meanA) * (data[b + i] - meanB);
            second += (data[a + i + 1] - meanA) * (data[b + i + 1] - meanB);
            third += (data[a + i + 2] - meanA) * (data[b + i + 2] - meanB);
            fourth += (data[a + i + 3] - meanA) * (data[b + i + 3] - meanB);
        }
        for (; i < count; i++) first += (data[a + i] - meanA) * (data[b + i] - meanB);
        return first + second + third + fourth;
    }

    /** Of a symmetric matrix; directions in which nothing varies become zero. */
    private static DMatrixRMaj power(DMatrixRMaj covariance, double exponent) {
        int size = covariance.numRows;
        DMatrixRMaj power = new DMatrixRMaj(size, size);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(covariance.copy())) return power;
        double largest = 0;
        for (int i = 0; i < size; i++) largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
        for (int i = 0; i < size; i++) {
            double value = eigen.getEigenvalue(i).getReal();
            DMatrixRMaj vector = eigen.getEigenVector(i);
            if (value > ROUNDING * largest) VectorVectorMult_DDRM.addOuterProd(Math.pow(value, exponent), vector,
                vector, power);
        }
        return power;
    }
}
