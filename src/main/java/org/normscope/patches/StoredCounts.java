package org.normscope.patches;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The counts of a layer's units as bytes: for each unit how many bins are not empty, and these with their counts. */
final class StoredCounts {
    private StoredCounts() { }

    static byte[] bytes(int[] counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int start = 0; start < counts.length; start += ActivationBins.COUNT) {
            int filled = 0;
            for (int bin = 0; bin < ActivationBins.COUNT; bin++) if (counts[start + bin] != 0) filled++;
            write(filled, bytes);
            for (int bin = 0; bin < ActivationBins.COUNT; bin++) {
                if (counts[start + bin] == 0) continue;
                bytes.write(bin);
                write(counts[start + bin], bytes);
            }
        }
        return bytes.toByteArray();
    }

    /** @throws java.nio.BufferUnderflowException where the bytes are no counts */
    static void read(byte[] stored, int[] counts) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        for (int start = 0; start < counts.length; start += ActivationBins.COUNT) {
            for (int filled = read(bytes); filled > 0; filled--) {
                int bin = bytes.get() & 255;
                counts[start + bin] = read(bytes);
            }
        }
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static void write(int value, ByteArrayOutputStream bytes) {
        int rest = value;
        for (; rest > 127; rest >>>= 7) bytes.write(rest & 127 | 128);
        bytes.write(rest);
    }

    private static int read(ByteBuffer bytes) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = bytes.get();
            value |= (next & 127) << shift;
            if (next >= 0) return value;
        }
    }
}
