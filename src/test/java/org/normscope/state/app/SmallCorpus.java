package org.normscope.state.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Three photos in a folder of their own: to index the built-in corpus would take most of a test's time. */
final class SmallCorpus {
    private SmallCorpus() { }

    /** @param data where it is, or comes */
    static Path in(Path data) {
        try {
            Path corpus = Files.createDirectories(data.resolve("corpus")).toAbsolutePath();
            for (String photo : List.of("dogs.jpg", "cat.jpg", "dahlia.jpg")) {
                Path copy = corpus.resolve(photo);
                if (!Files.exists(copy)) Files.copy(Path.of("assets/images/photos", photo), copy);
            }
            return corpus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
