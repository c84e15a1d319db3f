package org.normscope.image.webp;

/** What a pixel is expected to be, told from its neighbours to the left and above (RFC 9649, section 4.1). */
final class ExpectedPixel {
    private static final int BLACK = 0xFF000000;

    private ExpectedPixel() { }

    /**
     * @param mode 0 for black, 1 for the left neighbour, 2 for that above; others need a row above
     * @param at   of the pixel in {@code argb}; the corner above to the right of the last one is the next row's first
     */
    static int of(int mode, int[] argb, int at, int width) {
        if (mode == 0 || mode > 13) return BLACK;
        int left = argb[at - 1];
        if (mode == 1) return left;
        int above = argb[at - width];
        if (mode == 2) return above;
        int right = argb[at - width + 1], corner = argb[at - width - 1];
        return switch (mode) {
            case 3 -> right;
            case 4 -> corner;
            case 5 -> mean(mean(left, right), above);
            case 6 -> mean(left, corner);
            case 7 -> mean(left, above);
            case 8 -> mean(corner, above);
            case 9 -> mean(above, right);
            case 10 -> mean(mean(left, corner), mean(above, right));
            case 11 -> nearer(left, above, corner);
            case 12 -> each(shift -> byteOf(left, shift) + byteOf(above, shift) - byteOf(corner, shift));
            default -> {
                int mean = mean(left, above);
                yield each(shift -> byteOf(mean, shift) + (byteOf(mean, shift) - byteOf(corner, shift)) / 2);
            }
        };
    }

    private interface Channel {
        int at(int shift);
    }

    private static int each(Channel of) {
        int argb = 0;
        for (int shift = 0; shift < 32; shift += 8) argb |= Math.max(0, Math.min(255, of.at(shift))) << shift;
        return argb;
    }

    private static int byteOf(int argb, int shift) {
        return argb >>> shift & 255;
    }

    /** Of each of four bytes, rounded down. */
    private static int mean(int one, int other) {
        return (one & other) + (((one ^ other) & 0xFEFEFEFE) >>> 1);
    }

    /** Which of two is nearer to left + above - corner. */
    private static int nearer(int left, int above, int corner) {
        int fromLeft = 0, fromAbove = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            fromLeft += Math.abs(byteOf(above, shift) - byteOf(corner, shift));
            fromAbove += Math.abs(byteOf(left, shift) - byteOf(corner, shift));
        }
        return fromLeft < fromAbove ? left : above;
    }
}
