package org.normscope.image.webp;

import java.io.IOException;

/** How opaque the pixels of a lossy WebP are, which stands beside its colours (RFC 9649, section 2.7.1.2). */
public final class AlphaPlane {
    private static final int PLAIN = 0, LOSSLESS = 1, HORIZONTAL = 1, VERTICAL = 2, GRADIENT = 3;

    private AlphaPlane() { }

    /**
     * @param file holds it as {@code length} bytes from {@code at} on: a chunk ALPH
     * @return 0 to 255, row by row
     * @throws IOException for what is none, or ends before its pixels do
     */
    public static int[] of(byte[] file, int at, int length, int width, int height) throws IOException {
        BitReader bits = new BitReader(file, at, length);
        int packing = bits.read(2), filter = bits.read(2);
        bits.skip(4);
        if (packing > LOSSLESS) throw new IOException("packed in a way that is not known");
        int[] plane = packing == LOSSLESS ? LosslessPicture.pixels(bits, width, height) : new int[width * height];
        for (int i = 0; i < plane.length; i++) {
            int told = packing == PLAIN ? bits.read(8) : plane[i] >> 8;
            plane[i] = told + expected(filter, plane, i, width) & 255;
        }
        return plane;
    }

    /** What those before let expect: of the first row the left neighbour, of the first column the one above. */
    private static int expected(int filter, int[] plane, int at, int width) {
        int x = at % width;
        if (filter == 0 || at == 0) return 0;
        if (at < width || x > 0 && filter == HORIZONTAL) return plane[at - 1];
        int above = plane[at - width];
        if (x == 0 || filter == VERTICAL) return above;
        assert filter == GRADIENT;
        return Math.max(0, Math.min(255, plane[at - 1] + above - plane[at - width - 1]));
    }
}
