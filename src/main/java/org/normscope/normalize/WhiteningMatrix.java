package org.normscope.normalize;

import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;

import org.ejml.data.DMatrixRMaj;
import org.normscope.tensor.Tensor;

/**
 * What whitens one box of maps: y_i = gamma sum_j W_ij (x_j - mu_j) + beta.
 *
 * @param rows       less the mean that is subtracted
 * @param covariance Sigma, eps on its diagonal
 * @param matrix     W
 */
record WhiteningMatrix(Rows rows, DMatrixRMaj covariance, DMatrixRMaj matrix) {

    void write(Affine total, Tensor result) {
        rows.write(matrix, total, result);
    }

    /** @param symbol LaTeX for W, as Sigma^{-1/2} */
    Explanation explain(Tensor maps, Cell cell, Affine total, String symbol, CellBox cells) {
        int row = rows.row(cell), column = rows.column(cell, maps.shape());
        double own = matrix.get(row, row) * rows.centred().get(row, column), others = 0;
        for (int j = 0; j < matrix.numCols; j++) {
            if (j != row) others += matrix.get(row, j) * rows.centred().get(j, column);
        }
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()],
            value = (float) ((own + others) * gamma + beta);
        String symbols = "w_{ii} (x_i - \\mu_i) + \\sum_{j \\neq i} w_{ij} (x_j - \\mu_j)";
        String numbers = operand(matrix.get(row, row)) + " (" + number(maps.at(cell.n(), cell.c(), cell.y(), cell.x()))
            + minus(rows.mean()[row]) + ")" + plus(others);
        return new Explanation(
            Equation.stacked("y = " + Equation.affine(Equation.grouped(symbols, gamma), gamma, beta), "W = " + symbol),
            Equation.lines(Equation.affineNumbers(Equation.grouped(numbers, gamma), gamma, beta), value), value, cells);
    }
}
