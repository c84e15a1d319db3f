package org.normscope.image;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JPEG, marker by marker (ITU-T T.81, annex B). */
final class JpegStructure implements Structure {
    private static final int START_OF_SCAN = 0xDA, END = 0xD9, APP0 = 0xE0, APP14 = 0xEE, COEFFICIENTS = 64;
    private static final Set<Integer> HIERARCHICAL = Set.of(0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF);
    /** No encoder writes so many; each is a walk over the whole picture, however few bytes it has. */
    private static final int MOST_SCANS = 500;
    /** Encoders write up to about twenty; more are paid for in bytes, so many pixels of a scan for one. */
    private static final int USUAL_SCANS = 30, PIXELS_A_BYTE = 10_000;

    /** For each component, how many low bits of each coefficient no scan has told yet. */
    private static final class Untold {
        private final Map<Integer, int[]> bits = new HashMap<>();

        void frame(ByteBuffer file, int at) {
            for (int i = 0; i < (file.get(at + 7) & 0xFF); i++) {
                int[] all = new int[COEFFICIENTS];
                Arrays.fill(all, Integer.MAX_VALUE);
                bits.put(file.get(at + 8 + 3 * i) & 0xFF, all);
            }
        }

        void scan(ByteBuffer file, int at) {
            int components = file.get(at + 2) & 0xFF, end = at + 3 + 2 * components;
            for (int i = 0; i < components; i++) {
                int[] told = bits.get(file.get(at + 3 + 2 * i) & 0xFF);
                int last = Math.min(file.get(end + 1) & 0xFF, COEFFICIENTS - 1);
                if (told != null) for (int k = file.get(end) & 0xFF; k <= last; k++) told[k] = file.get(end + 2) & 0x0F;
            }
        }

        boolean nothing() {
            return !bits.isEmpty() && bits.values().stream().flatMapToInt(Arrays::stream).allMatch(left -> left == 0);
        }
    }

    /**
     * A file that stops in a scan may still have all pixels, where that scan is the last one: the decoder will tell.
     */
    @Override
    public Wholeness wholeness(ByteBuffer file, int frame) {
        Untold untold = new Untold();
        int at = 2, scans = 0;
        long pixels = 0;
        while (true) {
            // Entropy-coded data, or rubbish that decoders skip.
            while (at < file.limit() && (file.get(at) & 0xFF) != 0xFF) at++;
            while (at < file.limit() && (file.get(at) & 0xFF) == 0xFF) at++;
            if (at >= file.limit()) return untold.nothing() ? Wholeness.UNENDED : Wholeness.CUT;
            int marker = file.get(at++) & 0xFF;
            if (marker == END) return Wholeness.WHOLE;
            boolean bare = marker <= 0x01 || marker >= 0xD0 && marker <= 0xD7; // A stuffed zero, TEM or RSTn.
            if (bare) continue;
            if (HIERARCHICAL.contains(marker)) return Wholeness.PACKED;
            if (marker >= 0xC0 && marker <= 0xC2) {
                if (file.get(at + 2) != 8) return Wholeness.PACKED;
                untold.frame(file, at);
                pixels = (file.getShort(at + 3) & 0xFFFFL) * (file.getShort(at + 5) & 0xFFFF);
            }
            if (marker == START_OF_SCAN) {
                untold.scan(file, at);
                scans++;
                boolean paid = scans <= USUAL_SCANS || scans * pixels <= (long) PIXELS_A_BYTE * file.limit();
                if (scans > MOST_SCANS || !paid) return Wholeness.COSTLY;
            }
            at += file.getShort(at) & 0xFFFF;
        }
    }

    @Override
    public Pixels frame(byte[] bytes, int frame, Still still) throws IOException {
        return AwtImage.pixels(still.decode(byJfif(bytes), frame));
    }

    /**
     * Where JFIF's marker says that three channels are Y Cb Cr, and Adobe's that they are R G B, the first is right: so
     * says libjpeg, by which all else is shown; the decoder here holds to the second.
     */
    private static byte[] byJfif(byte[] bytes) {
        boolean jfif = false;
        int transform = -1;
        ByteBuffer file = ByteBuffer.wrap(bytes);
        try {
            for (int at = 2; (file.get(at) & 0xFF) == 0xFF; at += 2 + (file.getShort(at + 2) & 0xFFFF)) {
                int marker = file.get(at + 1) & 0xFF;
                jfif |= marker == APP0 && named(bytes, at + 4, "JFIF\0");
                if (marker == APP14 && named(bytes, at + 4, "Adobe")) transform = at + 15;
                boolean frame = marker >= 0xC0 && marker <= 0xC2;
                if (frame && file.get(at + 9) != 3) return bytes;
                if (marker == START_OF_SCAN) break;
            }
        } catch (IndexOutOfBoundsException e) {
            return bytes; // The decoder says what is wrong.
        }
        if (!jfif || transform < 0 || transform >= bytes.length || bytes[transform] != 0) return bytes;
        byte[] changed = bytes.clone();
        changed[transform] = 1;
        return changed;
    }

    private static boolean named(byte[] bytes, int at, String name) {
        return at + name.length() <= bytes.length && new String(bytes, at, name.length(), StandardCharsets.ISO_8859_1)
            .equals(name);
    }

    @Override
    public byte[] ended(byte[] bytes) {
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 2);
        ended[bytes.length] = (byte) 0xFF;
        ended[bytes.length + 1] = (byte) END;
        return ended;
    }

    @Override
    public Metadata metadata(byte[] bytes) throws Exception {
        return JpegMetadataReader.readMetadata(new ByteArrayInputStream(bytes), List.of(new ExifReader()));
    }
}
