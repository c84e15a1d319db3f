package org.normscope.image;

import java.nio.file.Path;

/** Reads and writes picture files: JPEG (CMYK too), PNG (16 bit too), GIF (first frame), BMP, WebP, TIFF. */
public final class PictureFile {
    private PictureFile() { }

    /**
     * The picture upright (EXIF orientation applied), in sRGB, transparency kept.
     *
     * @throws BadPictureException for anything that is not a whole picture of at most 100 megapixels
     */
    public static Pixels read(Path file) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #read(Path)}, from a file's bytes; {@code name} stands in messages. */
    public static Pixels read(byte[] bytes, String name) {
        throw new UnsupportedOperationException();
    }

    /** Writes a PNG, whole or not at all. */
    public static void writePng(Pixels picture, Path file) {
        throw new UnsupportedOperationException();
    }
}
