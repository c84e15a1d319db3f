package org.normscope.architecture.cycle;

import org.normscope.architecture.cycle.back.Back;

/** Half of a cycle between two packages. */
public final class There {
    Back back;
}
