package org.normscope.image;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** TIFF, directory by directory (TIFF 6.0, section 2). */
final class TiffStructure implements Structure {
    private static final int REDUCED = 254, DIRECTORIES_BELOW = 330, DNG_VERSION = 50_706,
        COMPRESSION = 259, COLOURS = 262;
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

    /**
     * Directories hold 12 bytes an entry; the offset of the next one follows. Pages of a file that goes in circles
     * count once.
     */
    @Override
    public int frames(byte[] bytes, Still still) {
        ByteBuffer file = ByteBuffer.wrap(bytes)
            .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = file.getShort(2) == 43;
        Set<Long> seen = new HashSet<>();
        try {
            long at = big ? file.getLong(8) : file.getInt(4) & 0xFFFFFFFFL;
            while (at > 0 && at < bytes.length && seen.add(at)) {
                long entries = big ? file.getLong((int) at) : file.getShort((int) at) & 0xFFFF;
                int next = Math.toIntExact(Math.addExact(at + (big ? 8 : 2),
                    Math.multiplyExact(entries, big ? 20L : 12L)));
                at = big ? file.getLong(next) : file.getInt(next) & 0xFFFFFFFFL;
            }
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return seen.size();
        }
        return seen.size();
    }

    @Override
    public Metadata metadata(byte[] bytes) throws Exception {
        return TiffMetadataReader.readMetadata(new ByteArrayReader(bytes));
    }
}
