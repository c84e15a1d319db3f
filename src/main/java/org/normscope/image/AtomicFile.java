package org.normscope.image;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is written whole or not at all: beside its place first, then moved there. */
public final class AtomicFile {
    private AtomicFile() { }

    /**
     * Creates the file, or replaces it; where this fails the old file stays as it was. What is there and no file, a
     * device or a pipe, is written to and not replaced.
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) Files.write(file, bytes);
        else replace(file, bytes);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path place = file.toAbsolutePath();
        Path draft = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(draft, bytes);
            move(draft, place);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void move(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
