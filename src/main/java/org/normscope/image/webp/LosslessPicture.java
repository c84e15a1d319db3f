package org.normscope.image.webp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * A lossless picture of WebP (RFC 9649, section 3).
 *
 * @param argb row by row, not premultiplied
 */
public record LosslessPicture(int width, int height, int[] argb) {
    private static final int SIGNATURE = 0x2F, SIDE_BITS = 14;
    private static final int PREDICTED = 0, CORRELATED = 1, LESS_GREEN = 2;

    /**
     * @param file holds it as {@code length} bytes from {@code at} on: a chunk VP8L
     * @throws IOException for what is none, or ends before its pixels do
     */
    public static LosslessPicture of(byte[] file, int at, int length) throws IOException {
        BitReader bits = new BitReader(file, at, length);
        if (bits.read(8) != SIGNATURE) throw new IOException("no lossless picture");
        int width = bits.read(SIDE_BITS) + 1, height = bits.read(SIDE_BITS) + 1;
        boolean opaque = !bits.bit();
        if (bits.read(3) != 0) throw new IOException("a version that is not known");
        int[] argb = pixels(bits, width, height);
        for (int i = 0; opaque && i < argb.length; i++) argb[i] |= 0xFF000000;
        return new LosslessPicture(width, height, argb);
    }

    /** Of one whose size is known from elsewhere. */
    static int[] pixels(BitReader bits, int width, int height) throws IOException {
        Deque<Transform> transforms = new ArrayDeque<>();
        Set<Integer> kinds = new HashSet<>();
        int across = width;
        while (bits.bit()) {
            int kind = bits.read(2);
            if (!kinds.add(kind)) throw new IOException("the same done twice");
            switch (kind) {
                case PREDICTED -> transforms.push(Transform.predicted(bits, across, height));
                case CORRELATED -> transforms.push(Transform.correlated(bits, across, height));
                case LESS_GREEN -> transforms.push(Transform.lessGreen());
                default -> {
                    int[] colours = colours(bits);
                    int packed = colours.length > 16 ? 0 : colours.length > 4 ? 1 : colours.length > 2 ? 2 : 3;
                    transforms.push(Transform.indexed(colours, packed, across, height));
                    across = CodedImage.parts(across, packed);
                }
            }
        }
        int[] argb = CodedImage.main(bits, across, height);
        for (Transform transform : transforms) argb = transform.undone(argb);
        return argb;
    }

    /** Each was told by how far it is from the one before. */
    private static int[] colours(BitReader bits) throws IOException {
        int[] colours = CodedImage.aside(bits, 1 + bits.read(8), 1);
        for (int i = 1; i < colours.length; i++) colours[i] = Transform.sum(colours[i], colours[i - 1]);
        return colours;
    }
}
