package org.normscope.normalize;

import org.normscope.tensor.Tensor;

/**
 * A normalization whose statistics are made of whole maps is a line for every map (n, c): y = (x - centre) * factor +
 * offset. Figures by map, n * C + c.
 */
record MapLines(double[] centre, double[] factor, double[] offset) {

    static MapLines of(int maps) {
        return new MapLines(new double[maps], new double[maps], new double[maps]);
    }

    /** One over the deviation, eps under the root; what would be divided by zero becomes zero. */
    static double inverse(double variance, double epsilon) {
        double below = Math.sqrt(variance + epsilon);
        return below == 0 ? 0 : 1 / below;
    }

    void set(int map, double newCentre, double newFactor, double newOffset) {
        centre[map] = newCentre;
        factor[map] = newFactor;
        offset[map] = newOffset;
    }

    void write(Tensor maps, Tensor result) {
        int plane = maps.shape().plane();
        for (int map = 0; map < centre.length; map++) {
            SharedStatistics.write(maps.data(), result.data(), map * plane, plane, centre[map],
                factor[map], (float) offset[map]);
        }
    }

    /** One cell's value, to the last bit that of {@link #write}. */
    float at(Tensor maps, Cell cell) {
        int map = cell.n() * maps.shape().c() + cell.c();
        float[] value = new float[1];
        SharedStatistics.write(new float[] {maps.at(cell.n(), cell.c(), cell.y(), cell.x())}, value, 0, 1,
            centre[map], factor[map], (float) offset[map]);
        return value[0];
    }
}
