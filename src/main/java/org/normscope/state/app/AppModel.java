package org.normscope.state.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.normscope.image.Pixels;
import org.normscope.network.Labels;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.Hints;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.NamedFiles;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.SessionFile;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Slice;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.text.Language;

/**
 * The root of what the window knows: the user's choices with their history, notices, sessions, and the workspaces.
 * Everything is called, and every property changes, on the UI thread.
 */
public final class AppModel implements Workspace.Shell {
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(this, "theme");
    private final ReadOnlyObjectWrapper<Language> language = new ReadOnlyObjectWrapper<>(this, "language");
    private final ReadOnlyObjectWrapper<Workspace> workspace = new ReadOnlyObjectWrapper<>(this, "workspace");
    private final Services services;
    private final Chosen chosen;
    private final Opening opening;
    private final Notices notices;
    private final ObservableList<Notice> readOnlyNotices;
    private final List<Slice<?>> slices;
    private final SessionFile text;
    private final NamedFiles files;
    private final Sessions sessions;
    private final LeftOff leftOff;
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");

    private AppModel(Services services, List<Slice<?>> slices) {
        this.services = services;
        this.slices = slices;
        chosen = services.chosen();
        opening = services.opening();
        notices = services.notices();
        readOnlyNotices = FXCollections.unmodifiableObservableList(notices.list());
        text = new SessionFile(slices);
        files = new NamedFiles(slices);
        sessions = new Sessions(services, text, files, named -> workspaces.values().forEach(one -> one.keep(named)),
            opened -> completed(dressed(opened, chosen.present().look())));
        leftOff = new LeftOff(text, services.data());
    }

    /**
     * @param services with the settings' slices of exactly these workspaces
     * @param plans    of the workspaces, in order; one of the first is the subject of those behind it
     */
    public static AppModel of(Services services, List<Workspace.Plan> plans) {
        AppModel app = new AppModel(services, slices(plans));
        plans.forEach(plan -> app.workspaces.put(plan.slice().id(), plan.make().apply(services, app)));
        app.begin();
        return app;
    }

    private void begin() {
        computing.bind(Bindings.createBooleanBinding(
            () -> workspaces.values().stream().anyMatch(one -> one.computing().get()),
            workspaces.values().stream().map(Workspace::computing).toArray(ReadOnlyBooleanProperty[]::new)));
        chosen.settings().addListener((property, old, next) -> follow(next));
        follow(chosen.present());
    }

    /** The slices of the settings that these workspaces have. */
    public static List<Slice<?>> slices(List<Workspace.Plan> plans) {
        return plans.stream().<Slice<?>>map(Workspace.Plan::slice).toList();
    }

    private void follow(Settings next) {
        theme.set(next.look().theme());
        language.set(next.look().language());
        workspace.set(workspaces.get(next.workspace()));
    }

    /** Opens what the settings say; where that fails, the default ones. Called once, first. */
    public void start(Settings initial) {
        opening.first(Words.of("activity.open"), job -> {
            services.sources().open(initial.subject(), initial.subject());
            return initial;
        }, this::restart, failure -> {
            notices.tell(failure);
            Settings usual = Settings.initial(slices, initial.look());
            if (!initial.subject().equals(usual.subject())) start(usual);
        });
    }

    /** Runs on a worker. */
    private void tidy(Settings opened) {
        List<String> named = Stream.concat(Stream.of(opened), leftOff.all(opened).stream())
            .flatMap(settings -> files.networks(settings).stream()).toList();
        workspaces.values().forEach(one -> one.tidy(named));
    }

    private void restart(Settings opened) {
        chosen.begin(completed(opened));
        workspaces.values().forEach(Workspace::follow);
        // Behind what is waited for: it reads files.
        services.workers().files().execute(() -> tidy(opened));
    }

    private Settings completed(Settings opened) {
        Settings complete = opened;
        for (Workspace one : workspaces.values()) complete = one.completed(complete);
        return complete;
    }

    // Observables

    /** The workspaces, in the order of the rail. */
    public List<Workspace> workspaces() { return List.copyOf(workspaces.values()); }

