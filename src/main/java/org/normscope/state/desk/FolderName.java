package org.normscope.state.desk;

import java.nio.file.Path;

/** What a folder is called on screen. */
public final class FolderName {
    private FolderName() { }

    /** The last part of its path. */
    public static String of(String folder) {
        Path name = Path.of(folder).getFileName();
        return name == null ? folder : name.toString();
    }
}
