package org.normscope.task;

/** How long something has taken. Pure packages are handed their time here: what they compute does not depend on it. */
public final class Stopwatch {
    private volatile long start;

    private Stopwatch(long start) {
        this.start = start;
    }

    public static Stopwatch started() {
        return new Stopwatch(System.nanoTime());
    }

    /** Nanoseconds since it was started. */
    public long nanoseconds() {
        return System.nanoTime() - start;
    }

    public double seconds() {
        return nanoseconds() * 1e-9;
    }

    /** From here on it counts anew. */
    public void restart() {
        start = System.nanoTime();
    }
}
