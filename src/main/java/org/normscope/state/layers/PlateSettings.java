package org.normscope.state.layers;

import org.normscope.attribution.Projection;

/**
 * The choices on the plate of a unit; which unit it is, is the workspace's.
 *
 * @param open   whether it stands in place of the figure
 * @param method by which the nine are seen backwards
 * @param seed   of the wish: its noise and its jitter
 * @param steps  of the wish
 */
public record PlateSettings(boolean open, Projection method, long seed, int steps) {
    static final int MOST_STEPS = 4096;

    static PlateSettings initial() {
        return new PlateSettings(false, Projection.GUIDED, 1, 256);
    }

    public PlateSettings withOpen(boolean next) {
        return new PlateSettings(next, method, seed, steps);
    }

    public PlateSettings withMethod(Projection next) {
        return new PlateSettings(open, next, seed, steps);
    }

    public PlateSettings withSeed(long next) {
        return new PlateSettings(open, method, next, steps);
    }

}
