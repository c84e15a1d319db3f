package org.normscope.patches;

/**
 * Which places compete for a unit's nine. Every index keeps all four, so that changing one's mind costs nothing.
 * The order is the same in all: value descending, then the picture's SHA-256, then y, then x.
 */
public enum Ranking {
    /** The strongest place of each picture: nine different pictures, where different means a different hash. */
    DIFFERENT,
    /** All places of all pictures: several may come from one. */
    SEVERAL,
    /** As DIFFERENT, among places whose field lies wholly inside the picture; among all where a layer has none such. */
    DIFFERENT_INSIDE,
    /** As SEVERAL, among places whose field lies wholly inside the picture; among all where a layer has none such. */
    SEVERAL_INSIDE;

    public static Ranking of(boolean several, boolean inside) {
        return values()[(inside ? 2 : 0) + (several ? 1 : 0)];
    }

    public boolean several() {
        return ordinal() % 2 == 1;
    }

    public boolean inside() {
        return ordinal() >= 2;
    }
}
