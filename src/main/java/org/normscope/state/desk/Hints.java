package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/**
 * The workspaces whose hints were dismissed, kept beside the user's data: who has read them once is not told again. A
 * file that cannot be read or written costs no more than hints that come back. Lives on the UI thread.
 */
public final class Hints {
    private final Path file;
    private final ObservableSet<String> dismissed = FXCollections.observableSet();

    /** @param data folder of what the program keeps for its user */
    Hints(Path data) {
        file = data.resolve("hints-dismissed.txt");
        try {
            if (Files.exists(file)) dismissed.addAll(Files.readAllLines(file));
        } catch (IOException unreadable) {
            dismissed.clear();
        }
    }

    /** Ids of workspaces. */
    public ObservableSet<String> dismissed() {
        return FXCollections.unmodifiableObservableSet(dismissed);
    }

    public void dismiss(String workspace) {
        if (dismissed.add(workspace)) keep();
    }

    /** They are shown again. */
    public void recall(String workspace) {
        if (dismissed.remove(workspace)) keep();
    }

    private void keep() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, new TreeSet<>(dismissed));
        } catch (IOException unwritable) {
            return; // They will come back with the next start.
        }
    }
}
