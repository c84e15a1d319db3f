package org.normscope.style;

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
        double[] column = new double[channels];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < channels; c++) column[c] = data[c * plane + i] - from[c];
            for (int c = 0; c < channels; c++) {
                double sum = to[c];
                for (int k = 0; k < channels; k++) sum += matrix.unsafe_get(c, k) * column[k];
                moved[c * plane + i] = (float) (amount * sum + (1 - amount) * data[c * plane + i]);
            }
        }
        return Tensor.of(content.shape(), moved);
    }

    static double[] means(Tensor maps) {
        int plane = maps.shape().plane();
        double[] means = new double[maps.shape().c()];
        for (int i = 0; i < maps.data().length; i++) means[i / plane] += maps.data()[i] / (double) plane;
        return means;
    }

    /** Between channels; of AdaIN the diagonal alone. */
    private DMatrixRMaj covariance(Tensor maps, double[] means) {
        int channels = means.length, plane = maps.shape().plane();
        float[] data = maps.data();
        DMatrixRMaj covariance = new DMatrixRMaj(channels, channels);
        for (int a = 0; a < channels; a++) {
            for (int b = this == ADAIN ? a : 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < plane; i++) sum += (data[a * plane + i] - means[a])
                    * (data[b * plane + i] - means[b]);
                covariance.set(a, b, sum / plane);
                covariance.set(b, a, sum / plane);
            }
        }
        return covariance;
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
