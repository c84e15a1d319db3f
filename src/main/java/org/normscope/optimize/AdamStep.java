package org.normscope.optimize;

/**
 * One step of Adam (Kingma and Ba 2015, arXiv 1412.6980): each number goes by its gradient's running mean over the root
 * of its running mean square. Not thread-safe.
 */
public final class AdamStep {
    private static final double DECAY_MEAN = .9, DECAY_SQUARE = .999, EPSILON = 1e-8;

    private final double[] mean;
    private final double[] square;
    private final double rate;
    private int steps;

    /**
     * @param size how many numbers there are
     * @param rate about how far a number goes in one step; below 0 it goes up
     */
    public AdamStep(int size, double rate) {
        this.rate = rate;
        mean = new double[size];
        square = new double[size];
    }

    /**
     * Changes the place.
     *
     * @return whether a number has changed
     */
    public boolean go(double[] place, double[] gradient) {
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
        return moved;
    }
}
