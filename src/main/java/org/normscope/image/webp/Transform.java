package org.normscope.image.webp;

import java.io.IOException;
import java.util.Arrays;

/** What was done to a picture before it was written, and is undone behind (RFC 9649, section 4). */
interface Transform {
    /** @param argb row by row, as they were read; may be changed in place */
    int[] undone(int[] argb);

    /** Pixels were told by how far they are from what those before them let expect, by blocks in one of 14 ways. */
    static Transform predicted(BitReader bits, int width, int height) throws IOException {
        int side = bits.read(3) + 2;
        int[] modes = CodedImage.aside(bits, CodedImage.parts(width, side), CodedImage.parts(height, side));
        return argb -> {
            for (int at = 0; at < argb.length; at++) {
                int mode = modes[CodedImage.block(at, width, side)] >> 8 & 15;
                if (at < width) mode = at == 0 ? 0 : 1;
                else if (at % width == 0) mode = 2;
                argb[at] = sum(argb[at], ExpectedPixel.of(mode, argb, at, width));
            }
            return argb;
        };
    }

    /** Red was told by how far it is from a share of green, blue from a share of green and one of red. */
    static Transform correlated(BitReader bits, int width, int height) throws IOException {
        int side = bits.read(3) + 2;
        int[] shares = CodedImage.aside(bits, CodedImage.parts(width, side), CodedImage.parts(height, side));
        return argb -> {
            for (int at = 0; at < argb.length; at++) {
                int of = shares[CodedImage.block(at, width, side)];
                int colour = argb[at], green = colour >> 8, red = (colour >> 16) + share(of, green);
                int blue = colour + share(of >> 8, green) + share(of >> 16, red);
                argb[at] = colour & 0xFF00FF00 | (red & 255) << 16 | blue & 255;
            }
            return argb;
        };
    }

    private static int share(int of, int colour) {
        return (byte) of * (byte) colour >> 5;
    }

    /** Red and blue were told by how far they are from green. */
    static Transform lessGreen() {
        return argb -> {
            Arrays.setAll(argb, at -> {
                int green = argb[at] >> 8 & 255;
                return sum(argb[at], green << 16 | green);
            });
            return argb;
        };
    }

    /**
     * Pixels are numbers of colours in a table, several in one where the table is small. What has a number beyond the
     * table is transparent: encoders leave out a last colour that is.
     *
     * @param colours the table
     * @param packed  2^packed of them in one
     */
    static Transform indexed(int[] colours, int packed, int width, int height) {
        int across = CodedImage.parts(width, packed), each = 8 >> packed;
        return argb -> {
            int[] whole = new int[width * height];
            for (int at = 0; at < whole.length; at++) {
                int x = at % width, green = argb[at / width * across + (x >> packed)] >> 8 & 255;
                int number = green >> each * (x & (1 << packed) - 1) & (1 << each) - 1;
                whole[at] = number < colours.length ? colours[number] : 0;
            }
            return whole;
        };
    }

    /** Of each of four bytes by itself. */
    static int sum(int one, int other) {
        return (one & 0xFF00FF00) + (other & 0xFF00FF00) & 0xFF00FF00
            | (one & 0x00FF00FF) + (other & 0x00FF00FF) & 0x00FF00FF;
    }
}
