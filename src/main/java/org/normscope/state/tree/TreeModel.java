package org.normscope.state.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.Landmarks;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Dropped;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.tree.Tree;

/**
 * The Tree workspace: every way to paint and to weave, from the brush of 1990 on, on the user's own pictures. Read-only
 * properties out, verbs in, as in the other workspaces. It knows no node: it shows what {@link Tree} lists.
 */
public final class TreeModel implements Workspace {
    public static final Plan PLAN = new Plan(new TreeSlice(), (services, shell) -> new TreeModel(services));

    private final ReadOnlyObjectWrapper<TreeSettings> settings;
    private final Chosen chosen;
    private final Opening opening;
    private final GraphRunner runner;
    private final TreePipeline pipeline;
    private final TreeJobs jobs;
    private final ObservableMap<String, Pixels> thumbnails;
    private final ObservableSet<String> oldThumbnails;

    TreeModel(Services services) {
        chosen = services.chosen();
        opening = services.opening();
        runner = services.runner();
        settings = new ReadOnlyObjectWrapper<>(this, "settings", chosen.of(TreeSettings.class));
        pipeline = new TreePipeline(services);
        jobs = new TreeJobs(services);
        thumbnails = FXCollections.unmodifiableObservableMap(pipeline.thumbnails());
        oldThumbnails = FXCollections.unmodifiableObservableSet(pipeline.oldThumbnails());
        chosen.settings().addListener((property, old, next) -> follow());
    }

    @Override
    public String id() { return TreeSettings.ID; }

    // Observables

    public ReadOnlyObjectProperty<TreeSettings> settings() { return settings.getReadOnlyProperty(); }

    /** The shown node's result; null until there is one. */
    public ReadOnlyObjectProperty<TreeFrame> frame() { return pipeline.frame(); }

    /** What the shown node has come to, where it seeks its picture by descent; null while it does not work. */
    public ReadOnlyObjectProperty<TreeFrame> sought() { return pipeline.sought(); }

    /** How far the shown node's work is. */
    public ReadOnlyObjectProperty<TreeRun> run() { return pipeline.run(); }

    /** The nodes' small pictures, by id. */
    public ObservableMap<String, Pixels> thumbnails() { return thumbnails; }

    /** Nodes whose small picture is of other pictures or knobs than the present ones, until its own comes. */
    public ObservableSet<String> oldThumbnails() { return oldThumbnails; }

    /** How many of them are of the present pictures and knobs. */
    public int thumbnailsDone() { return pipeline.thumbnailsDone(); }

    /** The content and the style as they are shown; null until they are open. */
    public @Nullable Pixels content() { return pipeline.pair().get() == null ? null : pipeline.pair().get().content(); }

    public @Nullable Pixels style() { return pipeline.pair().get() == null ? null : pipeline.pair().get().style(); }

    /** Changes when pictures have been opened. */
    public ReadOnlyObjectProperty<?> opened() { return pipeline.pair(); }

    /** What the shown node's knobs of layers choose from, by their keys; empty until their network is open. */
    public ReadOnlyObjectProperty<Map<String, OfferedLayers>> layers() { return pipeline.layers(); }

    /** The poster or film under way. */
    public ReadOnlyObjectProperty<JobStatus> job() { return jobs.status(); }

    @Override
    public ReadOnlyBooleanProperty computing() { return pipeline.computing(); }

    public TreeNode node() { return Tree.node(settings.get().node()); }

    /** The shown node's knobs as they stand. */
    public Knobs knobs() { return new Knobs(node(), settings.get().set(settings.get().node())); }

    @Override
    public boolean settled() {
        return !computing().get() && frame().get() != null && pipeline.resting();
    }

    // Verbs

    public void show(String node) {
        if (!node.equals(settings.get().node())) change("node", s -> s.withNode(node));
    }

    /** Shows one step of several; empty for the whole. */
    public void showStep(String step) { change("step", s -> s.withStep(step)); }

    /** Sets a knob of the shown node; what a choice brings with it counts from then on. */
    public void set(String key, String value) { change(null, s -> s.with(key, value)); }

    /** Chooses a preset: the other knobs are what it brings. */
    public void choosePreset(String key, String value) { change(null, s -> s.withKnobs(Map.of(key, value))); }

    /** Another network for the shown node, once it could be opened; layers that were chosen of the old one are not. */
    public void chooseNetwork(Knob.Origin knob, String origin) {
        Runnable choose = () -> change(null, s -> s.withNetwork(knob, origin));
        if (!knob.paints()) {
            opening.network(origin, Map.of(), opened -> choose.run());
            return;
        }
        opening.<StyleNetwork>start(Words.of("activity.network", origin), job -> new StyleLibrary(runner).open(origin),
            opened -> {
                opening.remember(Recent.Kind.ENGINE, origin);
                choose.run();
            });
    }

