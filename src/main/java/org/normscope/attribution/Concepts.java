package org.normscope.attribution;

import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A handful of concepts that a layer's maps are made of (CRAFT, Fel et al. 2023, arXiv 2211.10154): every cell of every
 * picture is a sum of them, with weights that are not negative. By the multiplicative updates of Lee and Seung (2001).
 *
 * @param directions a row a concept, [K, C]; each of length 1
 * @param error      the length (root of the sum of squares) of what their sums miss of the maps, as a share of theirs
 */
public record Concepts(double[][] directions, double error) {
    /** So many cells tell the concepts as well as all. */
    private static final int MOST_CELLS = 20_000;
    private static final int FITTING = 60;
    private static final double LEAST = 1e-12;

    /**
     * @param maps  of pictures, each [1, C, H, W]; what is negative counts as 0
     * @param count of concepts, at least 1
     * @param steps of the factorization; 100 to 200 are enough
     */
    public static Concepts of(List<Tensor> maps, int count, int steps, long seed) {
        return of(maps, count, steps, seed, step -> { });
    }

    /** @param told the number of each step before it is done; what it throws ends the search */
    public static Concepts of(List<Tensor> maps, int count, int steps, long seed, IntConsumer told) {
        DMatrixRMaj cells = cells(maps);
        Random random = new Random(seed);
        DMatrixRMaj weights = random(cells.numRows, count, random), directions = random(count, cells.numCols, random);
        for (int step = 0; step < steps; step++) {
            told.accept(step);
            fitWeights(cells, weights, directions);
            fitDirections(cells, weights, directions);
        }
        DMatrixRMaj rest = cells.copy();
        CommonOps_DDRM.multAdd(-1, weights, directions, rest);
        double[][] rows = new double[count][cells.numCols];
        for (int k = 0; k < count; k++) {
            double length = 0;
            for (int c = 0; c < cells.numCols; c++) length += directions.get(k, c) * directions.get(k, c);
            double whole = Math.max(LEAST, Math.sqrt(length));
            for (int c = 0; c < cells.numCols; c++) rows[k][c] = directions.get(k, c) / whole;
        }
        return new Concepts(rows, length(rest) / Math.max(LEAST, length(cells)));
    }

    /** A row a cell, a column a channel. */
    private static DMatrixRMaj cells(List<Tensor> maps) {
        long all = maps.stream().mapToLong(map -> map.shape().plane()).sum();
        int step = (int) Math.max(1, (all + MOST_CELLS - 1) / MOST_CELLS), channels = maps.get(0).shape().c();
        int rows = maps.stream().mapToInt(map -> (map.shape().plane() + step - 1) / step).sum(), row = 0;
        DMatrixRMaj cells = new DMatrixRMaj(rows, channels);
        for (Tensor map : maps) {
            int plane = map.shape().plane();
            for (int i = 0; i < plane; i += step, row++) {
                for (int c = 0; c < channels; c++) cells.set(row, c, Math.max(0, map.data()[c * plane + i]));
            }
        }
        return cells;
    }

    private static DMatrixRMaj random(int rows, int columns, Random random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) matrix.data[i] = .1 + random.nextDouble();
        return matrix;
    }

    private static void fitWeights(DMatrixRMaj cells, DMatrixRMaj weights, DMatrixRMaj directions) {
        fitWeights(cells, weights, directions, 1);
    }

    /** U times A W' over U W W', cell by cell; the directions stay as they are. */
    private static void fitWeights(DMatrixRMaj cells, DMatrixRMaj weights, DMatrixRMaj directions, int steps) {
        DMatrixRMaj wanted = new DMatrixRMaj(0, 0), square = new DMatrixRMaj(0, 0), had = new DMatrixRMaj(0, 0);
        CommonOps_DDRM.multTransB(cells, directions, wanted);
        CommonOps_DDRM.multTransB(directions, directions, square);
        for (int step = 0; step < steps; step++) {
            CommonOps_DDRM.mult(weights, square, had);
            scale(weights, wanted, had);
        }
    }

    private static void fitDirections(DMatrixRMaj cells, DMatrixRMaj weights, DMatrixRMaj directions) {
        DMatrixRMaj wanted = new DMatrixRMaj(0, 0), square = new DMatrixRMaj(0, 0), had = new DMatrixRMaj(0, 0);
        CommonOps_DDRM.multTransA(weights, cells, wanted);
        CommonOps_DDRM.multTransA(weights, weights, square);
        CommonOps_DDRM.mult(square, directions, had);
        scale(directions, wanted, had);
    }

    private static void scale(DMatrixRMaj matrix, DMatrixRMaj by, DMatrixRMaj over) {
        for (int i = 0; i < matrix.data.length; i++) matrix.data[i] *= by.data[i] / Math.max(LEAST, over.data[i]);
    }

    private static double length(DMatrixRMaj matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.getNumElements(); i++) sum += matrix.data[i] * matrix.data[i];
        return Math.sqrt(sum);
    }

    /** How strong each concept is in every cell of a picture: [1, K, H, W], not negative. */
    public Tensor maps(Tensor of) {
        Shape shape = of.shape();
        int plane = shape.plane();
        DMatrixRMaj cells = new DMatrixRMaj(plane, shape.c()), rows = new DMatrixRMaj(directions);
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < shape.c(); c++) cells.set(i, c, Math.max(0, of.data()[c * plane + i]));
        }
        DMatrixRMaj weights = new DMatrixRMaj(plane, directions.length);
        CommonOps_DDRM.fill(weights, 1);
        fitWeights(cells, weights, rows, FITTING);
        Tensor maps = Tensor.zeros(Shape.of(1, directions.length, shape.h(), shape.w()));
        for (int k = 0; k < directions.length; k++) {
            for (int i = 0; i < plane; i++) maps.data()[k * plane + i] = (float) weights.get(i, k);
        }
        return maps;
    }

    /**
     * What each concept adds to a score in one picture: its cells times the gradient along it.
     *
     * @param maps     as {@link #maps} gives them
     * @param gradient of the score for the layer's maps, [1, C, H, W]
     */
    public double[] shares(Tensor maps, Tensor gradient) {
        int plane = maps.shape().plane();
        double[] shares = new double[directions.length];
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < plane; i++) {
                double along = 0;
                for (int c = 0; c < directions[k].length; c++) {
                    along += directions[k][c] * gradient.data()[c * plane + i];
                }
                shares[k] += maps.data()[k * plane + i] * along;
            }
        }
        return shares;
    }
}
