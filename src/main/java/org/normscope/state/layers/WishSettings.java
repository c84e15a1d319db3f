package org.normscope.state.layers;

/**
 * How a unit's wish is made.
 *
 * @param begin what it begins with, and what is free
 * @param with  another unit of the layer that has a share in it; {@link #ALONE} for none
 * @param share of the other unit, below 0 where it is to be avoided; the opened unit has 1
 * @param four  whether four pictures are made that keep apart
 */
public record WishSettings(Begin begin, int with, double share, boolean four) {
    public static final int ALONE = -1;
    public static final double MOST = 2;

    /** What a wish begins with. */
    public enum Begin {
        /** Noise; all is free. */
        NOISE,
        /** Noise; only phases are free, magnitudes are those of the corpus (MACO). */
        CORPUS,
        /** The picture shown, whose features are accentuated. */
        PICTURE
    }

    static WishSettings initial() {
        return new WishSettings(Begin.NOISE, ALONE, 1, false);
    }

    public WishSettings withBegin(Begin next) {
        return new WishSettings(next, with, share, four);
    }

    public WishSettings withOther(int next) {
        return new WishSettings(begin, next, share, four);
    }

    public WishSettings withShare(double next) {
        return new WishSettings(begin, with, next, four);
    }

    public WishSettings withFour(boolean next) {
        return new WishSettings(begin, with, share, next);
    }
}
