package org.normscope.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/**
 * The root of what the window knows: the user's choices with their history, notices, sessions, and the workspaces.
 * Everything is called, and every property changes, on the UI thread.
 */
public final class AppModel {
    /** @param ui runs what it gets on the UI thread, later or at once: {@code Platform::runLater} */
    public AppModel(ModelLibrary library, GraphRunner runner, Workers workers, Executor ui) {
        throw new UnsupportedOperationException();
    }

    /** Opens what the settings say; where that fails, the default ones. Called once, first. */
    public void start(Settings initial) { throw new UnsupportedOperationException(); }

    // Observables

    public NormalizeModel normalize() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Settings> settings() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Theme> theme() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Language> language() { throw new UnsupportedOperationException(); }

    public ReadOnlyObjectProperty<Workspace> workspace() { throw new UnsupportedOperationException(); }

    public ReadOnlyBooleanProperty canUndo() { throw new UnsupportedOperationException(); }

    public ReadOnlyBooleanProperty canRedo() { throw new UnsupportedOperationException(); }

    /** What has to be told, oldest first, until dismissed. */
    public ObservableList<Notice> notices() { throw new UnsupportedOperationException(); }

    /** What is being opened or written; null while nothing is. */
    public ReadOnlyObjectProperty<Words> activity() { throw new UnsupportedOperationException(); }

    /** What runs the networks: "ONNX Runtime 1.28.0, 1 thread". */
    public String engine() { throw new UnsupportedOperationException(); }

    // Verbs

    public void undo() { throw new UnsupportedOperationException(); }

    public void redo() { throw new UnsupportedOperationException(); }

    /** What follows, up to {@link #endGesture()}, is one entry of the history: a drag. */
    public void beginGesture() { throw new UnsupportedOperationException(); }

    public void endGesture() { throw new UnsupportedOperationException(); }

    public void setTheme(Theme theme) { throw new UnsupportedOperationException(); }

    public void setLanguage(Language language) { throw new UnsupportedOperationException(); }

    public void setWorkspace(Workspace workspace) { throw new UnsupportedOperationException(); }

    public void dismiss(Notice notice) { throw new UnsupportedOperationException(); }

    public void saveSession(Path file) { throw new UnsupportedOperationException(); }

    public void openSession(Path file) { throw new UnsupportedOperationException(); }

    /** Who is asked for a file that a session refers to and that is missing or changed. Asked on the UI thread. */
    public void setFinder(Function<MissingFile, Optional<Path>> finder) { throw new UnsupportedOperationException(); }

    /** Files dropped on the window: a network (.onnx), a session (.normscope), pictures (anything else). */
    public void drop(List<Path> files) { throw new UnsupportedOperationException(); }
}
