package org.normscope.transfer;

/**
 * How weights are trained.
 *
 * @param fresh   from scratch: nothing that the network learnt before is used
 * @param epochs  at most; training ends earlier where validation was no better the last {@link #PATIENCE} times
 * @param batch   pictures a step
 * @param rate    of learning, at its height: it rises over the first twentieth of the steps, then falls as a cosine
 * @param decay   of weights
 * @param augment whether pictures are cropped, mirrored and tinted anew each time
 * @param seed    of the order, of the crops, of fresh weights
 */
public record TrainingPlan(boolean fresh, int epochs, int batch, double rate, double decay, boolean augment,
                           long seed) {
    static final int PATIENCE = 6;
    private static final int WARM = 20;

    /** The last blocks, beginning from what they are. */
    public static TrainingPlan blocks(long seed) {
        return new TrainingPlan(false, 12, 32, 3e-4, 1e-4, true, seed);
    }

    public static TrainingPlan scratch(long seed) {
        return new TrainingPlan(true, 40, 32, 3e-3, 1e-4, true, seed);
    }

    public TrainingPlan over(int otherEpochs) {
        return new TrainingPlan(fresh, otherEpochs, batch, rate, decay, augment, seed);
    }

    public TrainingPlan upTo(double otherRate) {
        return new TrainingPlan(fresh, epochs, batch, otherRate, decay, augment, seed);
    }

    /** Pictures as they are, so that what is frozen runs once of each. */
    public TrainingPlan plain() {
        return new TrainingPlan(fresh, epochs, batch, rate, decay, false, seed);
    }

    public TrainingPlan seeded(long otherSeed) {
        return new TrainingPlan(fresh, epochs, batch, rate, decay, augment, otherSeed);
    }

    double rate(int step, int steps) {
        double warm = Math.min(1, (step + 1.0) / Math.max(1, steps / WARM));
        return rate * warm * (1 + Math.cos(Math.PI * step / steps)) / 2;
    }
}
