package org.normscope.state.desk;

/**
 * How long the last frame took, milliseconds; 0 where nothing was done yet.
 *
 * @param network   one picture through the network, the layer tapped
 * @param normalize all panes' normalizations, one after the other
 * @param paint     colouring all panes
 */
public record Timings(double network, double normalize, double paint) {
    public static final Timings NONE = new Timings(0, 0, 0);
}
