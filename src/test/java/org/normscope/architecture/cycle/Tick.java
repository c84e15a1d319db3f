package org.normscope.architecture.cycle;

/** Needs {@link Tock}. */
public final class Tick {
    Tock tock;
}
