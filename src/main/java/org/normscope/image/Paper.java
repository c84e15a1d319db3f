package org.normscope.image;

/** What a figure is drawn on. Lengths are pixels, colours 0xAARRGGBB. */
public interface Paper {
    void fill(int x, int y, int across, int down, int color);

    /** Lays an opaque picture down with its upper left corner there. */
    void lay(Pixels picture, int x, int y);

    /**
     * Writes a line of text, shortened in the middle where it is wider than its room.
     *
     * @param baseline y of the letters' feet
     * @param size     of the font
     */
    void write(String text, int x, int baseline, double size, int room, int color);

    /** Writes a line of text that ends at {@code right}. */
    void writeEndingAt(int right, String text, int baseline, double size, int color);
}
