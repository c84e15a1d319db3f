package org.normscope.attribution;

/** Adam (Kingma and Ba 2015, arXiv 1412.6980), upwards, on values that it changes in place. */
final class Adam {
    private static final double DECAY_MEAN = .9, DECAY_SQUARE = .999, EPSILON = 1e-8;

    private final double[][] values;
    private final double[][] mean;
    private final double[][] square;
    private final double rate;
    private int step;

    Adam(double[][] values, double rate) {
        this.rate = rate;
        this.values = values;
        mean = new double[values.length][values[0].length];
        square = new double[values.length][values[0].length];
    }

    void ascend(double[][] gradient) {
        step++;
        double ofMean = 1 - Math.pow(DECAY_MEAN, step), ofSquare = 1 - Math.pow(DECAY_SQUARE, step);
        for (int axis = 0; axis < values.length; axis++) {
            for (int i = 0; i < values[axis].length; i++) {
                double g = gradient[axis][i];
                mean[axis][i] = DECAY_MEAN * mean[axis][i] + (1 - DECAY_MEAN) * g;
                square[axis][i] = DECAY_SQUARE * square[axis][i] + (1 - DECAY_SQUARE) * g * g;
                values[axis][i] += rate * mean[axis][i] / ofMean / (Math.sqrt(square[axis][i] / ofSquare) + EPSILON);
            }
        }
    }
}
