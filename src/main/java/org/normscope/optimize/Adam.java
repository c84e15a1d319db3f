package org.normscope.optimize;

/** A descent by {@link AdamStep}s. */
public final class Adam implements Descent {
    private final Slope slope;
    private final double[] place;
    private final double[] gradient;
    private final AdamStep step;
    private double value;

    /**
     * @param start is copied
     * @param rate  about how far a number goes in one step
     */
    public Adam(Slope slope, double[] start, double rate) {
        this.slope = slope;
        place = start.clone();
        gradient = new double[place.length];
        step = new AdamStep(place.length, rate);
        value = slope.at(place, gradient);
    }

    @Override
    public boolean step() {
        boolean moved = step.go(place, gradient);
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
