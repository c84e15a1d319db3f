package org.normscope.normalize;

import java.util.Arrays;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Mean and variance of every set of a partition, laid out as they are used: one figure for each map (n, c) where the
 * sets are made of whole maps, else one for each position (n, y, x), the sets being all channels at one position.
 *
 * @param wholeMaps which of the two
 * @param count     cells of a set
 */
record SetStatistics(boolean wholeMaps, long count, double[] mean, double[] variance) {

    static SetStatistics of(Tensor maps, Partition partition) {
        Shape shape = maps.shape();
        if (shape.size() == 0) return new SetStatistics(true, 0, new double[0], new double[0]);
        CellBox first = partition.cellsOf(new Cell(0, 0, 0, 0), shape);
        return isWholeMaps(first, shape) ? ofMaps(maps, partition, first) : ofPositions(maps, first);
    }

    /** Whether the sets of these maps are made of whole maps. */
    static boolean ofWholeMaps(Partition partition, Shape shape) {
        return shape.size() == 0 || isWholeMaps(partition.cellsOf(new Cell(0, 0, 0, 0), shape), shape);
    }

    /** The moments of one set, to the last bit those that {@link #of} finds. */
    static Moments ofSet(Tensor maps, CellBox box) {
        Shape shape = maps.shape();
        if (!isWholeMaps(box, shape)) {
            double[] mean = new double[1], squares = new double[1];
            addPositions(maps, box, maps.index(0, 0, box.y0(), box.x0()), mean, squares);
            return new Moments(box.count(), mean[0], squares[0]);
        }
        int plane = shape.plane(), channels = shape.c();
        Moments moments = Moments.NONE;
        for (int n = box.n0(); n < box.n1(); n++) {
            // channels of one picture lie next to each other: one run
            int from = (n * channels + box.c0()) * plane, to = (n * channels + box.c1()) * plane;
            moments = moments.and(Moments.of(maps.data(), from, to));
        }
        return moments;
    }

    private static boolean isWholeMaps(CellBox box, Shape shape) {
        return box.y1() - box.y0() == shape.h() && box.x1() - box.x0() == shape.w();
    }

    private static SetStatistics ofMaps(Tensor maps, Partition partition, CellBox first) {
        int channels = maps.shape().c(), figures = maps.shape().n() * channels;
        double[] mean = new double[figures], variance = new double[figures];
        for (CellBox box : partition.sets(maps.shape())) {
            Moments moments = ofSet(maps, box);
            for (int n = box.n0(); n < box.n1(); n++) {
                for (int c = box.c0(); c < box.c1(); c++) {
                    mean[n * channels + c] = moments.mean();
                    variance[n * channels + c] = moments.variance();
                }
            }
        }
        return new SetStatistics(true, first.count(), mean, variance);
    }

    private static SetStatistics ofPositions(Tensor maps, CellBox first) {
        Shape shape = maps.shape();
        int plane = shape.plane();
        double[] means = new double[shape.n() * plane], variances = new double[shape.n() * plane];
        double[] mean = new double[plane], squares = new double[plane];
        for (int n = 0; n < shape.n(); n++) {
            CellBox channels = new CellBox(n, n + 1, first.c0(), first.c1(), 0, 1, 0, 1);
            addPositions(maps, channels, 0, mean, squares);
            for (int p = 0; p < plane; p++) {
                means[n * plane + p] = mean[p];
                variances[n * plane + p] = squares[p] / first.count();
            }
        }
        return new SetStatistics(false, first.count(), means, variances);
    }

    /**
     * Mean and sum of squared deviations over the box's channels of its picture, for mean.length positions from one on.
     */
    private static void addPositions(Tensor maps, CellBox box, int position, double[] mean, double[] squares) {
        float[] data = maps.data();
        int plane = maps.shape().plane(), channels = box.c1() - box.c0();
        int start = (box.n0() * maps.shape().c() + box.c0()) * plane + position;
        Arrays.fill(mean, 0);
        Arrays.fill(squares, 0);
        for (int c = 0; c < channels; c++) {
            int run = start + c * plane;
            for (int p = 0; p < mean.length; p++) mean[p] += data[run + p];
        }
        for (int p = 0; p < mean.length; p++) mean[p] /= channels;
        for (int c = 0; c < channels; c++) {
            int run = start + c * plane;
            for (int p = 0; p < mean.length; p++) {
                double d = data[run + p] - mean[p];
                squares[p] += d * d;
            }
        }
    }
}