    /** Chooses one of {@link #layers}, or takes it back. */
    public void toggleLayer(Knob.Layers knob, String name) {
        OfferedLayers offered = layers().get().get(knob.key());
        if (offered == null) return;
        String next = offered.toggled(knob, knobs().word(knob.key()), name);
        change(null, s -> s.with(knob.key(), next.isEmpty() ? null : next));
    }

    /** Sets a knob of landmarks; without any it is as if nobody had. */
    public void setLandmarks(Knob.Marks knob, Landmarks next) {
        change(null, s -> s.with(knob.key(), next.pairs().isEmpty() ? null : next.text()));
    }

    /** All knobs of the shown node as they were at first. */
    public void reset() { change(null, s -> s.withKnobs(Map.of())); }

    public void divide(double share) { change("divider", s -> s.withDivider(share)); }

    public void chooseContent(List<String> origins) {
        opening.pictures(origins, Function.identity(), read -> look(read.get(0)));
    }

    /** The content of all nodes is what all workspaces look at. */
    private void look(PictureChoice picture) {
        chosen.change(all -> all.withPicture(picture));
    }

    public void chooseStyle(List<String> origins) {
        opening.pictures(origins, Function.identity(), read -> change(null, s -> s.withStyle(read.get(0))));
    }

    /** What is shown becomes the content of all nodes, or their style. */
    public void takeResult(boolean asStyle) {
        if (frame().get() == null) return;
        Pixels shown = frame().get().shown(settings.get().step());
        opening.pictures(List.of(shown), Sources::pasted, read -> {
            PictureChoice taken = read.get(0);
            if (asStyle) change(null, s -> s.withStyle(taken));
            else look(taken);
        });
    }

    /** Pictures alone: a folder or a network has no place in a node. */
    @Override
    public Offer offer(List<Path> files) {
        int pictures = Dropped.of(files).pictures().size();
        Offer offer = Offer.of(files, "drop.here", "drop.here",
            pictures > 1 ? "drop.picture.two" : "drop.picture.content");
        return pictures == files.size() && offer.taken() ? offer : Offer.refused("drop.refused.tree", files);
    }

    /** The first is the content, a second one the style. */
    @Override
    public void drop(List<Path> files) {
        List<String> pictures = Dropped.of(files).pictures();
        if (!pictures.isEmpty()) chooseContent(pictures.subList(0, 1));
        if (pictures.size() > 1) chooseStyle(pictures.subList(1, 2));
    }

    @Override
    public void paste(Pixels picture) {
        opening.pictures(List.of(picture), Sources::pasted, read -> look(read.get(0)));
    }

    /** Writes what is shown as PNG, or JPEG where the name says so. */
    public void save(Path file) {
        TreeFrame now = frame().get();
        if (now == null) return;
        Pixels shown = now.shown(settings.get().step());
        opening.write(file, job -> PictureFile.write(shown, Map.of(), file));
    }

    /** Writes all nodes on one sheet: PDF, PNG or JPEG. */
    public void poster(Path file) {
        if (pipeline.pair().get() != null) {
            jobs.poster(pipeline.pair().get(), settings.get(), chosen.present().look().language(), file);
        }
    }

    /** The shown node's knobs of which a film can be made. */
    public List<Knob> filmed() { return FilmedKnob.of(node()); }

    /** Writes a moving GIF: the shown node while one of {@link #filmed} goes from end to end and back. */
    public void film(String knob, Path file) {
        TreePair pair = pipeline.pair().get();
        if (pair != null) jobs.film(new TreePainter.Request(node(), pair, settings.get().set(node().id())), knob, file);
    }

    public void cancelJob() { jobs.cancel(); }

    /** Ends the shown node's work: it does not begin again until something else is asked for. */
    public void cancelRun() { pipeline.cancel(); }

    @Override
    public boolean putAway() { return pipeline.cancel(); }

    private void change(@Nullable Object kind, UnaryOperator<TreeSettings> change) {
        chosen.change(TreeSettings.class, kind, change);
    }

    @Override
    public void follow() {
        settings.set(chosen.of(TreeSettings.class));
        if (chosen.at(TreeSettings.ID)) pipeline.follow(settings.get());
    }

    @Override
    public Optional<Words> unfinished() { return jobs.status().get().doing(); }

    @Override
    public void close() {
        jobs.cancel();
        pipeline.close();
    }
}
