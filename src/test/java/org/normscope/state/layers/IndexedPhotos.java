package org.normscope.state.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.normscope.state.app.Desk;

/** The sample photos in a folder, indexed once by each JVM that runs tests: who wants the index made copies it. */
final class IndexedPhotos {
    private static final Path PHOTOS = Path.of("assets/images/photos");
    private static final Path HOME = made();

    private IndexedPhotos() { }

    /** The folder of photos. */
    static Path corpus() {
        return HOME.resolve("corpus");
    }

    /** @param data where a window keeps its indexes */
    static void copyTo(Path data) throws IOException {
        Path made = HOME.resolve("data");
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.toList()) Files.copy(file, data.resolve(made.relativize(file)));
        }
    }

    static Path photos(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> photos = Files.list(PHOTOS)) {
            for (Path photo : photos.toList()) Files.copy(photo, folder.resolve(photo.getFileName()));
        }
        return folder;
    }

    /** Anew: what an earlier version of the program made is no index of this one. */
    private static Path made() {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(Desk.DATA), "photos").toAbsolutePath();
            Path corpus = photos(home.resolve("corpus"));
            try (Desk desk = new Desk(home.resolve("data"))) {
                desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString()))
                    .withWorkspace(LayersSettings.ID));
                desk.app.workspace(LayersModel.class).close();
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