    /** The workspace of that kind. */
    public <W extends Workspace> W workspace(Class<W> type) {
        return workspaces.values().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @Override
    public Subject subject() {
        return workspaces.values().stream().filter(Subject.class::isInstance).map(Subject.class::cast)
            .findFirst().orElseThrow();
    }

    public ReadOnlyObjectProperty<Settings> settings() { return chosen.settings(); }

    public ReadOnlyObjectProperty<Theme> theme() { return theme.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Language> language() { return language.getReadOnlyProperty(); }

    /** The one that is open. */
    public ReadOnlyObjectProperty<Workspace> workspace() { return workspace.getReadOnlyProperty(); }

    /** Whether any workspace is. */
    public ReadOnlyBooleanProperty computing() { return computing.getReadOnlyProperty(); }

    /** What runs that somebody asked for, and is lost where the window closes now. */
    public List<Words> unfinished() {
        return workspaces.values().stream().flatMap(one -> one.unfinished().stream()).toList();
    }

    public ReadOnlyBooleanProperty canUndo() { return chosen.canUndo(); }

    public ReadOnlyBooleanProperty canRedo() { return chosen.canRedo(); }

    /** What has to be told, oldest first, until dismissed. */
    public ObservableList<Notice> notices() { return readOnlyNotices; }

    /** What is being opened or written; null while nothing is. */
    public ReadOnlyObjectProperty<Words> activity() { return opening.activity(); }

    /** Which workspaces' hints are not shown any more. */
    public Hints hints() { return services.hints(); }

    /** What runs the networks: "ONNX Runtime 1.28.0, 1 thread". */
    public Words engine() {
        return Words.of("status.engine", services.runner().description(), services.runner().threads());
    }

    /** What opens session files and saves them. */
    public Sessions sessions() { return sessions; }

    /** What they are read and written with. */
    public SessionFile sessionText() { return text; }

    /** What was opened last. */
    public Recent recent() { return services.recent(); }

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
        workspace.get().follow();
    }

    /** No step back leads to another theme or language. */
    public void setTheme(Theme next) {
        chosen.everywhere(settings -> dressed(settings, settings.look().withTheme(next)));
    }

    private Settings dressed(Settings settings, Look look) {
        Settings themed = settings.withLook(look);
        if (look.theme() == settings.look().theme()) return themed;
        for (Slice<?> slice : slices) themed = themed(slice, themed, look.theme());
        return themed;
    }

    private static <T extends Record> Settings themed(Slice<T> slice, Settings settings, Theme theme) {
        return settings.with(slice.type(), part -> slice.themed(part, theme));
    }

    public void setLanguage(Language next) { chosen.everywhere(s -> s.withLook(s.look().withLanguage(next))); }

    /** Opens the workspace that shows what fires a unit of the chosen layer. */
    public void showWhatFires(String layer, int unit) {
        workspaces.values().stream().filter(LayerChooser.Units.class::isInstance).findFirst().ifPresent(one ->
            chosen.change(s -> s.withWorkspace(one.id()).withLayer(layer).withUnit(unit)));
    }

    /** Opens the workspace that normalizes a layer, at that layer. */
    public void showNormalized(String layer) {
        workspaces.values().stream().filter(Subject.class::isInstance).findFirst().ifPresent(one ->
            chosen.change(s -> s.withWorkspace(one.id()).withLayer(layer)));
    }

    /** A look at another workspace is no step of the history; steps back and forth lead to where they were made. */
    public void setWorkspace(String id) { chosen.aside(s -> s.withWorkspace(id)); }

    public void dismiss(Notice notice) { notices.dismiss(notice); }

    public void saveSession(Path file) { sessions.save(file); }

    /** Undo leads back. */
    @Override
    public void openSession(Path file) { sessions.open(file); }

    /** What an earlier run of the program left open and nobody saved. */
    public Optional<Path> left() { return leftOff.file(); }

    /** Opens that; undo leads back. */
    public void openLeft() { leftOff.file().ifPresent(sessions::openUnnamed); }

    /** Called once, before the start, where the choices of this run are to be kept by {@link #keepChoices}. */
    public void beginKeeping() {
        leftOff.begin();
        if (leftOff.file().isPresent()) notices.offer(Words.of("session.left"), "session.left.open", this::openLeft);
    }

    /** The next start can go on from here; nothing where nothing was changed. */
    public void keepChoices() { keepChoices(services.workers().files()); }

    /** The same before the program ends: returns when it is done. */
    public void keepLastChoices() { keepChoices(Runnable::run); }

    private void keepChoices(Executor writer) {
        if (chosen.canUndo().get()) leftOff.next(chosen.present());
        writer.execute(leftOff::keep);
    }

    /**
     * Files dropped on the window: sessions are opened, the network's classes get the names that a list of labels says,
     * the open workspace takes what else there is.
     */
    public void drop(List<Path> dropped) {
        dropped.stream().filter(SessionFile::isNamed).forEach(this::openSession);
        dropped.stream().filter(Dropped::isOfLabels).reduce((first, last) -> last)
            .ifPresent(file -> subject().setInput(Labels.KEY, file.toString()));
        List<Path> rest = dropped.stream().filter(file -> !SessionFile.isNamed(file) && !Dropped.isOfLabels(file))
            .toList();
        if (!rest.isEmpty()) opening.whenBegun(() -> workspace.get().drop(rest));
    }

    /** What {@link #drop} would make of files. */
    public Offer offer(List<Path> files) {
        List<Path> rest = files.stream().filter(file -> !SessionFile.isNamed(file)).toList();
        if (rest.isEmpty() && !files.isEmpty()) return Offer.of("drop.session", files);
        return !rest.isEmpty() && rest.stream().allMatch(Dropped::isOfLabels) ? Offer.of("drop.labels", rest)
            : workspace.get().offer(rest);
    }

    /** A picture from the clipboard. */
    public void paste(Pixels picture) { opening.whenBegun(() -> workspace.get().paste(picture)); }

    /** Stops what runs and closes what is open, before the workers end. */
    public void close() { workspaces.values().forEach(Workspace::close); }
}
