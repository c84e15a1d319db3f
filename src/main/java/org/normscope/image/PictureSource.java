package org.normscope.image;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a picture comes from, in one word: "builtin:photos/dogs", or a file's path. */
public final class PictureSource {
    /** Before a sample's id. */
    public static final String BUILT_IN = "builtin:";

    private PictureSource() { }

    /** @throws BadPictureException as {@link PictureFile#read(Path)}, and where there is no such sample */
    public static Pixels open(String origin) {
        return PictureFile.read(bytes(origin), origin);
    }

    /**
     * The bytes of the file behind an origin, for {@link ContentHash}.
     *
     * @throws BadPictureException where there is no such file or sample, or it cannot be read
     */
    public static byte[] bytes(String origin) {
        if (!origin.startsWith(BUILT_IN)) return PictureFile.bytes(path(origin));
        return Samples.of(origin.substring(BUILT_IN.length())).map(Samples::bytes).orElseThrow(() ->
            new BadPictureException("picture.nosample", origin, String.join(" ", Samples.all().stream().map(Sample::id).toList())));
    }

    private static Path path(String origin) {
        try {
            return Path.of(origin);
        } catch (InvalidPathException e) {
            throw new BadPictureException(e, "picture.missing", origin.replace("\0", "\\0"));
        }
    }
}
