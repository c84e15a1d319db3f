package org.normscope.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Whether a picture file reaches its own end. Decoders fill what is missing with gray and say nothing, so the file's
 * structure is walked first; formats that are not known here are left to their decoder.
 */
final class Wholeness {
    private static final int PNG_SIGNATURE = 8, GIF_HEADER = 13;

    private Wholeness() { }

    static boolean isWhole(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        try {
            if (startsWith(bytes, 0, "\u00FF\u00D8")) return jpeg(file);
            if (startsWith(bytes, 0, "\u0089PNG")) return png(file);
            if (startsWith(bytes, 0, "GIF8")) return gif(file);
            if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) return webp(file);
            return true;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return false; // The walk stepped over the file's end.
        }
    }

    static boolean startsWith(byte[] bytes, int at, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + wanted.length
            && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** Marker by marker to EOI (ITU-T T.81, annex B). */
    private static boolean jpeg(ByteBuffer file) {
        int at = 2;
        while (true) {
            while ((file.get(at) & 0xFF) != 0xFF) at++; // Entropy-coded data, or rubbish that decoders skip.
            while ((file.get(at) & 0xFF) == 0xFF) at++;
            int marker = file.get(at++) & 0xFF;
            if (marker == 0xD9) return true;
            boolean bare = marker <= 0x01 || marker >= 0xD0 && marker <= 0xD7; // A stuffed zero, TEM or RSTn.
            if (!bare) at += file.getShort(at) & 0xFFFF;
        }
    }

    /** Chunk by chunk to IEND, each with its checksum (PNG 3rd edition, section 5). */
    private static boolean png(ByteBuffer file) {
        int at = PNG_SIGNATURE;
        while (true) {
            int length = file.getInt(at), end = Math.addExact(at + 8, Math.max(0, length));
            if (length < 0 || end > file.limit() - 4) return false;
            CRC32 crc = new CRC32();
            crc.update(file.array(), at + 4, 4 + length);
            if ((int) crc.getValue() != file.getInt(end)) return false;
            if (startsWith(file.array(), at + 4, "IEND")) return true;
            at = end + 4;
        }
    }

    /** Block by block to the end of the first frame (GIF89a, section 20 on). */
    private static boolean gif(ByteBuffer file) {
        int at = GIF_HEADER + colorTable(file.get(10));
        while (true) {
            int introducer = file.get(at) & 0xFF;
            boolean frame = introducer == 0x2C;
            if (!frame && introducer != 0x21) return false;
            at += frame ? 11 + colorTable(file.get(at + 9)) : 2;
            while (file.get(at) != 0) at += 1 + (file.get(at) & 0xFF);
            at++;
            if (frame) return true;
        }
    }

    /** Bytes of the table that a GIF descriptor's flags announce. */
    private static int colorTable(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static boolean webp(ByteBuffer file) {
        return Integer.toUnsignedLong(Integer.reverseBytes(file.getInt(4))) + 8 <= file.limit();
    }
}
