package org.normscope.state.layers;

import org.normscope.attribution.Projection;

/**
 * The choices on the plate of a unit; which unit it is, is the workspace's.
 *
 * @param open   whether it stands in place of the figure
 * @param method by which the nine are seen backwards
 * @param seed   of the wish: its noise and its jitter
 * @param steps  of the wish
 * @param wish   how it is made
 * @param over   what where it looks is measured over
 */
public record PlateSettings(boolean open, Projection method, long seed, int steps, WishSettings wish,
                            FieldOver over) {
    static final int MOST_STEPS = 4096;

    static PlateSettings initial() {
        return new PlateSettings(false, Projection.GUIDED, 1, 256, WishSettings.initial(), FieldOver.NINE);
    }

    public PlateSettings withOpen(boolean next) {
        return new PlateSettings(next, method, seed, steps, wish, over);
    }

    public PlateSettings withMethod(Projection next) {
        return new PlateSettings(open, next, seed, steps, wish, over);
    }

    public PlateSettings withSeed(long next) {
        return new PlateSettings(open, method, next, steps, wish, over);
    }

    public PlateSettings withWish(WishSettings next) {
        return new PlateSettings(open, method, seed, steps, next, over);
    }

    public PlateSettings withOver(FieldOver next) {
        return new PlateSettings(open, method, seed, steps, wish, next);
    }
}
