package org.normscope.normalize;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A box of whole maps as a matrix less its mean: a row holds one channel, or several neighbouring ones, of all pictures
 * of the box, a column what is whitened together.
 *
 * @param centred row by row, a picture after the other
 * @param mean    of each row, already subtracted
 */
record Rows(CellBox box, DMatrixRMaj centred, double[] mean) {

    /** @param rows divides the channels of the box */
    static Rows of(Tensor maps, CellBox box, int rows) {
        int length = (box.c1() - box.c0()) / rows * maps.shape().plane(), columns = (box.n1() - box.n0()) * length;
        DMatrixRMaj centred = new DMatrixRMaj(rows, columns);
        double[] mean = new double[rows];
        for (int row = 0, at = 0; row < rows; row++, at += columns) {
            double sum = 0;
            for (int n = box.n0(), to = at; n < box.n1(); n++) {
                int from = maps.index(n, box.c0(), 0, 0) + row * length;
                for (int i = 0; i < length; i++, to++) sum += centred.data[to] = maps.data()[from + i];
            }
            mean[row] = sum / columns;
            for (int i = at; i < at + columns; i++) centred.data[i] -= mean[row];
        }
        return new Rows(box, centred, mean);
    }

    /** The same values less another mean. */
    Rows less(double[] other) {
        DMatrixRMaj moved = centred.copy();
        for (int row = 0, at = 0; row < mean.length; row++) {
            for (int i = 0; i < moved.numCols; i++, at++) moved.data[at] += mean[row] - other[row];
        }
        return new Rows(box, moved, other);
    }

    /** Biased: divided by the number of columns. */
    DMatrixRMaj covariance() {
        DMatrixRMaj covariance = new DMatrixRMaj(mean.length, mean.length);
        CommonOps_DDRM.multOuter(centred, covariance);
        CommonOps_DDRM.divide(covariance, centred.numCols);
        return covariance;
    }

    /** The matrix times these rows, then gamma and beta by channel, into the box's cells. */
    void write(DMatrixRMaj matrix, Affine total, Tensor result) {
        DMatrixRMaj product = new DMatrixRMaj(mean.length, centred.numCols);
        CommonOps_DDRM.mult(matrix, centred, product);
        int plane = result.shape().plane();
        for (int c = box.c0(); c < box.c1(); c++) {
            float gamma = total.gamma()[c], beta = total.beta()[c];
            for (int n = box.n0(); n < box.n1(); n++) {
                Cell first = new Cell(n, c, 0, 0);
                int from = row(first) * centred.numCols + column(first, result.shape()), to = result.index(n, c, 0, 0);
                for (int p = 0; p < plane; p++) result.data()[to + p] = (float) (product.data[from + p] * gamma + beta);
            }
        }
    }

    /** A figure of each row, into the box's cells. */
    void fill(Tensor result, IntToDoubleFunction byRow) {
        int plane = result.shape().plane();
        for (int c = box.c0(); c < box.c1(); c++) {
            for (int n = box.n0(); n < box.n1(); n++) {
                int to = result.index(n, c, 0, 0);
                Arrays.fill(result.data(), to, to + plane, (float) byRow.applyAsDouble(row(new Cell(n, c, 0, 0))));
            }
        }
    }

    int row(Cell cell) {
        return (cell.c() - box.c0()) / channelsOfRow();
    }

    int column(Cell cell, Shape maps) {
        int run = (cell.n() - box.n0()) * channelsOfRow() + (cell.c() - box.c0()) % channelsOfRow();
        return run * maps.plane() + cell.y() * maps.w() + cell.x();
    }

    private int channelsOfRow() {
        return (box.c1() - box.c0()) / mean.length;
    }
}
