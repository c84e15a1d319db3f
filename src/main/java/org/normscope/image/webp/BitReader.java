package org.normscope.image.webp;

import java.io.IOException;

/** Bits of a part of a file, the lowest of each byte first. */
final class BitReader {
    private final byte[] bytes;
    private final long end;
    /** In bits. */
    private long at;

    BitReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        at = 8L * from;
        end = 8L * (from + length);
    }

    boolean bit() throws IOException {
        return read(1) == 1;
    }

    /** A number of so many bits, 24 at most. */
    int read(int count) throws IOException {
        int value = peek(count);
        skip(count);
        return value;
    }

    /** As {@link #read}, but the bits stay to be read; behind the end lie zeros. */
    int peek(int count) {
        int first = (int) (at >> 3), value = 0;
        for (int i = 0; i < 4 && first + i < end >> 3; i++) value |= (bytes[first + i] & 255) << 8 * i;
        return value >>> (at & 7) & (1 << count) - 1;
    }

    /** @throws IOException where there are not so many */
    void skip(int count) throws IOException {
        at += count;
        if (at > end) throw new IOException("the picture reads on behind the end of its data");
    }
}
