package org.normscope.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Structure.Wholeness;

/**
 * The kinds of picture files: how each is called, how its files begin and end, who reads and who writes it. What asks
 * for a file, looks through a folder or writes a picture asks here; a new format is an entry here and its decoder in
 * the build.
 */
public enum PictureFormat {
    JPEG("JPEG", "jpg jpeg jpe jfif", new JpegStructure(), PictureEncoders::jpeg, "\u00FF\u00D8"),
    PNG("PNG", "png apng", new PngStructure(), PictureEncoders::png, "\u0089PNG\r\n\u001A\n"),
    GIF("GIF", "gif", new GifStructure(), null, "GIF8"),
    BMP("BMP", "bmp dib", new BmpStructure(), null, "BM"),
    WEBP("WebP", "webp", new WebpStructure(), null, "RIFF????WEBP"),
    TIFF("TIFF", "tif tiff", new TiffStructure(), null, "II*\0", "MM\0*", "II+\0", "MM\0+");

    private final String title;
    private final List<String> endings;
    private final Structure structure;
    private final @Nullable BiFunction<Pixels, Map<String, String>, byte[]> encoder;
    private final List<String> magic;

    /**
     * @param endings of file names, without the dot, the first the one that is written
     * @param encoder null where the format is read only
     * @param magic   what a file begins with, one of them; ? is any byte
     */
    PictureFormat(String title, String endings, Structure structure,
        @Nullable BiFunction<Pixels, Map<String, String>, byte[]> encoder, String... magic) {
        this.title = title;
        this.endings = List.of(endings.split(" "));
        this.structure = structure;
        this.encoder = encoder;
        this.magic = List.of(magic);
    }

    /** By how a file begins, whatever it is called. */
    static Optional<PictureFormat> of(byte[] file) {
        return Stream.of(values()).filter(format -> format.magic.stream().anyMatch(magic -> Magic.begins(file, magic)))
            .findFirst();
    }

    /** Whether a file's name ends so, in small letters or large ones. @param ending without the dot */
    public static boolean isEnding(String name, String ending) {
        return ending(name).equals(ending);
    }

    /** By how a file's name ends, in small letters or large ones. */
    public static Optional<PictureFormat> named(String name) {
        String ending = ending(name);
        return Stream.of(values()).filter(format -> format.endings.contains(ending)).findFirst();
    }

    /**
     * Whether a file's name is that of a picture, of one that is not read too: whoever runs through a folder is told of
     * it.
     */
    public static boolean isPicture(String name) {
        return named(name).isPresent() || ForeignFile.isPhoto(ending(name));
    }

    /** The format that a file of that name is written in: PNG where the name tells none that is written. */
    public static PictureFormat written(Path file) {
        return named(file.toString()).filter(PictureFormat::isWritten).orElse(PNG);
    }

    /** As in a sentence: JPEG, WebP. */
    public String title() {
        return title;
    }

    /** Of file names, without the dot, in small letters. */
    public List<String> endings() {
        return endings;
    }

    public boolean isWritten() {
        return encoder != null;
    }

    /** A file's name with this format's ending. */
    public String file(String stem) {
        return stem + "." + endings.get(0);
    }

    /**
     * What a file dialog filters by: *.jpg, *.JPG ... Some systems tell small letters from large ones.
     *
     * @param first other patterns, before them
     */
    public static String[] globs(List<String> first, PictureFormat... formats) {
        List<String> globs = new ArrayList<>(first);
        for (PictureFormat format : formats) {
            for (String ending : format.endings) {
                globs.addAll(List.of("*." + ending, "*." + ending.toUpperCase(Locale.ROOT)));
            }
        }
        return globs.toArray(String[]::new);
    }

    /** As {@link #globs} of all formats, and more. */
    public static String[] allGlobs(String... more) {
        return Stream.concat(Arrays.stream(globs(List.of(), values())), Arrays.stream(more)).toArray(String[]::new);
    }

    /** "JPEG, PNG ... TIFF", for sentences in any language. */
    static String titles() {
        return Stream.of(values()).map(PictureFormat::title).collect(Collectors.joining(", "));
    }

    /** What its decoder and encoder are called in Java's register of them. */
    public String plugin() {
        return name().toLowerCase(Locale.ROOT);
    }

    Structure structure() {
        return structure;
    }

    /** Whether a file of this format reaches its own end, and can be read as far as that frame or page goes. */
    Wholeness wholeness(byte[] bytes, int frame) {
        try {
            return structure.wholeness(ByteBuffer.wrap(bytes), frame);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            return Wholeness.CUT; // The walk stepped over the file's end.
        }
    }

    /** A whole file of this format; texts by keyword go where the format has a place for them. */
    byte[] encoded(Pixels picture, Map<String, String> texts) {
        if (encoder == null) throw new IllegalArgumentException(title + " files are not written");
        return encoder.apply(picture, texts);
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
