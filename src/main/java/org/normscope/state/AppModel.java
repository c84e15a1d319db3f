package org.normscope.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.normscope.color.ColorMaps;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.task.Workers;
import org.normscope.text.Language;

/**
 * The root of what the window knows: the user's choices with their history, notices, sessions, and the workspaces.
 * Everything is called, and every property changes, on the UI thread.
 */
public final class AppModel {
    private final Chosen chosen = new Chosen(Settings.initial());
    private final Notices notices = new Notices();
    private final ObservableList<Notice> readOnlyNotices = FXCollections.unmodifiableObservableList(notices.list);
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(this, "theme");
    private final ReadOnlyObjectWrapper<Language> language = new ReadOnlyObjectWrapper<>(this, "language");
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(this, "workspace");
    private final Sources sources;
    private final Opening opening;
    private final NormalizeModel normalize;
    private final LayersModel layers;
    private final StyleModel style;
    private final ShiftModel shift;
    private final GraphRunner runner;
    private Function<MissingFile, Optional<Path>> finder = missing -> Optional.empty();

    /**
     * @param data folder of what the program keeps for its user: indexes
     * @param ui   runs what it gets on the UI thread, later or at once: {@code Platform::runLater}
     */
    public AppModel(ModelLibrary library, GraphRunner runner, Workers workers, Path data, Executor ui) {
        this.runner = runner;
        sources = new Sources(library);
        opening = new Opening(chosen, sources, notices, workers, ui);
        normalize = new NormalizeModel(chosen, sources, opening, notices, runner, workers, ui);
        layers = new LayersModel(chosen, sources, opening, notices, normalize, data.resolve("indexes"), runner, workers, ui);
        style = new StyleModel(chosen, sources, opening, notices, data.resolve("style"), runner, workers, ui, this::openSession);
        shift = new ShiftModel(chosen, sources, opening, notices, runner, workers, ui);
        chosen.settings.addListener((property, old, next) -> follow(next));
        follow(chosen.present());
    }

    private void follow(Settings next) {
        theme.set(next.look().theme());
        language.set(next.look().language());
        workspace.set(next.workspace());
    }

    /** Opens what the settings say; where that fails, the default ones. Called once, first. */
    public void start(Settings initial) {
        style.tidy(initial);
        opening.start(Words.of("activity.open"), job -> {
            sources.open(initial.normalize(), initial.normalize());
            return initial;
        }, this::restart, failure -> {
            notices.tell(failure);
            Settings usual = Settings.initial();
            if (!initial.normalize().equals(usual.normalize())) start(usual);
        });
    }

    private void restart(Settings opened) {
        chosen.history().restart(opened.withNormalize(s -> s.withNetwork(s.network(), InputVerbs.layer(sources.network(s.network()), s), s.view())));
        chosen.publish();
        normalize.follow();
        layers.follow();
        style.follow();
        shift.follow();
    }

    // Observables

    public NormalizeModel normalize() { return normalize; }

    public LayersModel layers() { return layers; }

    public StyleModel style() { return style; }

    public ShiftModel shift() { return shift; }

