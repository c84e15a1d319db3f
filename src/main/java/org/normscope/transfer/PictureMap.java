package org.normscope.transfer;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Pictures laid out on a plane, so that those that are alike in feature space lie together. */
public final class PictureMap {
    /** Directions that are followed beside those that are wanted, and how often: Halko et al. 2011. */
    private static final int BESIDE = 8, TIMES = 12;
    private static final long SEED = 1;

    private PictureMap() { }

    /**
     * The principal components of standardized features, by subspace iteration. Of each axis the largest loading is
     * positive.
     *
     * @param cells [pictures][features], at least one
     * @param count of components, at most as many as there are features
     * @return [pictures][count]
     */
    public static double[][] principal(float[][] cells, int count) {
        Standard standard = Standard.of(cells);
        int rows = cells.length, columns = cells[0].length;
        DMatrixRMaj data = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows; i++) {
            float[] row = standard.of(cells[i]);
            for (int d = 0; d < columns; d++) data.set(i, d, row[d]);
        }
        int followed = Math.min(count + BESIDE, Math.min(rows, columns));
        SplittableRandom random = new SplittableRandom(SEED);
        DMatrixRMaj basis = new DMatrixRMaj(columns, followed), seen = new DMatrixRMaj(rows, followed);
        for (int i = 0; i < basis.data.length; i++) basis.data[i] = random.nextGaussian();
        for (int time = 0; time < TIMES; time++) {
            CommonOps_DDRM.mult(data, basis, seen);
            CommonOps_DDRM.multTransA(data, seen, basis);
            basis = orthonormal(basis);
        }
        CommonOps_DDRM.mult(data, basis, seen);
        SingularValueDecomposition_F64<DMatrixRMaj> parts = DecompositionFactory_DDRM.svd(rows, followed, false, true,
            true);
        if (!parts.decompose(seen.copy())) throw new IllegalStateException("no singular values");
        DMatrixRMaj turned = parts.getV(null, true);
        double[] values = parts.getSingularValues();
        Integer[] order = new Integer[followed];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
        double[][] places = new double[rows][count];
        for (int axis = 0; axis < Math.min(count, followed); axis++) {
            DMatrixRMaj direction = new DMatrixRMaj(followed, 1), place = new DMatrixRMaj(rows, 1),
                loadings = new DMatrixRMaj(columns, 1);
            for (int i = 0; i < followed; i++) direction.data[i] = turned.get(order[axis], i);
            CommonOps_DDRM.mult(basis, direction, loadings);
            double largest = 0;
            for (double loading : loadings.data) if (Math.abs(loading) > Math.abs(largest)) largest = loading;
            CommonOps_DDRM.mult(seen, direction, place);
            for (int i = 0; i < rows; i++) places[i][axis] = Math.copySign(1, largest) * place.data[i];
        }
        return places;
    }

    /** By singular values, which stand where there are fewer directions than are followed. */
    private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
        SingularValueDecomposition_F64<DMatrixRMaj> parts = DecompositionFactory_DDRM.svd(matrix.numRows,
            matrix.numCols, true, false, true);
        if (!parts.decompose(matrix.copy())) throw new IllegalStateException("no singular values");
        return parts.getU(null, false);
    }

    /**
     * By t-SNE, from where the principal components put them.
     *
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public static double[][] neighbours(float[][] cells, DoubleConsumer progress) {
        int kept = Math.min(50, Math.min(cells.length, cells[0].length));
        return new Tsne(principal(cells, kept)).run(progress);
    }
}
