package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.network.SavedNetwork;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.task.Workers;
import org.normscope.transfer.ClassFolder;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.SortedCopies;
import org.normscope.transfer.TrainedPart;

/**
 * The Transfer workspace: the open network is cut behind a layer and taught new classes. Read-only properties out,
 * verbs in; network and current picture are the {@link Subject}'s. Nothing is computed before the workspace is opened.
 */
public final class TransferModel implements Workspace, LayerChooser.Cuts {
    public static final Plan PLAN = new Plan(new TransferSlice(),
        (services, shell) -> new TransferModel(services, shell.subject()));

    private static final Words LESSON = Words.of("transfer.job.lesson");

    private final ReadOnlyObjectWrapper<TransferSettings> settings;
    private final ReadOnlyObjectWrapper<Layer> layer = new ReadOnlyObjectWrapper<>(this, "layer");
    private final ReadOnlyObjectWrapper<Lesson> lesson = new ReadOnlyObjectWrapper<>(this, "lesson");
    private final ReadOnlyObjectWrapper<List<Integer>> cell = new ReadOnlyObjectWrapper<>(this, "cell");
    private final ReadOnlyObjectWrapper<List<Wrong>> wrong = new ReadOnlyObjectWrapper<>(this, "wrong", List.of());
    private final ReadOnlyObjectWrapper<List<Suspicion>> suspicions = new ReadOnlyObjectWrapper<>(this, "suspicions");
    private final ReadOnlyObjectWrapper<List<Prediction>> tried = new ReadOnlyObjectWrapper<>(this, "tried", List.of());
    private final ObservableList<StripItem> strip = FXCollections.observableArrayList();
    private final Subject subject;
    private final Chosen chosen;
    private final Opening opening;
    private final Notices notices;
    private final GraphRunner runner;
    private final Workers workers;
    private final TransferJobs jobs;
    private final LessonWork work;
    private final DeeperRuns runs;
    private final Findings findings;
    private final Stages stages;
    private final Stage<WrongWork.Asked, List<Wrong>> looking;
    private final Stage<Trial, List<Prediction>> trying;
    private final KnownLessons lessons = new KnownLessons();
    private KnownLessons.@Nullable Question asked, shown;
    /** The pictures of the folders that are being chosen: the lesson need not read them again. */
    private @Nullable PictureSet justRead;

