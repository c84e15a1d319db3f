package org.normscope.view.control;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.normscope.text.PathName;

/** Asks by the system's own dialogs. */
public final class SystemFileAsker implements FileAsker {
    private final Window window;
    private final Texts texts;
    private @Nullable File folder;

    /** @param remembered where the first dialog opens; null where that is the system's own choice */
    public SystemFileAsker(Window window, Texts texts, @Nullable String remembered) {
        folder = remembered == null ? null : new File(remembered);
        this.window = window;
        this.texts = texts;
    }

    @Override
    public List<Path> open(Kind kind) {
        List<File> files = dialog(kind).showOpenMultipleDialog(window);
        if (files == null) return List.of();
        folder = files.get(0).getParentFile();
        return files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> find(Kind kind, String was) {
        FileChooser dialog = dialog(kind);
        dialog.setTitle(texts.now("file.find", PathName.of(was), was));
        File file = dialog.showOpenDialog(window);
        if (file == null) return Optional.empty();
        folder = file.getParentFile();
        return Optional.of(file.toPath());
    }

    @Override
    public Optional<Path> save(Kind kind, String suggestedName) {
        FileChooser dialog = dialog(kind);
        dialog.setInitialFileName(suggestedName);
        File file = dialog.showSaveDialog(window);
        if (file == null) return Optional.empty();
        folder = file.getParentFile();
        Path named = kind.named(file.toPath());
        // The dialog asked about the name without its ending.
        return named.equals(file.toPath()) || !Files.exists(named) || replaces(named) ? Optional.of(named)
            : Optional.empty();
    }

    private boolean replaces(Path named) {
        return Question.of(window, texts, texts.now("file.exists", named.getFileName()), "file.replace", "file.leave");
    }

    @Override
    public boolean loses(String running) {
        return Question.of(window, texts, texts.now("close.running", running), "close.anyway", "close.stay");
    }

    /** Where the last dialog ended; null where there was none. */
    public @Nullable File folder() {
        return folder;
    }

    @Override
    public Optional<Path> folder(String key) {
        DirectoryChooser dialog = new DirectoryChooser();
        dialog.setTitle(texts.now(key));
        if (folder != null && folder.isDirectory()) dialog.setInitialDirectory(folder);
        File chosen = dialog.showDialog(window);
        if (chosen != null) folder = chosen;
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    private FileChooser dialog(Kind kind) {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(texts.now(kind.key()));
        dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.now(kind.key()), kind.endings()));
        if (folder != null && folder.isDirectory()) dialog.setInitialDirectory(folder);
        return dialog;
    }
}
