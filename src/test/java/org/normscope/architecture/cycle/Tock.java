package org.normscope.architecture.cycle;

/** Needs {@link Tick}, in what is nested. */
public final class Tock {
    /** Where it does. */
    public static final class Inner {
        Tick[] ticks;
    }
}
