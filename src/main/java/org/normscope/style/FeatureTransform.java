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
        double[] from = means(content), to = means(style);
        DMatrixRMaj own = covariance(content, from), wanted = covariance(style, to);
        int channels = from.length, plane = content.shape().plane();
        DMatrixRMaj matrix = new DMatrixRMaj(channels, channels);
        CommonOps_DDRM.mult(power(wanted, .5), power(own, -.5), matrix);
        float[] data = content.data(), moved = new float[data.length];
        double[][] away = new double[channels][NEAR];
        double[] sums = new double[NEAR];
        for (int first = 0; first < plane; first += NEAR) {
            int count = Math.min(NEAR, plane - first);
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < count; i++) away[c][i] = data[c * plane + first + i] - from[c];
            }
            for (int c = 0; c < channels; c++) {
                Arrays.fill(sums, to[c]);
                for (int k = 0; k < channels; k++) if (this == WCT || k == c) add(sums, away[k], matrix.get(c, k));
                for (int i = 0; i < count; i++) {
                    int at = c * plane + first + i;
                    moved[at] = (float) (amount * sums[i] + (1 - amount) * data[at]);
                }
            }
        }
        return Tensor.of(content.shape(), moved);
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

    /** Between channels; of AdaIN the diagonal alone. */
    private DMatrixRMaj covariance(Tensor maps, double[] means) {
        int channels = means.length, plane = maps.shape().plane();
        float[] data = maps.data();
        DMatrixRMaj covariance = new DMatrixRMaj(channels, channels);
        for (int a = 0; a < channels; a++) {
            for (int b = this == ADAIN ? a : 0; b <= a; b++) {
                double product = product(data, a * plane, means[a], b * plane, means[b], plane) / plane;
                covariance.set(a, b, product);
                covariance.set(b, a, product);
            }
        }
        return covariance;
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
