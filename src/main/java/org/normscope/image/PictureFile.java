package org.normscope.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Reads and writes picture files: JPEG (CMYK too), PNG (16 bit too), GIF (first frame), BMP, WebP, TIFF. */
public final class PictureFile {
    /** Pictures above this many pixels are refused by their header, before anything is decoded. */
    public static final long MAX_PIXELS = 100_000_000;
    /** No picture of that many pixels needs more; it keeps a file that is no picture out of memory. */
    private static final long MAX_BYTES = 1L << 30;

    static {
        // Decoders that open streams of their own would otherwise leave cache files behind.
        ImageIO.setUseCache(false);
    }

    private PictureFile() { }

    /**
     * The picture upright (EXIF orientation applied), in sRGB, transparency kept.
     *
     * @throws BadPictureException for anything that is not a whole picture of at most 100 megapixels
     */
    public static Pixels read(Path file) {
        return read(bytes(file), file.toString());
    }

    /** As {@link #read(Path)}, from a file's bytes; {@code name} stands in messages. */
    public static Pixels read(byte[] bytes, String name) {
        if (bytes.length == 0) throw new BadPictureException("picture.empty", name);
        try (ImageInputStream stream = new ByteArrayImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) throw new BadPictureException("picture.unknown", name);
            Pixels stored = decode(readers.next(), stream, bytes, name);
            return Orientation.of(bytes).upright(stored);
        } catch (BadPictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet hostile files with every kind of exception.
            if (e.getCause() instanceof OutOfMemoryError) throw new BadPictureException(e, "picture.memory", name);
            throw new BadPictureException(e, Wholeness.isWhole(bytes) ? "picture.damaged" : "picture.cut", name);
        } catch (OutOfMemoryError e) {
            throw new BadPictureException(e, "picture.memory", name);
        }
    }

    private static Pixels decode(ImageReader reader, ImageInputStream stream, byte[] bytes, String name) throws IOException {
        try {
            boolean[] cut = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> cut[0] |= warning.contains("remature end"));
            reader.setInput(stream, true, true);
            long width = reader.getWidth(0), height = reader.getHeight(0);
            if (width * height > MAX_PIXELS) {
                throw new BadPictureException("picture.large", name, String.valueOf(width), String.valueOf(height),
                    String.valueOf(MAX_PIXELS / 1_000_000));
            }
            BufferedImage image = Wholeness.isWhole(bytes) ? reader.read(0) : null;
            if (image == null || cut[0]) throw new BadPictureException("picture.cut", name);
            return AwtImage.pixels(image);
        } finally {
            reader.dispose();
        }
    }

    /** The whole file, unless it is no file or too long. */
    static byte[] bytes(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) throw new BadPictureException("picture.missing", name);
        if (Files.isDirectory(file)) throw new BadPictureException("picture.folder", name);
        if (!Files.isRegularFile(file)) throw new BadPictureException("picture.unknown", name);
        try {
            if (Files.size(file) > MAX_BYTES) throw new BadPictureException("picture.long", name);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unreadable", name);
        } catch (OutOfMemoryError e) {
            throw new BadPictureException(e, "picture.memory", name);
        }
    }

    /** Writes a PNG, whole or not at all. */
    public static void writePng(Pixels picture, Path file) {
        writePng(picture, Map.of(), file);
    }

    /** Writes a PNG with tEXt entries (Title, Software, Description ...), whole or not at all. */
    public static void writePng(Pixels picture, Map<String, String> texts, Path file) {
        write(png(picture, texts), file);
    }

    /** The bytes of a PNG file. */
    public static byte[] png(Pixels picture, Map<String, String> texts) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        BufferedImage image = AwtImage.of(picture);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        try {
            if (!texts.isEmpty()) metadata.mergeTree("javax_imageio_png_1.0", PictureTexts.entries(texts));
        } catch (IIOInvalidTreeException e) {
            throw new IllegalArgumentException("no PNG text entries: " + texts, e);
        }
        return encode(writer, new IIOImage(image, null, metadata), writer.getDefaultWriteParam());
    }

    /** Writes a JPEG over white, whole or not at all. {@code quality} is 0 to 1. */
    public static void writeJpeg(Pixels picture, float quality, Path file) {
        writeJpeg(picture, quality, Map.of(), file);
    }

    /** Writes a JPEG with comments, a line "keyword: value" each, in UTF-8. */
    public static void writeJpeg(Pixels picture, float quality, Map<String, String> texts, Path file) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        byte[] jpeg = encode(writer, new IIOImage(AwtImage.of(picture.overWhite()), null, null), settings);
        write(PictureTexts.commented(jpeg, texts), file);
    }

    private static byte[] encode(ImageWriter writer, IIOImage image, ImageWriteParam settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, image, settings);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void write(byte[] bytes, Path file) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }
}
