package org.normscope.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.normscope.image.Structure.Wholeness;
import org.normscope.task.HomeThread;
import org.normscope.text.Fault;

/** Reads and writes picture files of any {@link PictureFormat}. */
public final class PictureFile {
    /** Pictures above this many pixels are refused by their header, before anything is decoded. */
    public static final long MAX_PIXELS = TooLarge.MOST;
    /** No picture of that many pixels needs more; it keeps a file that is no picture out of memory. */
    private static final long MAX_BYTES = 1L << 30;

    private PictureFile() { }

    /**
     * The picture upright (EXIF orientation applied), in sRGB, transparency kept; of an animated one the first frame.
     *
     * @throws BadPictureException for anything that is not a whole picture of at most 100 megapixels
     */
    public static Pixels read(Path file) {
        return read(bytes(file), file.toString());
    }

    /** As {@link #read(Path)}, from a file's bytes; {@code name} stands in messages. */
    public static Pixels read(byte[] bytes, String name) {
        return read(bytes, 0, name, notice -> { });
    }

    /**
     * As {@link #read(Path)}, one frame of an animation, or one page.
     *
     * @param frame from 0
     * @param tell  is told what is wrong with a file that is read all the same
     */
    public static Pixels read(byte[] bytes, int frame, String name, Consumer<Fault> tell) {
        assert !HomeThread.isWindow() : "decoding on the window's thread freezes it";
        if (bytes.length == 0) throw new BadPictureException("picture.empty", name);
        PictureFormat format = PictureFormat.of(bytes).orElseThrow(() -> ForeignFile.fault(bytes, name));
        Wholeness wholeness = format.wholeness(bytes, frame);
        if (wholeness == Wholeness.COSTLY) throw new BadPictureException("picture.costly", name);
        if (wholeness == Wholeness.PACKED) {
            throw new BadPictureException(format == PictureFormat.JPEG ? "picture.packed.jpeg" : "picture.packed",
                name);
        }
        if (wholeness == Wholeness.PREVIEW) throw new BadPictureException("picture.foreign.raw", name, "RAW");
        if (wholeness == Wholeness.LAB) throw new BadPictureException("picture.foreign.picture", name, "Lab");
        if (wholeness == Wholeness.CONTRADICTORY) throw new BadPictureException("picture.damaged", name);
        if (wholeness == Wholeness.CUT) throw new BadPictureException("picture.cut", name);
        try {
            byte[] whole = wholeness == Wholeness.UNENDED ? format.structure().ended(bytes) : bytes;
            Pixels stored = decoded(format, whole, frame, name, tell);
            if (wholeness == Wholeness.UNENDED) tell.accept(unended(whole, name));
            return Orientation.of(format, bytes).upright(stored);
        } catch (BadPictureException e) {
            throw e;
        } catch (TooLarge e) {
            throw new BadPictureException("picture.large", name, String.valueOf(e.width), String.valueOf(e.height),
                String.valueOf(MAX_PIXELS / 1_000_000));
        } catch (FrameOrder.Costly e) {
            throw new BadPictureException(e, "picture.costly", name);
        } catch (IOException | RuntimeException e) {
            // Decoders meet hostile files with every kind of exception.
            if (e.getCause() instanceof OutOfMemoryError) throw new BadPictureException(e, "picture.memory", name);
            throw new BadPictureException(e, wholeness == Wholeness.WHOLE ? "picture.damaged" : "picture.cut", name);
        } catch (OutOfMemoryError e) {
            throw new BadPictureException(e, "picture.memory", name);
        }
    }

    private static Fault unended(byte[] bytes, String name) {
        int frames = frames(bytes);
        return frames == 1 ? new Fault("picture.unended", name)
            : new Fault("picture.unended.frames", name, String.valueOf(frames));
    }

    private static Pixels decoded(PictureFormat format, byte[] bytes, int frame, String name, Consumer<Fault> tell)
        throws IOException {
        AtomicBoolean cut = new AtomicBoolean();
        PictureDecoder decoder =
            new PictureDecoder(format, warning -> cut.compareAndSet(false, warning.contains("remature end")));
        int frames = frame == 0 ? 1 : format.structure().frames(bytes, decoder);
        if (frame >= frames) throw new BadPictureException("picture.frame", name, String.valueOf(frames - 1));
        Pixels stored = format.structure().frame(bytes, frame, decoder);
        if (cut.get()) throw new BadPictureException("picture.cut", name);
        decoder.scaled().ifPresent(levels -> tell.accept(new Fault("picture.scaled", name, brief(levels[0]),
            brief(levels[1]))));
        return stored;
    }

    private static String brief(double level) {
        return String.format(Locale.ROOT, "%.4g", level);
    }

    /** How many frames or pages a file that was read has; 1 where it is a still picture, or does not tell. */
    public static int frames(byte[] bytes) {
        Optional<PictureFormat> format = PictureFormat.of(bytes);
        if (format.isEmpty()) return 1;
        try {
            return format.get().structure().frames(bytes, new PictureDecoder(format.get(), warning -> { }));
        } catch (IOException | RuntimeException e) {
            return 1;
        }
    }

    /** The whole file, unless it is no file or too long. */
    static byte[] bytes(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) throw new BadPictureException("picture.missing", name);
        if (Files.isDirectory(file)) throw new BadPictureException("picture.folder", name);
        if (!Files.isRegularFile(file)) throw new BadPictureException("picture.unknown", name, PictureFormat.titles());
        try {
            if (Files.size(file) > MAX_BYTES) throw new BadPictureException("picture.long", name);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unreadable", name);
        } catch (OutOfMemoryError e) {
            throw new BadPictureException(e, "picture.memory", name);
        }
    }

    /**
     * Writes a picture as its file's name says, PNG where that says nothing, whole or not at all.
     *
     * @param texts by keyword: Title, Software, Description ...
     */
    public static void write(Pixels picture, Map<String, String> texts, Path file) {
        write(PictureFormat.written(file).encoded(picture, texts), file);
    }

    /** Writes a PNG, whatever the file is called. */
    public static void writePng(Pixels picture, Path file) {
        writePng(picture, Map.of(), file);
    }

    public static void writePng(Pixels picture, Map<String, String> texts, Path file) {
        write(png(picture, texts), file);
    }

    /** The bytes of a PNG file. */
    public static byte[] png(Pixels picture, Map<String, String> texts) {
        return PictureFormat.PNG.encoded(picture, texts);
    }

    /** Writes a JPEG over white. {@code quality} is 0 to 1. */
    public static void writeJpeg(Pixels picture, float quality, Path file) {
        write(PictureEncoders.jpeg(picture, Map.of(), quality), file);
    }

    private static void write(byte[] bytes, Path file) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }
}
