package org.normscope.image;

/** A picture's header asks for more pixels than are read. */
final class TooLarge extends RuntimeException {
    /** Pixels. */
    static final long MOST = 100_000_000;

    final transient long width;
    final transient long height;

    private TooLarge(long width, long height) {
        super(width + " x " + height + " pixels");
        this.width = width;
        this.height = height;
    }

    static void check(long width, long height) {
        if (width * height > MOST) throw new TooLarge(width, height);
    }
}
