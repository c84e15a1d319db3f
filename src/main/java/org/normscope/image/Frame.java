package org.normscope.image;

/**
 * A picture of an animation, as it stands in the file.
 *
 * @param x      where its left edge lies on the canvas
 * @param y      where its upper edge lies
 * @param blends whether what is transparent shows what was there before; else it takes its place
 * @param after  what becomes of it before the next one
 */
record Frame(int x, int y, Pixels pixels, boolean blends, After after) {
    /** It stays; its rectangle is cleared; or that gets back what it was. */
    enum After { STAYS, CLEARED, TAKEN_BACK }
}
