package org.normscope.state.tree;

import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.tree.Tree;

/** What works behind the Tree: pictures are opened, the shown node runs large, the others small. */
final class TreePipeline {
    private record Painted(TreePainter.Request request, TreeFrame frame) { }

    private record Asked(PictureChoice content, PictureChoice style) { }

    private final ReadOnlyObjectWrapper<TreePair> pair = new ReadOnlyObjectWrapper<>(this, "pair");
    private final ReadOnlyObjectWrapper<TreeFrame> frame = new ReadOnlyObjectWrapper<>(this, "frame");
    private final ReadOnlyObjectWrapper<TreeFrame> sought = new ReadOnlyObjectWrapper<>(this, "sought");
    private final ReadOnlyObjectWrapper<TreeRun> run = new ReadOnlyObjectWrapper<>(this, "run", TreeRun.NONE);
    private final Sources sources;
    private final Stages stages;
    private final Stage<Asked, TreePair> opening;
    private final Stage<TreePainter.Request, Painted> large;
    private final TreeThumbnails thumbnails;
    private final TreeLayers layers;
    private @Nullable TreeSettings settings;
    private @Nullable TreePair small;
    private TreePainter.@Nullable Request running;

    TreePipeline(Services services) {
        sources = services.sources();
        stages = new Stages(services.ui(), services.notices()::tell);
        opening = stages.add(services.workers().files(), this::opened, this::show);
        large = stages.addStoppable(services.workers().light(), (request, stop) ->
            new Painted(request, TreePainter.large(request, services.runner(), stop, new TreePainter.Told(
                done -> services.ui().execute(() -> at(request, done)),
                partly -> services.ui().execute(() -> sought(request, partly))))), this::painted, failure -> {
                sought.set(null);
                run.set(TreeRun.NONE);
                services.notices().tell(failure);
            });
        thumbnails = new TreeThumbnails(services);
        layers = new TreeLayers(services, stages);
    }

    ReadOnlyObjectProperty<TreePair> pair() { return pair.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<TreeFrame> frame() { return frame.getReadOnlyProperty(); }

    /** What a descent under way has come to; null while there is none. */
    ReadOnlyObjectProperty<TreeFrame> sought() { return sought.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<TreeRun> run() { return run.getReadOnlyProperty(); }

    ReadOnlyObjectProperty<Map<String, OfferedLayers>> layers() { return layers.offered(); }

    ObservableMap<String, Pixels> thumbnails() { return thumbnails.shown(); }

    ObservableSet<String> oldThumbnails() { return thumbnails.old(); }

    boolean resting() { return thumbnails.resting(); }

    int thumbnailsDone() { return thumbnails.done(); }

    ReadOnlyBooleanProperty computing() { return stages.computing(); }

    private TreePair opened(Asked asked) {
        return new TreePair(asked.content, asked.style,
            TreePair.within(sources.picture(asked.content).pixels(), TreePair.LARGE),
            TreePair.within(sources.picture(asked.style).pixels(), TreePair.LARGE));
    }

    private void show(TreePair next) {
        pair.set(next);
        small = next.small();
        if (settings != null) follow(settings);
    }

    void follow(TreeSettings next) {
        settings = next;
        layers.follow(Tree.node(next.node()), next.set(next.node()));
        TreePair now = pair.get();
        if (now == null || !now.of(next)) {
            opening.submitNew(new Asked(next.content(), next.style()));
            return;
        }
        TreePainter.Request request = new TreePainter.Request(Tree.node(next.node()), now, next.set(next.node()));
        if (!request.equals(running)) {
            // Another node or picture: what runs is not wanted. A slider's last value still shows while it moves.
            if (running != null && (running.node() != request.node() || running.pair() != request.pair())) large.stop();
            running = request;
            sought.set(null);
            run.set(TreeRun.at(0));
            large.submitNew(request);
        }
        if (small != null) thumbnails.follow(small, next);
    }

    /** Of what is not asked for any more a step may come late. */
    private void sought(TreePainter.Request request, TreeFrame partly) {
        if (request == running && run.get().running()) sought.set(partly);
    }

    private void at(TreePainter.Request request, double done) {
        if (request == running && run.get().running()) run.set(TreeRun.at(done));
    }

    private void painted(Painted next) {
        sought.set(null);
        if (next.request == running) run.set(TreeRun.NONE);
        if (settings != null && next.frame.node().equals(settings.node())) frame.set(next.frame);
    }

    /** @return whether the shown node was at work; it is not any more */
    boolean cancel() {
        if (!run.get().running()) return false;
        large.stop();
        sought.set(null);
        run.set(TreeRun.CANCELLED);
        return true;
    }

    void close() {
        large.stop();
        thumbnails.close();
        stages.cancel();
    }
}
