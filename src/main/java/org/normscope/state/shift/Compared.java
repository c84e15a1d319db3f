package org.normscope.state.shift;

import org.normscope.network.Network;

/**
 * A network that stands beside the others.
 *
 * @param ink    which of the chart's colours it has; one that was made of another has the other's
 * @param origin how it came about
 */
public record Compared(int ink, Origin origin, Network network) {
    /** As it was opened, with instance normalization put in, or with new running statistics. */
    public enum Origin { OPENED, REWRITTEN, RECALIBRATED }
}
