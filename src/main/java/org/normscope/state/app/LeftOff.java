package org.normscope.state.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Settings;
import org.normscope.text.Fault;

/**
 * The choices as they were when the program ended last, whoever ended it. They are kept by themselves while it runs;
 * the next run puts them aside, so that its own do not take their place before somebody could ask for them. A
 * convenience: where the folder cannot be written nobody is told. Safe for several threads.
 */
final class LeftOff {
    private final SessionFile text;
    private final Path now;
    private final Path before;
    private volatile @Nullable Settings newest;
    private @Nullable Settings written;

    /** @param data folder of what the program keeps for its user */
    LeftOff(SessionFile text, Path data) {
        this.text = text;
        now = data.resolve("now" + SessionFile.SUFFIX);
        before = data.resolve("before" + SessionFile.SUFFIX);
    }

    /** A run begins. What was left is what the last run that changed anything has kept. */
    void begin() {
        try {
            if (Files.exists(now)) Files.move(now, before, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Then it is kept no longer.
        }
    }

    /** What an earlier run has left. */
    Optional<Path> file() {
        return Optional.of(before).filter(Files::isRegularFile);
    }

    /** To be kept by {@link #keep}, in place of what was before it. */
    void next(Settings settings) {
        newest = settings;
    }

    /** Writes what is newest, whoever calls last. */
    synchronized void keep() {
        Settings settings = newest;
        if (settings == null || settings == written) return;
        try {
            Files.createDirectories(now.toAbsolutePath().getParent());
            text.write(settings, now);
            written = settings;
        } catch (IOException | Fault e) {
            // The next start offers what it finds.
        }
    }

    /** All that is kept, of this run and of an earlier one. Reads files. */
    List<Settings> all(Settings present) {
        return Stream.of(now, before).filter(Files::isRegularFile).flatMap(file -> {
            try {
                return Stream.of(text.read(file, present));
            } catch (Fault damaged) {
                return Stream.empty();
            }
        }).toList();
    }
}
