package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.text.PathName;

/**
 * The files that settings name: which are missing, and where they lie now.
 *
 * @param slices of the workspaces there are
 */
public record NamedFiles(List<Slice<?>> slices) {
    public NamedFiles {
        slices = List.copyOf(slices);
    }

    /** Every network that settings name, built-in ones too. */
    public List<String> networks(Settings settings) {
        return all(settings).stream().filter(file -> file.kind() == FileReference.Kind.NETWORK)
            .map(FileReference::origin).distinct().toList();
    }

    /**
     * The files that a session names and that are missing or have other contents now. A file that has moved along
     * with the session, into the same folder, is not missing: see {@link #moved}.
     */
    public List<MissingFile> missing(Settings settings) {
        return all(settings).stream().map(NamedFiles::look).flatMap(Optional::stream).distinct().toList();
    }

    private List<FileReference> all(Settings settings) {
        List<FileReference> all = new ArrayList<>();
        slices.forEach(slice -> all.addAll(files(slice, settings)));
        return all;
    }

    private static <T extends Record> List<FileReference> files(Slice<T> slice, Settings settings) {
        return slice.files(settings.of(slice.type()));
    }

    private static Optional<MissingFile> look(FileReference file) {
        if (isNone(file.origin())) return Optional.empty();
        boolean network = file.kind() == FileReference.Kind.NETWORK;
        try {
            Path path = PictureSource.file(file.origin());
            if (!Files.isRegularFile(path)) return Optional.of(new MissingFile(file.origin(), network, false));
            boolean changed = !file.sha256().isEmpty() && !file.sha256().equals(ContentHash.of(path));
            return changed ? Optional.of(new MissingFile(file.origin(), network, true)) : Optional.empty();
        } catch (IOException | InvalidPathException | BadPictureException e) {
            return Optional.of(new MissingFile(file.origin(), network, false));
        }
    }

    /** Whether it is no file at all. */
    static boolean isNone(String origin) {
        return origin.isEmpty() || origin.startsWith(PictureSource.BUILT_IN) || origin.startsWith(PictureChoice.PASTED);
    }

    /** Whether a picture is named only by those who keep its name when nobody finds it. */
    public boolean onlyKept(Settings settings, String origin) {
        return all(settings).stream().filter(file -> file.origin().equals(origin))
            .allMatch(file -> file.kind() == FileReference.Kind.KEPT);
    }

    /** The same settings with files that are missing where they were, but lie beside the session, found there. */
    public Settings moved(Settings settings, Path session) {
        return relocated(settings, (origin, sha256) -> {
            if (isNone(origin)) return origin;
            try {
                Path file = PictureSource.file(origin);
                Path there = session.toAbsolutePath().resolveSibling(PathName.of(file.toString()));
                boolean found = !Files.isRegularFile(file) && Files.isRegularFile(there)
                    && (sha256.isEmpty() || sha256.equals(ContentHash.of(there)));
                // What follows the file's name chooses a frame of it.
                return found ? there + origin.substring(file.toString().length()) : origin;
            } catch (IOException | InvalidPathException | BadPictureException e) {
                return origin;
            }
        });
    }

    /** With every origin put through a relocation. */
    public Settings relocated(Settings settings, Relocation relocation) {
        Settings next = settings;
        for (Slice<?> slice : slices) next = relocated(slice, next, relocation);
        return next;
    }

    private static <T extends Record> Settings relocated(Slice<T> slice, Settings settings, Relocation relocation) {
        return settings.with(slice.type(), part -> slice.relocated(part, relocation));
    }
}
