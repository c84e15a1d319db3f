package org.normscope.stats;

/**
 * Sums of values and of their squares, the value at place i of a block going to lane i mod {@link #COUNT}: the loop in
 * which {@link Moments} spends its time. Lanes grow side by side, since an addition has to wait for the one before it
 * in its own lane only. Every implementation adds the same floats in the same order, so they agree to the last bit.
 */
interface Lanes {
    /** Enough that a processor, which begins two additions in every cycle and ends each four cycles on, never waits. */
    int COUNT = 32;

    /**
     * The fastest that this JVM has. Vectors are there where it was started with their module, which still incubates.
     */
    Lanes FASTEST = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new LateLanes(new ScalarLanes(), VectorLanes::ifFast, LateLanes.BREAK_EVEN) : new ScalarLanes();

    /**
     * Adds data[from], ..., data[to - 1] to the lanes.
     *
     * @param to      a multiple of {@link #COUNT} after {@code from}
     * @param sums    one for each lane
     * @param squares one for each lane, each square added by a fused multiply and add
     */
    void add(float[] data, int from, int to, float[] sums, float[] squares);
}
