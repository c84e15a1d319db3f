package org.normscope.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pictures that the program ships, as assets/images/CREDITS.md and assets/flowers/CREDITS.md list them. */
public final class Samples {
    private static final String FLOWERS = "flowers/";
    private static final Pattern BORDER = Pattern.compile(" *\\| *"), ENDING = Pattern.compile("\\.\\w+$");
    private static final List<Sample> ALL = listed("images/", "");

    /** Three hundred, which a window does not begin with. */
    private static final class Flowers {
        private static final List<Sample> ALL = listed(FLOWERS, FLOWERS);
    }

    private Samples() { }

    public static List<Sample> all() {
        return ALL;
    }

    /** Photos of five kinds of flowers, sixty each; the kind is in the id's middle: flowers/roses/14145188939_b4da. */
    public static List<Sample> flowers() {
        return Flowers.ALL;
    }

    /** By id: photos/dogs. */
    public static Optional<Sample> of(String id) {
        return (id.startsWith(FLOWERS) ? flowers() : ALL).stream().filter(sample -> sample.id().equals(id)).findFirst();
    }

    /** Origins of the photos, as {@link PictureSource} takes them. */
    public static Stream<String> photos() {
        return ALL.stream().map(Sample::id).filter(id -> id.startsWith("photos/"))
            .map(id -> PictureSource.BUILT_IN + id);
    }

    /** What stands in the tray when the window opens, the active one first. */
    public static List<Sample> firstBatch() {
        return List.of("pagoda", "dogs", "cat", "astronaut", "dahlia")
            .stream().map(name -> of("photos/" + name).orElseThrow()).toList();
    }

    /** The file's bytes. */
    static byte[] bytes(Sample sample) {
        return resource(sample.file());
    }

    /** The rows of a folder's table: file, picture, author, licence, source. @param before what ids begin with */
    private static List<Sample> listed(String folder, String before) {
        String credits = new String(resource(folder + "CREDITS.md"), StandardCharsets.UTF_8);
        return credits.lines().map(BORDER::split)
            .filter(cells -> cells.length > 5 && PictureFormat.named(cells[1]).isPresent())
            .map(cells -> new Sample(before + ENDING.matcher(cells[1]).replaceFirst(""), folder + cells[1], cells[3],
                cells[4], cells[5]))
            .toList();
    }

    private static byte[] resource(String file) {
        String path = "/assets/" + file;
        try (InputStream stream = Samples.class.getResourceAsStream(path)) {
            if (stream == null) throw new IllegalStateException(path + " is not on the class path");
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
