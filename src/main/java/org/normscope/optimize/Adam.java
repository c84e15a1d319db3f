package org.normscope.optimize;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980): each number goes by its gradient's running mean over the root of its
 * running mean square.
 */
public final class Adam implements Descent {
    private static final double DECAY_MEAN = .9, DECAY_SQUARE = .999, EPSILON = 1e-8;

    private final Slope slope;
    private final double rate;
    private final double[] place;
    private final double[] gradient;
    private final double[] mean;
    private final double[] square;
    private double value;
    private int steps;

    /**
     * @param start is copied
     * @param rate  about how far a number goes in one step
     */
    public Adam(Slope slope, double[] start, double rate) {
        this.slope = slope;
        this.rate = rate;
        place = start.clone();
        gradient = new double[place.length];
        mean = new double[place.length];
        square = new double[place.length];
        value = slope.at(place, gradient);
    }

    @Override
    public boolean step() {
        steps++;
        double ofMean = 1 - Math.pow(DECAY_MEAN, steps), ofSquare = 1 - Math.pow(DECAY_SQUARE, steps);
        boolean moved = false;
        for (int i = 0; i < place.length; i++) {
            mean[i] = DECAY_MEAN * mean[i] + (1 - DECAY_MEAN) * gradient[i];
            square[i] = DECAY_SQUARE * square[i] + (1 - DECAY_SQUARE) * gradient[i] * gradient[i];
            double by = rate * mean[i] / ofMean / (Math.sqrt(square[i] / ofSquare) + EPSILON);
            place[i] -= by;
            moved |= by != 0;
        }
        value = slope.at(place, gradient);
        return moved;
    }

    @Override
    public double[] place() {
        return place;
    }

    @Override
    public double value() {
        return value;
    }
}
