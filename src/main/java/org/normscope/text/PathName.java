package org.normscope.text;

import java.nio.file.Path;

/** What a folder or a file is called on screen. */
public final class PathName {
    private PathName() { }

    /** The last part; a disk's root, which has none, is called by its path. */
    public static String of(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** As {@link #of(Path)}. */
    public static String of(String path) {
        return of(Path.of(path));
    }
}
