package org.normscope.state.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * How a unit's wish is made.
 *
 * @param begin  what it begins with, and what is free
 * @param own    share of the opened unit
 * @param others of the layer that have a share in it, too
 * @param four   whether four pictures are made that keep apart
 */
public record WishSettings(Begin begin, double own, List<Share> others, boolean four) {
    public static final double MOST = 2;
    /** With the opened one, four units are as many as can be told apart in a picture. */
    public static final int MOST_OTHERS = 3;

    /** What a wish begins with. */
    public enum Begin {
        /** Noise; all is free. */
        NOISE,
        /** Noise; only phases are free, magnitudes are those of the corpus (MACO). */
        CORPUS,
        /** The picture shown, whose features are accentuated. */
        PICTURE
    }

    /** What a unit has of a wish. @param share below 0 where the unit is to be avoided */
    public record Share(int unit, double share) { }

    public WishSettings {
        others = List.copyOf(others);
    }

    static WishSettings initial() {
        return new WishSettings(Begin.NOISE, 1, List.of(), false);
    }

    public WishSettings withBegin(Begin next) {
        return new WishSettings(next, own, others, four);
    }

    public WishSettings withOwn(double next) {
        return new WishSettings(begin, next, others, four);
    }

    /** @param place of the others; the first free one for one more */
    public WishSettings withOther(int place, Share next) {
        List<Share> changed = new ArrayList<>(others);
        if (place < changed.size()) changed.set(place, next);
        else changed.add(next);
        return new WishSettings(begin, own, changed, four);
    }

    public WishSettings without(int place) {
        List<Share> changed = new ArrayList<>(others);
        changed.remove(place);
        return new WishSettings(begin, own, changed, four);
    }

    public WishSettings withFour(boolean next) {
        return new WishSettings(begin, own, others, next);
    }
}
