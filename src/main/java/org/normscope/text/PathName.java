package org.normscope.text;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a folder or a file is called on screen. */
public final class PathName {
    private static final int MOST = 3;
    /** With a drive or a server in front: no other system writes that. */
    private static final Pattern WINDOWS = Pattern.compile("([A-Za-z]:\\\\|\\\\\\\\).*[^\\\\]");

    private PathName() { }

    /** The last part; a disk's root, which has none, is called by its path. */
    public static String of(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** As {@link #of(Path)}; of a path that another system wrote, too. */
    public static String of(String path) {
        return WINDOWS.matcher(path).matches() ? path.substring(path.lastIndexOf('\\') + 1) : of(Path.of(path));
    }

    /** Whether it has letters that this system, as it is set, cannot write in names: no path can be made of it. */
    public static boolean isForeign(String name) {
        return !Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder().canEncode(name);
    }

    /** Those of the first, where there are too many for a line. */
    public static String several(Collection<String> paths) {
        return paths.stream().limit(MOST).map(PathName::of).collect(Collectors.joining(", "))
            + (paths.size() > MOST ? ", …" : "");
    }
}
