package org.normscope.architecture.cycle.back;

import org.normscope.architecture.cycle.There;

/** The other half. */
public final class Back {
    There there;
}