    public ReadOnlyObjectProperty<Settings> settings() { return chosen.settings.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Theme> theme() { return theme.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Language> language() { return language.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Workspace> workspace() { return workspace.getReadOnlyProperty(); }

    public ReadOnlyBooleanProperty canUndo() { return chosen.canUndo.getReadOnlyProperty(); }

    public ReadOnlyBooleanProperty canRedo() { return chosen.canRedo.getReadOnlyProperty(); }

    /** What has to be told, oldest first, until dismissed. */
    public ObservableList<Notice> notices() { return readOnlyNotices; }

    /** What is being opened or written; null while nothing is. */
    public ReadOnlyObjectProperty<Words> activity() { return opening.activity.getReadOnlyProperty(); }

    /** What runs the networks: "ONNX Runtime 1.28.0, 1 thread". */
    public String engine() { return runner.description(); }

    // Verbs

    /** Back by one entry. Where that takes files that are not open any more, they are opened first. */
    public void undo() {
        move(chosen.history().previous(), chosen.history()::previous, chosen.history()::undo);
    }

    public void redo() {
        move(chosen.history().next(), chosen.history()::next, chosen.history()::redo);
    }

    /** The history moves only if it still leads to the same place when all that it refers to is open. */
    private void move(Optional<Settings> target, Supplier<Optional<Settings>> now, Runnable step) {
        target.ifPresent(settings -> opening.whenOpen(settings, () -> {
            if (!now.get().equals(target)) return;
            step.run();
            chosen.publish();
        }));
    }

    /** What follows, up to {@link #endGesture()}, is one entry of the history: a drag. */
    public void beginGesture() { chosen.history().begin(); }

    public void endGesture() {
        chosen.history().end();
        chosen.publish();
        style.follow();
    }

    /** The diverging colours follow: their middle is the window's own colour. */
    public void setTheme(Theme next) {
        chosen.change(s -> s.withLook(s.look().withTheme(next)).withNormalize(n -> n.withView(view ->
            ColorMaps.of(view.colorMap()).diverging() ? view.withColorMap(MapView.diverging(next)) : view)));
    }

    public void setLanguage(Language next) { chosen.change(s -> s.withLook(s.look().withLanguage(next))); }

    public void setWorkspace(Workspace next) { chosen.change(s -> s.withWorkspace(next)); }

    public void dismiss(Notice notice) { notices.list.remove(notice); }

    public void saveSession(Path file) {
        Settings present = chosen.present();
        opening.start(Words.of("activity.write", file.getFileName().toString()), job -> {
            SessionFile.write(present, file);
            style.keep(present);
            return file;
        }, written -> notices.tell(Words.of("session.written", file.toString())));
    }

    /** Opens a session, or the choices that a picture was painted with. Asks for what is missing first; undo leads back. Pictures that nobody finds are left out, and told. */
    public void openSession(Path file) {
        Settings present = chosen.present();
        opening.<Map.Entry<Settings, List<MissingFile>>>start(Words.of("activity.session", file.getFileName().toString()), job -> {
            Settings moved = SessionFile.moved(SessionFile.read(file, present), file);
            return Map.entry(moved, SessionFile.missing(moved));
        }, read -> open(read.getKey(), read.getValue()));
    }

    private void open(Settings session, List<MissingFile> missing) {
        Map<String, String> found = new HashMap<>();
        for (MissingFile file : missing) {
            Optional<Path> path = finder.apply(file);
            if (path.isPresent()) found.put(file.origin(), path.get().toString());
            else if (!file.changed() && !file.network()) found.put(file.origin(), null);
            if (path.isEmpty()) notices.tell(Words.of(file.changed() ? "session.changed" : keptByPane(session, file) ? "session.lost.style" : "session.lost", file.origin()));
        }
        Settings complete = SessionFile.relocated(session, (origin, sha256) -> found.containsKey(origin) ? found.get(origin) : origin);
        opening.whenOpen(complete, () -> chosen.change(s -> complete));
    }

    /** Whether a pane alone wants it, which says so itself. */
    private static boolean keptByPane(Settings session, MissingFile file) {
        NormalizeSettings normalize = session.normalize();
        return normalize.panes().stream().anyMatch(pane -> pane.borrowed().style().origin().equals(file.origin()))
            && normalize.pictures().stream().noneMatch(picture -> picture.origin().equals(file.origin()));
    }

    /** Who is asked for a file that a session refers to and that is missing or changed. Asked on the UI thread. */
    public void setFinder(Function<MissingFile, Optional<Path>> next) { finder = next; }

    /** Files dropped on the window: a network (.onnx), a session (.normscope), pictures (anything else); a folder is a corpus. The Style workspace has its own way with all but sessions. */
    public void drop(List<Path> files) {
        List<String> pictures = new ArrayList<>();
        for (Path file : files) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(SessionFile.SUFFIX)) openSession(file);
            else if (workspace.get() == Workspace.STYLE) pictures.add(file.toString());
            else if (name.endsWith(".onnx") && workspace.get() == Workspace.SHIFT) shift.addNetwork(file.toString());
            else if (name.endsWith(".onnx")) normalize.openNetwork(file.toString());
            else if (workspace.get() == Workspace.LAYERS && Files.isDirectory(file)) layers.setCorpus(file.toString());
            else if (workspace.get() == Workspace.SHIFT && Files.isDirectory(file)) shift.runFolder(file.toString());
            else if (workspace.get() == Workspace.NORMALIZE && Files.isDirectory(file) && poolTaker().isPresent()) normalize.setPool(poolTaker().get().key(), file.toString());
            else pictures.add(file.toString());
        }
        if (pictures.isEmpty()) return;
        if (workspace.get() == Workspace.STYLE) style.drop(pictures.stream().map(Path::of).toList());
        else normalize.addPictures(pictures);
    }

    /** The selected pane, where it takes a pool. */
    private Optional<PaneSettings> poolTaker() {
        return Optional.ofNullable(normalize.selectedPane().get()).map(pane -> pane.settings().get()).filter(PaneSettings::takesPool);
    }

    /** A picture from the clipboard. */
    public void paste(Pixels picture) {
        if (workspace.get() == Workspace.STYLE) style.paste(picture);
        else normalize.paste(picture);
    }
}
