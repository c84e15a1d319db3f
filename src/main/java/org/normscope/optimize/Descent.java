package org.normscope.optimize;

/** A way down a function, step by step. Not thread-safe. */
public interface Descent {
    /**
     * Goes one step.
     *
     * @return false where none was gone: the gradient vanishes, or no step leads further down
     */
    boolean step();

    /** Where it stands: its own array, which the next step changes. */
    double[] place();

    /** The function's value at {@link #place()}. */
    double value();
}
