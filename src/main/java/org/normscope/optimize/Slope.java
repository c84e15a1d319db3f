package org.normscope.optimize;

/** A function of many numbers, with its gradient. */
@FunctionalInterface
public interface Slope {
    /**
     * @param place    is not changed
     * @param gradient is filled, of as many numbers
     * @return the function's value there
     */
    double at(double[] place, double[] gradient);
}