    TransferModel(Services services, Subject subject) {
        this.subject = subject;
        chosen = services.chosen();
        opening = services.opening();
        notices = services.notices();
        runner = services.runner();
        workers = services.workers();
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(TransferSettings.class));
        jobs = new TransferJobs(services);
        work = new LessonWork(runner, workers, services.data());
        runs = new DeeperRuns(services, jobs);
        findings = new Findings(services, jobs, work, runs, lesson, settings);
        stages = new Stages(services.ui(), notices::tell);
        WrongWork wrongWork = new WrongWork(runner);
        looking = stages.addStoppable(workers.inference(), wrongWork::of, wrong::set);
        trying = stages.add(workers.inference(), trial -> trial.said(runner), tried::set);
        chosen.settings().addListener((property, old, next) -> follow());
        subject.network().addListener((property, old, next) -> follow());
        subject.seen().addListener((property, old, next) -> follow());
        subject.layers().addListener((ListChangeListener<StripItem>) change -> follow());
    }

    @Override public String id() { return TransferSettings.ID; }

    // Observables

    public ReadOnlyObjectProperty<TransferSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The last layer that stays as it is; null until a network is open that can be cut. */
    @Override
    public ReadOnlyObjectProperty<Layer> layer() { return layer.getReadOnlyProperty(); }

    @Override public ObservableList<StripItem> stripItems() { return strip; }

    /** What a head on frozen features learnt; null until it has. */
    public ReadOnlyObjectProperty<Lesson> lesson() { return lesson.getReadOnlyProperty(); }

    /** Which cell of the confusion is opened: [what it is, what is said]; null for the most wrong ones. */
    public ReadOnlyObjectProperty<List<Integer>> cell() { return cell.getReadOnlyProperty(); }

    /** The pictures of that cell. */
    public ReadOnlyObjectProperty<List<Wrong>> wrong() { return wrong.getReadOnlyProperty(); }

    /** Labels that are probably wrong, the worst first; null until they were looked for. */
    public ReadOnlyObjectProperty<List<Suspicion>> suspicions() { return suspicions.getReadOnlyProperty(); }

    /** What is said of the current picture, the most probable class first. */
    public ReadOnlyObjectProperty<List<Prediction>> tried() { return tried.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<Pixels> seen() { return subject.seen(); }

    /** The training of more than the head, under way or over; null where there is none of this lesson. */
    public ReadOnlyObjectProperty<Run> run() { return runs.run(); }

    /** What came of it with the last blocks, and from scratch; none where they were not trained on this lesson. */
    public ObservableList<Deeper> deeper() { return runs.deeper(); }

    /** What more is found out about the lesson. */
    public Findings findings() { return findings; }

    /** How long the job will take yet; 0 where that is not known. */
    public ReadOnlyDoubleProperty secondsLeft() { return jobs.secondsLeft(); }

    public ReadOnlyObjectProperty<JobStatus> job() { return jobs.status(); }

    public ReadOnlyBooleanProperty paused() { return jobs.paused(); }

    @Override public ReadOnlyBooleanProperty computing() { return stages.computing(); }

    @Override
    public boolean settled() {
        return asked != null && !jobs.status().get().running() && !computing().get();
    }

    /** A folder without one for each class teaches nothing; several folders are a class each. */
    @Override
    public Offer offer(List<Path> files) {
        List<String> folders = Dropped.of(files).folders();
        if (folders.size() == 1 && Dropped.depth(Path.of(folders.get(0))) == 0) {
            return Offer.refused("drop.refused.classes", files);
        }
        return Offer.of(files, "drop.network", folders.size() > 1 ? "drop.folders.classes" : "drop.folder.classes",
            "drop.picture.tried");
    }

    /** Folders are the data, a network is opened, a picture is tried. */
    @Override
    public void drop(List<Path> files) {
        Dropped dropped = Dropped.of(files);
        dropped.networks().forEach(subject::openNetwork);
        if (!dropped.folders().isEmpty()) setData(dropped.folders());
        if (!dropped.pictures().isEmpty()) subject.addPictures(dropped.pictures());
    }

    @Override public void paste(Pixels picture) { subject.paste(picture); }

    // Verbs

    /** Folders: one with a folder for each class, or one for each class; what they teach nothing to stays as it is. */
    public void setData(List<String> folders) {
        TransferSettings next = settings.get().withData(folders);
        if (folders.equals(settings.get().data())) return;
        opening.<PictureSet>start(Words.of("activity.classes", folders.get(0)),
            job -> LessonWork.pictures(next, job).learnable(), read -> {
                folders.forEach(folder -> opening.remember(Recent.Kind.CORPUS, folder));
                justRead = read;
                change(s -> s.withData(folders));
                justRead = null;
            });
    }

    public void setFlowers() { setData(List.of(ClassFolder.FLOWERS)); }

    /** Cuts behind a layer. */
    @Override public void selectLayer(String name) { change(s -> s.withCut(name)); }

    public void setNorms(TrainedPart.Norms norms) { change(s -> s.withNorms(norms)); }

    /** Where the network's own classes rest. */
    public void cutAtEnd() { change(s -> s.withCut("")); }

    /** Puts a picture in another class, here; the file stays where it is. */
    public void relabel(String hash, String label) { change(s -> s.withLabel(Set.of(hash), label)); }

    /** Leaves a picture out, here; the file stays where it is. */
    public void takeOut(String hash) { takeOut(Set.of(hash)); }

    /** Calls a class otherwise, here; by the name of another class it joins that one. */
    public void nameClass(String name, String next) {
        if (!next.isBlank() && !next.strip().equals(name)) change(s -> s.withName(name, next.strip()));
    }

    /** Folders and pictures join a class, an old one or a new one. */
    public void add(List<Path> files, String name) {
        change(s -> s.withAdded(files.stream().map(Path::toString).toList(), name));
    }

    /** Copies the pictures as they are arranged here to a folder of its own. */
    public void copySorted(Path folder) {
        TransferSettings now = settings.get();
        opening.write(folder, job -> new SortedCopies(folder).outside(now.folders())
            .copy(LessonWork.pictures(now, job), share -> job.report(share, "")));
    }

    /** Leaves several out at once. */
    public void takeOut(Set<String> hashes) { change(s -> s.withLabel(hashes, TransferSettings.OUT)); }

    /** Opens a cell of the confusion; once more: the most wrong ones again. */
    public void openCell(int is, int said) {
        List<Integer> next = List.of(is, said);
        wrong.set(List.of());
        cell.set(next.equals(cell.get()) ? null : next);
        look();
    }

    /** Looks for labels that are probably wrong. */
    public void doctor() {
        Lesson now = lesson.get();
        if (now == null || suspicions.get() != null || jobs.status().get().running()) return;
        jobs.<List<Suspicion>>start(Words.of("transfer.job.doctor"), job -> LessonWork.suspicions(now, job),
            suspicions::set, notices::tell);
    }

    /** Trains more than the head: the last blocks from what they are, or all from fresh weights. */
    public void train(boolean scratch) {
        if (lesson.get() != null) runs.train(lesson.get(), scratch, settings.get().norms());
    }

    public void pause(boolean paused) { jobs.pause(paused); }

    /** Learns once more from the pictures as they lie there now. */
    public void again() {
        lessons.forget();
        asked = null;
        follow();
    }

    /** Ends what runs; what was shown before stays. */
    public void cancelJob() { jobs.cancel(); }

    /** Writes the network with its head as .onnx: the last blocks trained too where they were, and were better. */
    public void save(Path file, boolean open) {
        Lesson now = lesson.get();
        if (now == null) return;
        Network described = runs.headed(now).network(now.network(), now.classes());
        opening.write(file, job -> SavedNetwork.writeDescribed(described, runner, file), () -> {
            if (open) subject.openNetwork(file.toString());
        });
    }

    private void change(UnaryOperator<TransferSettings> change) {
        chosen.change(TransferSettings.class, null, change);
    }

    @Override
    public void follow() {
        settings.set(chosen.of(TransferSettings.class));
        showStrip();
        if (!chosen.at(TransferSettings.ID) || subject.network().get() == null) return;
        TransferSettings now = settings.get();
        Network network = subject.network().get();
        KnownLessons.Question question = KnownLessons.Question.of(network, now);
        if (!question.equals(asked)) ask(question, now);
        else tryPicture();
    }

    private void ask(KnownLessons.Question question, TransferSettings now) {
        asked = question;
        looking.stop();
        Optional<Words> running = unfinished();
        if (jobs.cancel() && running.isPresent()) notices.tell(Words.of("transfer.job.ended"));
        Optional<KnownLessons.Known> known = lessons.of(question);
        lessons.keep(shown, new KnownLessons.Known(lesson.get(), List.copyOf(runs.deeper()), findings.found(),
            suspicions.get()));
        PictureSet read = justRead;
        if (known.isPresent()) show(known.get());
        else jobs.<Lesson>start(LESSON, job -> work.of(question.network(), now, read, job),
            next -> show(KnownLessons.Known.of(next)), failure -> {
                show(KnownLessons.Known.NOTHING);
                notices.tell(failure);
            });
    }

    private void show(KnownLessons.Known next) {
        shown = asked;
        runs.show(List.of());
        findings.show(FoundOut.NOTHING);
        cell.set(null);
        lesson.set(next.lesson());
        runs.show(next.deeper());
        findings.show(next.found());
        suspicions.set(next.suspicions());
        if (next.lesson() == null) {
            wrong.set(List.of());
            tried.set(List.of());
            return;
        }
        tryPicture();
        look();
    }

    private void look() {
        if (lesson.get() != null) looking.submitNew(new WrongWork.Asked(lesson.get(), cell.get()));
    }

    private void tryPicture() {
        if (lesson.get() == null) return;
        if (subject.seen().get() == null) tried.set(List.of());
        else trying.submitNew(new Trial(lesson.get(), subject.seen().get()));
    }

    private void showStrip() {
        Network network = subject.network().get();
        layer.set(network == null ? null : LessonWork.cut(network, settings.get()));
        strip.setAll(subject.layers().stream().map(item -> new StripItem(item.index(), item.layer(),
            item.layer().equals(layer.get()), item.unit(), item.map(), null)).toList());
    }

    /** The lesson is learnt without being asked for, and its features are kept. */
    @Override
    public Optional<Words> unfinished() {
        return jobs.status().get().doing().filter(what -> !LESSON.equals(what));
    }

    @Override
    public void close() {
        jobs.cancel();
        stages.cancel();
    }
}
