package org.normscope.image.plane;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Where a cloud of colours lies and which way it stretches.
 *
 * @param mean      of the three channels
 * @param axes      three unit vectors, the longest axis first
 * @param variances along them, none below 0
 */
public record ColourAxes(double[] mean, double[][] axes, double[] variances) {
    public static ColourAxes of(Planes picture) {
        double[] mean = new double[3];
        for (int c = 0; c < 3; c++) {
            for (float value : picture.values()[c]) mean[c] += value;
            mean[c] /= picture.size();
        }
        double[][] covariance = new double[3][3];
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                double sum = 0;
                float[] first = picture.values()[a], second = picture.values()[b];
                for (int i = 0; i < first.length; i++) sum += (first[i] - mean[a]) * (second[i] - mean[b]);
                covariance[a][b] = sum / first.length;
                covariance[b][a] = sum / first.length;
            }
        }
        ColourAxes around = of(covariance);
        return new ColourAxes(mean, around.axes, around.variances);
    }

    /** Of a symmetric matrix, around 0. */
    public static ColourAxes of(double[][] covariance) {
        EigenDecomposition_F64<DMatrixRMaj> found = DecompositionFactory_DDRM.eig(3, true, true);
        if (!found.decompose(new DMatrixRMaj(covariance))) throw new IllegalArgumentException("no numbers");
        List<Integer> order = IntStream.range(0, 3).boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> -found.getEigenvalue(k).getReal())).toList();
        double[][] axes = new double[3][];
        double[] variances = new double[3];
        for (int k = 0; k < 3; k++) {
            variances[k] = Math.max(0, found.getEigenvalue(order.get(k)).getReal());
            axes[k] = found.getEigenVector(order.get(k)).getData();
        }
        return new ColourAxes(new double[3], axes, variances);
    }

    /** U L^exponent U^T; variances below the bound become 0, whatever the exponent. */
    public double[][] power(double exponent, double bound) {
        double[][] sum = new double[3][3];
        for (int k = 0; k < 3; k++) {
            if (variances[k] > bound) addOuter(sum, Math.pow(variances[k], exponent), axes[k], axes[k]);
        }
        return sum;
    }

    /** sum += gain * to from^T */
    public static void addOuter(double[][] sum, double gain, double[] to, double[] from) {
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) sum[i][j] += gain * to[i] * from[j];
    }

    public static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) product[i][j] += a[i][k] * b[k][j];
        }
        return product;
    }
}
