package org.normscope.normalize;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Sigma^(-1/2) of a covariance matrix: what whitening multiplies by. Where Sigma is not finite, neither is the result.
 */
final class InverseRoot {
    /** Eigenvalues below this share of the largest are rounding. */
    private static final double ROUNDING = 1e-12;

    private InverseRoot() { }

    /** By eigendecomposition; directions in which nothing varies become zero. */
    static DMatrixRMaj byEigenvalues(DMatrixRMaj covariance) {
        int size = covariance.numRows;
        DMatrixRMaj root = new DMatrixRMaj(size, size);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (MatrixFeatures_DDRM.hasUncountable(covariance) || !eigen.decompose(covariance.copy())) {
            CommonOps_DDRM.fill(root, Double.NaN);
            return root;
        }
        double largest = 0;
        for (int i = 0; i < size; i++) largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
        for (int i = 0; i < size; i++) {
            double value = eigen.getEigenvalue(i).getReal();
            DMatrixRMaj vector = eigen.getEigenVector(i);
            if (value > ROUNDING * largest) {
                VectorVectorMult_DDRM.addOuterProd(1 / Math.sqrt(value), vector, vector, root);
            }
        }
        return root;
    }

    /**
     * By Newton's iteration (Huang et al. 2019): Sigma is divided by its trace t, P = I, then so many times P = (3 P -
     * P^3 Sigma) / 2; the result is P / sqrt(t). Few steps do not whiten directions of small eigenvalues.
     */
    static DMatrixRMaj byNewton(DMatrixRMaj covariance, int steps) {
        int size = covariance.numRows;
        double trace = CommonOps_DDRM.trace(covariance);
        if (trace == 0) return new DMatrixRMaj(size, size);
        DMatrixRMaj root = CommonOps_DDRM.identity(size), square = new DMatrixRMaj(size, size),
            cube = new DMatrixRMaj(size, size), product = new DMatrixRMaj(size, size);
        for (int step = 0; step < steps; step++) {
            CommonOps_DDRM.mult(root, root, square);
            CommonOps_DDRM.mult(square, root, cube);
            CommonOps_DDRM.mult(1 / trace, cube, covariance, product);
            CommonOps_DDRM.add(1.5, root, -0.5, product, root);
        }
        CommonOps_DDRM.divide(root, Math.sqrt(trace));
        return root;
    }

    /** How far a matrix W is from whitening: the Frobenius norm of W Sigma W - I. */
    static double residual(DMatrixRMaj matrix, DMatrixRMaj covariance) {
        int size = covariance.numRows;
        DMatrixRMaj half = new DMatrixRMaj(size, size), whole = new DMatrixRMaj(size, size);
        CommonOps_DDRM.mult(matrix, covariance, half);
        CommonOps_DDRM.mult(half, matrix, whole);
        CommonOps_DDRM.subtractEquals(whole, CommonOps_DDRM.identity(size));
        return NormOps_DDRM.normF(whole);
    }
}
