package org.normscope.image;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** TIFF, directory by directory (TIFF 6.0, section 2). */
final class TiffStructure implements Structure {
    private static final int REDUCED = 254, DIRECTORIES_BELOW = 330, DNG_VERSION = 50_706,
        COMPRESSION = 259, COLOURS = 262, EXTRA_SAMPLES = 338;
    /** In ExtraSamples: nobody knows what, opacity that the colours were multiplied by, opacity. */
    private static final int UNSPECIFIED = 0, ASSOCIATED = 1, UNASSOCIATED = 2;
    /** JBIG, JPEG 2000, LERC, LZMA, ZSTD, WebP, JPEG XL. */
    private static final Set<Integer> UNKNOWN = Set.of(9, 10, 34_661, 34_712, 34_887, 34_925, 50_000, 50_001, 50_002,
        52_546);

    /** CIE, ICC and ITU L*a*b*, which differ in their signs and in what white is. */
    private static final Set<Integer> LAB = Set.of(8, 9, 10);

    /** Cameras write what their sensor saw as TIFF too, with a preview for a first page. The decoder notices a cut. */
    @Override
    public Wholeness wholeness(ByteBuffer file) {
        if (Magic.begins(file.array(), "II*\0????CR")) return Wholeness.PREVIEW;
        file.order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (file.getShort(2) != 42) return Wholeness.WHOLE;
        int directory = file.getInt(4);
        boolean reduced = false, below = false;
        for (int at = directory + 2; at < directory + 2 + 12 * (file.getShort(directory) & 0xFFFF); at += 12) {
            int tag = file.getShort(at) & 0xFFFF;
            if (tag == COMPRESSION && UNKNOWN.contains(file.getShort(at + 8) & 0xFFFF)) return Wholeness.PACKED;
            if (tag == COLOURS && LAB.contains(file.getShort(at + 8) & 0xFFFF)) return Wholeness.LAB;
            if (tag == DNG_VERSION) return Wholeness.PREVIEW;
            reduced |= tag == REDUCED && (file.getInt(at + 8) & 1) == 1;
            below |= tag == DIRECTORIES_BELOW;
        }
        return reduced && below ? Wholeness.PREVIEW : Wholeness.WHOLE;
    }

    @Override
    public int frames(byte[] bytes, Still still) {
        return directories(bytes).size();
    }

    /**
     * Directories hold 12 bytes an entry; the offset of the next one follows. Pages of a file that goes in circles
     * count once.
     */
    private static List<Integer> directories(byte[] bytes) {
        ByteBuffer file = ordered(bytes);
        boolean big = isBig(file);
        List<Integer> all = new ArrayList<>();
        try {
            long at = big ? file.getLong(8) : file.getInt(4) & 0xFFFFFFFFL;
            while (at > 0 && at < bytes.length && !all.contains((int) at)) {
                all.add((int) at);
                long entries = big ? file.getLong((int) at) : file.getShort((int) at) & 0xFFFF;
                int next = Math.toIntExact(Math.addExact(at + (big ? 8 : 2),
                    Math.multiplyExact(entries, big ? 20L : 12L)));
                at = big ? file.getLong(next) : file.getInt(next) & 0xFFFFFFFFL;
            }
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return all;
        }
        return all;
    }

    private static ByteBuffer ordered(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static boolean isBig(ByteBuffer file) {
        return file.getShort(2) == 43;
    }

    /** The decoder takes what stands behind the colours for opacity, and colours for whole, whatever the file says. */
    @Override
    public Pixels frame(byte[] bytes, int frame, Still still) throws IOException {
        BufferedImage image = still.decode(bytes, frame);
        int more = image.getColorModel().hasAlpha() ? firstExtra(bytes, frame) : UNASSOCIATED;
        if (more == ASSOCIATED && !image.isAlphaPremultiplied()) image = AwtImage.premultiplied(image);
        Pixels pixels = AwtImage.pixels(image);
        if (more == UNSPECIFIED) {
            for (int i = 0; i < pixels.argb().length; i++) pixels.argb()[i] |= 0xFF000000;
        }
        return pixels;
    }

    /** What the first sample behind the colours is; unassociated opacity where nothing is said. */
    private static int firstExtra(byte[] bytes, int frame) {
        ByteBuffer file = ordered(bytes);
        boolean big = isBig(file);
        try {
            int directory = directories(bytes).get(frame), first = directory + (big ? 8 : 2), size = big ? 20 : 12;
            long entries = big ? file.getLong(directory) : file.getShort(directory) & 0xFFFF;
            for (int at = first; at < first + size * entries; at += size) {
                if ((file.getShort(at) & 0xFFFF) != EXTRA_SAMPLES) continue;
                long count = big ? file.getLong(at + 4) : file.getInt(at + 4) & 0xFFFFFFFFL;
                int value = at + (big ? 12 : 8);
                boolean here = count * Short.BYTES <= (big ? Long.BYTES : Integer.BYTES);
                return file.getShort(here ? value : Math.toIntExact(big ? file.getLong(value) : file.getInt(value)));
            }
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return UNASSOCIATED;
        }
        return UNASSOCIATED;
    }

    @Override
    public Metadata metadata(byte[] bytes) throws Exception {
        return TiffMetadataReader.readMetadata(new ByteArrayReader(bytes));
    }
}
