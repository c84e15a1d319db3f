package org.normscope.image;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * Where a picture comes from, in one word: "builtin:photos/dogs", a file's path, or a path and the number of a frame,
 * from 0: "cat.gif#3".
 */
public final class PictureSource {
    /** Before a sample's id. */
    public static final String BUILT_IN = "builtin:";
    private static final Pattern FRAME = Pattern.compile("(.+)#(\\d{1,9})");

    private PictureSource() { }

    /**
     * What is wrong with a file that is read all the same is told to nobody: for samples, and where there are many.
     *
     * @throws BadPictureException as {@link PictureFile#read(Path)}, and where there is no such sample or frame
     */
    public static Pixels open(String origin) {
        return open(origin, notice -> { });
    }

    /** As {@link #open(String)}. @param tell is told what is wrong with a file that is read all the same */
    public static Pixels open(String origin, Consumer<Fault> tell) {
        return decode(bytes(origin), origin, tell);
    }

    /** As {@link #open(String, Consumer)}, of bytes that were read already. */
    public static Pixels decode(byte[] bytes, String origin, Consumer<Fault> tell) {
        return PictureFile.read(bytes, frame(origin), origin, tell);
    }

    /**
     * The bytes of the file behind an origin, for {@link ContentHash}.
     *
     * @throws BadPictureException where there is no such file or sample, or it cannot be read
     */
    public static byte[] bytes(String origin) {
        if (!origin.startsWith(BUILT_IN)) return PictureFile.bytes(file(origin));
        return Samples.of(origin.substring(BUILT_IN.length())).map(Samples::bytes).orElseThrow(() ->
            new BadPictureException("picture.nosample", origin,
                String.join(" ", Samples.all().stream().map(Sample::id).toList())));
    }

    /** The file behind an origin that is none of the built-in ones. */
    public static Path file(String origin) {
        Matcher numbered = FRAME.matcher(origin);
        return isNumbered(numbered, origin) ? path(numbered.group(1)) : path(origin);
    }

    /** The origin of another frame of the same file, from 0. */
    public static String ofFrame(String origin, int frame) {
        return file(origin) + "#" + frame;
    }

    /** Which frame of its file an origin means, from 0. */
    public static int frame(String origin) {
        Matcher numbered = FRAME.matcher(origin);
        return !origin.startsWith(BUILT_IN) && isNumbered(numbered, origin) ? Integer.parseInt(numbered.group(2)) : 0;
    }

    /** A file may be called so: then it is meant. */
    private static boolean isNumbered(Matcher numbered, String origin) {
        return numbered.matches() && !Files.exists(path(origin));
    }

    private static Path path(String origin) {
        try {
            return Path.of(origin);
        } catch (InvalidPathException e) {
            throw PathName.isForeign(origin) ? new BadPictureException(e, "path.foreign", origin)
                : new BadPictureException(e, "picture.missing", origin.replace("\0", "\\0"));
        }
    }
}
