package org.normscope.image.webp;

import java.io.IOException;
import java.util.Arrays;

/**
 * A canonical prefix code (RFC 9649, section 3.7.2): symbols of few bits are looked up, the others found bit by bit
 * among those of their length.
 */
final class PrefixCode {
    /** Bits of the longest code, and of those that are looked up. */
    private static final int LONGEST = 15, LOOKED_UP = 8;
    /** In which order the lengths of the code for lengths are written. */
    private static final int[] LENGTHS = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEATED = 16, FEW_ZEROS = 17;

    /** By length of code, then by symbol. */
    private final int[] symbols;
    /** How many codes have each length. */
    private final int[] counts = new int[LONGEST + 1];
    /** Symbol * 16 + length, by the next bits; -1 for what is longer. */
    private final int[] table;

    /** @param lengths of the symbols' codes, 0 for what does not occur */
    PrefixCode(int... lengths) throws IOException {
        for (int length : lengths) counts[length]++;
        counts[0] = 0;
        int[] next = new int[LONGEST + 2];
        int open = 1, longest = 0;
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
            open = 2 * open - counts[length];
            if (counts[length] > 0) longest = length;
        }
        symbols = new int[next[LONGEST + 1]];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) symbols[next[lengths[symbol]]++] = symbol;
        }
        // A single symbol takes no bits at all.
        if (symbols.length != 1 && open != 0) throw new IOException("codes that are none");
        table = symbols.length == 1 ? new int[0] : table(Math.min(longest, LOOKED_UP));
    }

    private int[] table(int bits) {
        int[] found = new int[1 << bits];
        Arrays.fill(found, -1);
        for (int length = 1, code = 0, at = 0; length <= bits; length++, code <<= 1) {
            for (int i = 0; i < counts[length]; i++, code++) {
                int first = Integer.reverse(code) >>> 32 - length;
                for (int entry = first; entry < found.length; entry += 1 << length) {
                    found[entry] = symbols[at] << 4 | length;
                }
                at++;
            }
        }
        return found;
    }

    /** The next symbol. */
    int read(BitReader bits) throws IOException {
        if (table.length == 0) return symbols[0];
        int found = table[bits.peek(Integer.numberOfTrailingZeros(table.length))];
        if (found >= 0) {
            bits.skip(found & 15);
            return found >> 4;
        }
        int code = 0, first = 0, at = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits.read(1);
            if (code - first < counts[length]) return symbols[at + code - first];
            at += counts[length];
            first = first + counts[length] << 1;
            code <<= 1;
        }
        throw new IOException("a code that stands for nothing");
    }

    /** As it stands before a picture's data. @param alphabet how many symbols there are */
    static PrefixCode of(BitReader bits, int alphabet) throws IOException {
        int[] lengths = new int[alphabet];
        if (bits.bit()) {
            boolean two = bits.bit();
            int first = bits.read(bits.bit() ? 8 : 1), second = two ? bits.read(8) : first;
            if (Math.max(first, second) >= alphabet) throw new IOException("a symbol beyond the alphabet");
            lengths[first] = lengths[second] = 1;
            return new PrefixCode(lengths);
        }
        int[] ofLengths = new int[LENGTHS.length];
        int said = 4 + bits.read(4);
        for (int i = 0; i < said; i++) ofLengths[LENGTHS[i]] = bits.read(3);
        readLengths(bits, new PrefixCode(ofLengths), lengths);
        return new PrefixCode(lengths);
    }

    private static void readLengths(BitReader bits, PrefixCode ofLengths, int[] lengths) throws IOException {
        int left = bits.bit() ? 2 + bits.read(2 + 2 * bits.read(3)) : lengths.length, before = 8;
        for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
            int length = ofLengths.read(bits);
            if (length < REPEATED) {
                lengths[symbol++] = length;
                if (length > 0) before = length;
                continue;
            }
            int times = length == REPEATED ? 3 + bits.read(2) : length == FEW_ZEROS ? 3 + bits.read(3)
                : 11 + bits.read(7);
            if (symbol + times > lengths.length) throw new IOException("more codes than symbols");
            Arrays.fill(lengths, symbol, symbol + times, length == REPEATED ? before : 0);
            symbol += times;
        }
    }
}
