package org.normscope.image;

import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** TIFF and BigTIFF: what the directories of their pages say. */
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
    public Wholeness wholeness(ByteBuffer file, int frame) {
        if (Magic.begins(file.array(), "II*\0????CR")) return Wholeness.PREVIEW;
        TiffDirectories directories = new TiffDirectories(file.array());
        // The first page says it for all.
        if (IntStream.of(0, frame).mapToObj(directories::entries).flatMap(List::stream)
            .anyMatch(entry -> entry.tag() == DNG_VERSION)) return Wholeness.PREVIEW;
        boolean reduced = false, below = false;
        for (TiffDirectories.Entry entry : directories.entries(frame)) {
            switch (entry.tag()) {
                case COMPRESSION -> {
                    if (UNKNOWN.contains(entry.value())) return Wholeness.PACKED;
                }
                case COLOURS -> {
                    if (LAB.contains(entry.value())) return Wholeness.LAB;
                }
                case REDUCED -> reduced = (entry.value() & 1) == 1;
                case DIRECTORIES_BELOW -> below = true;
                default -> { }
            }
        }
        return reduced && below ? Wholeness.PREVIEW : Wholeness.WHOLE;
    }

    @Override
    public int frames(byte[] bytes, Still still) {
        return new TiffDirectories(bytes).count();
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
        for (TiffDirectories.Entry entry : new TiffDirectories(bytes).entries(frame)) {
            if (entry.tag() == EXTRA_SAMPLES) return entry.value();
        }
        return UNASSOCIATED;
    }

    @Override
    public Metadata metadata(byte[] bytes) throws Exception {
        return TiffMetadataReader.readMetadata(new ByteArrayReader(bytes));
    }
}
