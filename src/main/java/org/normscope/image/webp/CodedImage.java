package org.normscope.image.webp;

import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture as literal pixels, copies of what came before and pixels from a cache of colours (RFC 9649, sections 3.5
 * and 3.6): the main one, and those that say how its parts are to be read.
 */
final class CodedImage {
    private static final int LITERALS = 256, LENGTHS = 24, DISTANCES = 40, MOST_CACHE_BITS = 11;
    private static final int HASH = 0x1E35A7BD;
    /** Copies from near by: {across, down}, to the left and up; the nearest first. */
    private static final int[][] NEAR = near();

    /** The codes that a part of the picture is written in. */
    private record Codes(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
        static Codes of(BitReader bits, int colours) throws IOException {
            return new Codes(PrefixCode.of(bits, LITERALS + LENGTHS + colours), PrefixCode.of(bits, LITERALS),
                PrefixCode.of(bits, LITERALS), PrefixCode.of(bits, LITERALS), PrefixCode.of(bits, DISTANCES));
        }
    }

    private final BitReader bits;
    private final int width;
    private final int[] argb;
    private final int cacheBits;
    private final int[] cache;
    /** Which codes each block of 2^blockBits pixels a side is written in. */
    private int @Nullable [] blocks;
    private int blockBits;

    private CodedImage(BitReader bits, int width, int height) throws IOException {
        this.bits = bits;
        this.width = width;
        argb = new int[width * height];
        cacheBits = bits.bit() ? bits.read(4) : 0;
        if (cacheBits > MOST_CACHE_BITS) throw new IOException("a cache of too many colours");
        cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
    }

    /** One that stands before the main picture. @return its pixels, row by row */
    static int[] aside(BitReader bits, int width, int height) throws IOException {
        return new CodedImage(bits, width, height).read(1);
    }

    /** The main picture. @return its pixels, row by row */
    static int[] main(BitReader bits, int width, int height) throws IOException {
        CodedImage image = new CodedImage(bits, width, height);
        return image.read(bits.bit() ? image.parted(height) : 1);
    }

    /** How many codes there are. */
    private int parted(int height) throws IOException {
        blockBits = bits.read(3) + 2;
        blocks = aside(bits, parts(width, blockBits), parts(height, blockBits));
        for (int i = 0; i < blocks.length; i++) blocks[i] = blocks[i] >> 8 & 0xFFFF;
        return 1 + IntStream.of(blocks).max().orElseThrow();
    }

    /** Blocks of 2^bits that cover an extent. */
    static int parts(int extent, int bits) {
        return extent + (1 << bits) - 1 >> bits;
    }

    /** Which of those, row by row, a pixel of a picture of that width lies in. */
    static int block(int at, int width, int bits) {
        return (at / width >> bits) * parts(width, bits) + (at % width >> bits);
    }

    private int[] read(int count) throws IOException {
        Codes[] all = new Codes[count];
        for (int i = 0; i < count; i++) all[i] = Codes.of(bits, cache.length);
        for (int at = 0; at < argb.length;) {
            Codes codes = all[blocks == null ? 0 : blocks[block(at, width, blockBits)]];
            int symbol = codes.green.read(bits);
            if (symbol < LITERALS) {
                int red = codes.red.read(bits), blue = codes.blue.read(bits), alpha = codes.alpha.read(bits);
                put(at++, alpha << 24 | red << 16 | symbol << 8 | blue);
            } else if (symbol < LITERALS + LENGTHS) {
                int length = number(symbol - LITERALS), from = at - distance(number(codes.distance.read(bits)));
                if (from < 0 || length > argb.length - at) throw new IOException("a copy of what is not there");
                for (int end = at + length; at < end;) put(at++, argb[from++]);
            } else {
                put(at++, cache[symbol - LITERALS - LENGTHS]);
            }
        }
        return argb;
    }

    private void put(int at, int colour) {
        argb[at] = colour;
        if (cacheBits > 0) cache[HASH * colour >>> 32 - cacheBits] = colour;
    }

    /** Of a length or a distance the symbol tells the first two bits and how many follow. */
    private int number(int symbol) throws IOException {
        if (symbol < 4) return symbol + 1;
        int more = symbol - 2 >> 1;
        return (2 + (symbol & 1) << more) + bits.read(more) + 1;
    }

    /** In pixels, row by row. */
    private int distance(int said) {
        if (said > NEAR.length) return said - NEAR.length;
        return Math.max(1, NEAR[said - 1][0] + NEAR[said - 1][1] * width);
    }

    private static int[][] near() {
        return IntStream.rangeClosed(0, 7).boxed().flatMap(down -> IntStream.rangeClosed(down == 0 ? 1 : -7, 8)
            .mapToObj(across -> new int[] {across, down}))
            .sorted(Comparator.<int[]>comparingInt(place -> place[0] * place[0] + place[1] * place[1])
                .thenComparingInt(place -> Math.abs(place[0])).thenComparingInt(place -> -place[0]))
            .toArray(int[][]::new);
    }
}
