package org.normscope.state.shift;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.shift.Appearance;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.Trait;
import org.normscope.shift.TwinRuns;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * The Shift workspace: how far the features of networks side by side move when a picture looks otherwise, and what can
 * be done about it. Read-only properties out, verbs in, as in the other workspaces; current picture and tray are the
 * {@link Subject}'s. Nothing is opened or computed before the workspace is.
 */
public final class ShiftModel implements Workspace {
    public static final Plan PLAN = new Plan(new ShiftSlice(),
        (services, shell) -> new ShiftModel(services, shell.subject()));

    private final ReadOnlyObjectWrapper<ShiftSettings> settings;
    private final TwinRuns twins = TwinRuns.shipped();
    private final Subject subject;
    private final Chosen chosen;
    private final Sources sources;
    private final Opening opening;
    private final Notices notices;
    private final ShiftPipeline pipeline;
    private final ObservableList<Compared> compared;
    private final ShiftJobs jobs;
    private final Recalibrations recalibrations;
    private final Robustness robustness;
    private final ShiftExports exports;

    ShiftModel(Services services, Subject subject) {
        this.subject = subject;
        chosen = services.chosen();
        sources = services.sources();
        opening = services.opening();
        notices = services.notices();
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(ShiftSettings.class));
        jobs = new ShiftJobs(services);
        recalibrations = new Recalibrations(chosen, jobs, notices);
        pipeline = new ShiftPipeline(recalibrations, services, subject);
        compared = FXCollections.unmodifiableObservableList(pipeline.compared());
        robustness = new Robustness(services, jobs, compared, pipeline::keepRewritten);
        exports = new ShiftExports(pipeline, opening, services.runner());
        chosen.settings().addListener((property, old, next) -> follow());
    }

    @Override
    public String id() { return ShiftSettings.ID; }

    // Observables

    public ReadOnlyObjectProperty<ShiftSettings> settings() { return settings.getReadOnlyProperty(); }

    /** Those that are open, in order, each followed by what was made of it. */
    public ObservableList<Compared> compared() { return compared; }

    /** What the change of look does; null while there is no picture or no network. */
    public ReadOnlyObjectProperty<Meter> meter() { return pipeline.meter(); }

    /** What is measured, over depth; null while nothing is. */
    public ReadOnlyObjectProperty<DepthCurves> curves() { return pipeline.curves(); }

    /** The network that surgery and recalibration are done on; null while it is not open. */
    public ReadOnlyObjectProperty<Compared> operated() { return pipeline.operated(); }

    /** Why the surgery cannot be done; null where it can. */
    public ReadOnlyObjectProperty<Fault> surgeryFault() { return pipeline.surgeryFault(); }

    /** Which layers of the network operated on to change; null while nothing is measured of it. */
    public ReadOnlyObjectProperty<IbnAdvice> advice() { return pipeline.advice(); }

    /**
     * What those of the networks that were run made of the folder chosen; null where none was, as after a session was
     * opened.
     */
    public ReadOnlyObjectProperty<FolderRun> run() { return pipeline.run(); }

    /** The long job under way. */
    public ReadOnlyObjectProperty<JobStatus> job() { return jobs.status(); }

    /** Whether that job waits. */
    public ReadOnlyBooleanProperty paused() { return jobs.paused(); }

    /** How answers hold while one slider of the look goes from none to full. */
    public Robustness robustness() { return robustness; }

    /** True while the curves are being computed; jobs do not count. */
    @Override
    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    /** Results that are shipped. */
    public TwinRuns twins() { return twins; }

    /** Where the surgery can be done; none where the network has no BatchNormalization. */
    public List<Layer> places() {
        return operated().get() == null ? List.of()
            : IbnSurgery.places(operated().get().network(), settings.get().surgery().mode());
    }

    /** The two domains that are compared; fewer where the folder has fewer. */
    public List<String> domains() { return pipeline.domains(); }

    @Override
    public boolean settled() {
        return !computing().get() && compared.size() >= settings.get().networks().size() && meter().get() != null;
    }

    @Override
    public Offer offer(List<Path> files) {
        List<String> folders = Dropped.of(files).folders();
        boolean domains = !folders.isEmpty() && isOfDomains(folders.get(0));
        return Offer.of(files, "drop.network.beside", domains ? "drop.folder.domains" : "drop.folder.robustness",
            "drop.picture.tray");
    }

    private static boolean isOfDomains(String folder) { return Dropped.depth(Path.of(folder)) > 1; }

    /**
     * A network stands beside the others from now on. A folder is run: domains one beside the other, other pictures
     * while the look changes.
     */
    @Override
    public void drop(List<Path> files) {
        Dropped dropped = Dropped.of(files);
        dropped.networks().forEach(this::addNetwork);
        for (String folder : dropped.folders()) {
            if (isOfDomains(folder)) runFolder(folder);
            else robustness.measure(folder);
        }
        if (!dropped.pictures().isEmpty()) subject.addPictures(dropped.pictures());
    }

    @Override
    public void paste(Pixels picture) { subject.paste(picture); }

    // Verbs: the look

    public void setTrait(Trait trait, double value) { change(null, s -> s.withLook(s.look().with(trait, value))); }

    /** All traits at once: a preset. Painted pictures and pictures of the user's own make way. */
    public void setLook(Appearance look) {
        change(null, s -> s.looking(look, PictureChoice.NONE));
    }

    public void setRestyle(Restyle restyle) {
        if (!restyle.painting().equals(settings.get().restyle().painting())) {
            opening.remember(Recent.Kind.PICTURE, restyle.painting());
        }
        change(null, s -> s.withRestyle(restyle));
    }

    /**
     * A picture that stands for the shifted one, as it is; where it cannot be read there is a notice and nothing else
     * changes.
     */
    public void openOwn(String origin) {
        opening.<PictureChoice>start(Words.of("activity.pictures", 1), job -> sources.add(origin), choice -> {
            opening.remember(Recent.Kind.PICTURE, origin);
            change(null, s -> s.looking(Appearance.AS_IT_IS, choice));
        });
    }

    // Verbs: networks

    /**
     * Opens another network beside; where that fails, or there are enough, there is a notice and nothing else changes.
     */
    public void addNetwork(String origin) {
        opening.network(origin, Map.of(), choice -> {
            if (settings.get().networks().size() < ShiftSettings.MOST_NETWORKS) change(null, s -> s.plus(choice));
            else notices.tell(Words.of("shift.network.full", PathName.of(origin)));
        });
    }

    /** Opens another network in one's place. */
    public void replaceNetwork(int ink, String origin) {
        opening.network(origin, Map.of(), choice -> change(null, s -> s.replaced(ink, choice)));
    }

    public void removeNetwork(int ink) { change(null, s -> s.minus(ink)); }

    // Verbs: what is measured

    public void setScope(Scope scope) { change("setScope", s -> s.withScope(scope)); }

    public void setMeasure(Measure measure) { change("setMeasure", s -> s.withMeasure(measure)); }

    public void setAt(MeasuredAt at) { change("setAt", s -> s.withAt(at)); }

    public void setDomains(List<String> domains) { change("setDomains", s -> s.withDomains(domains)); }

    // Verbs: surgery

    /** Chooses the network that is operated on. */
    public void operateOn(int ink) {
        if (settings.get().surgery().ink() != ink) {
            change(null, s -> s.withSurgery(old -> new SurgeryChoice(ink, old.mode(), Map.of())));
        }
    }

    public void setMode(IbnSurgery.Mode mode) { change(null, s -> s.withSurgery(surgery -> surgery.withMode(mode))); }

    /** @param rho 1 is BN, the old network; 0 is IN */
    public void setRho(String layer, double rho) {
        change(null, s -> s.withSurgery(surgery -> surgery.with(layer, rho)));
    }

    /** The old network again. */
    public void resetRho() { change(null, s -> s.withSurgery(surgery -> surgery.withRho(Map.of()))); }

    /** What is advised, and nothing else. */
    public void takeAdvice() {
        IbnAdvice now = advice().get();
        if (now == null || now.layers().isEmpty()) return;
        change(null, s -> s.withSurgery(surgery -> surgery.withRho(now.byLayer())));
    }

    // Verbs: jobs

    /** Runs all networks over DIR/DOMAIN/CLASS/*.jpg; of a folder that was run before only those that were not. */
    public void runFolder(String folder) {
        FolderRun last = pipeline.known(folder);
        run(folder,
            last == null ? List.of() : last.rows().stream().filter(row -> compared.contains(row.compared())).toList());
    }

    /**
     * Runs all networks over the folder chosen once more: its pictures may be others, and a session does not keep
     * results.
     */
    public void runAgain() {
        if (!settings.get().folder().isEmpty()) run(settings.get().folder(), List.of());
    }

    private void run(String folder, List<FolderRun.Row> known) {
        pipeline.keepRewritten();
        jobs.run(folder, List.copyOf(compared), known, done -> {
            pipeline.keep(folder, known.isEmpty() ? done : done.and(pipeline.known(folder)));
            opening.remember(Recent.Kind.CORPUS, folder);
            change(null, s -> s.ran(folder));
            pipeline.follow();
        }, failure -> {
            if (failure != null) notices.tell(failure);
            pipeline.follow();
        });
    }

    /** Networks that stand there and were not run over the folder chosen. */
    public List<Compared> notRun() {
        FolderRun shown = run().get();
        return shown == null ? List.copyOf(compared)
            : compared.stream().filter(one -> shown.rows().stream().noneMatch(row -> row.compared().equals(one)))
                .toList();
    }

    /** Takes the running statistics of the network operated on from a folder of pictures; the result stands beside. */
    public void recalibrate(String folder) {
        Compared network = operated().get();
        ComparedChoice choice = network == null ? null : settings.get().network(network.ink()).orElse(null);
        if (choice == null) return;
        recalibrations.make(choice, network.network(), folder, () -> {
            opening.remember(Recent.Kind.CORPUS, folder);
            pipeline.follow();
            if (run().get() != null) runFolder(run().get().folder());
        });
    }

    /** A recalibrated network goes; undo brings it back. */
    public void forget(Compared made) {
        settings.get().network(made.ink())
            .ifPresent(choice -> change(null, s -> s.recalibrated(made.ink(), choice.network(), Pool.NONE)));
    }

    public void cancelJob() { jobs.cancel(); }

    public void pauseJob(boolean pause) { jobs.pause(pause); }

    // Verbs: out

    /** Writes a rewritten or recalibrated network as .onnx, its manifest beside it. */
    public void saveNetwork(Compared made, Path file) { exports.network(made, file); }

    /** Writes the curves as they are measured, all measures, one line a layer. */
    public void exportLayers(Path file) { exports.layers(file); }

    /** Writes accuracy and divergence of the folder that was run, one line a figure. */
    public void exportRun(Path file) { exports.run(file); }

    /** Writes how the answers hold, one line a network and value. */
    public void exportRobustness(Path file) { exports.robustness(robustness.run().get(), file); }

    /** Writes the shifted picture as the first network sees it. */
    public void exportShifted(Path file) { exports.shifted(file); }

    private void change(@Nullable Object kind, UnaryOperator<ShiftSettings> change) {
        chosen.change(ShiftSettings.class, kind, change);
    }

    /** The choices changed, or what they refer to was opened: everything that depends on them follows. */
    @Override
    public void follow() {
        settings.set(chosen.of(ShiftSettings.class));
        robustness.follow();
        if (chosen.at(ShiftSettings.ID)) pipeline.follow();
        else pipeline.rest();
    }

    @Override
    public Optional<Words> unfinished() { return jobs.status().get().doing(); }

    /** Stops what runs, before the workers end. */
    @Override
    public void close() {
        jobs.close();
        pipeline.close();
    }
}
