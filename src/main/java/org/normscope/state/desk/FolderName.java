package org.normscope.state.desk;

import java.nio.file.Path;

/** What a folder, or a file, is called on screen. */
public final class FolderName {
    private FolderName() { }

    /** The last part of its path; a disk's root, which has none, by its path. */
    public static String of(String folder) {
        Path name = Path.of(folder).getFileName();
        return name == null ? folder : name.toString();
    }
}
