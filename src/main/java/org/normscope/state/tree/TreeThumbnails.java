package org.normscope.state.tree;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.task.Stop;
import org.normscope.tree.Tree;
import org.normscope.tree.TreeLayout;

/**
 * The nodes' small pictures, painted one after the other in the background, those nearest to the selection first, and
 * kept: what was painted once of the same pictures and knobs is there at once. Until its own is painted a node keeps
 * its last one, which is marked as old. Lives on the UI thread.
 */
final class TreeThumbnails {
    /** Some ten pairs of pictures: 30 MB. */
    private static final int KEPT = 300;
    /** What takes longer than so many seconds waits until all others are there. */
    private static final double PATIENCE = 2;

    /** A picture's hash stands in its choice. */
    private record Key(String node, PictureChoice content, PictureChoice style, Map<String, String> set) { }

    private final ObservableMap<String, Pixels> shown = FXCollections.observableHashMap();
    private final ObservableSet<String> old = FXCollections.observableSet();
    private final Map<Key, Pixels> kept = new LinkedHashMap<>(16, .75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<Key, Pixels> eldest) { return size() > KEPT; }
    };
    private final Set<Key> failed = new HashSet<>(), slow = new HashSet<>();
    private final TreeLayout layout = TreeLayout.of(Tree.nodes());
    private final GraphRunner runner;
    private final Executor worker;
    private final Executor ui;
    private final Notices notices;
    private @Nullable TreePair pair;
    private @Nullable TreeSettings settings;
    private Stop stop = new Stop();
    private @Nullable Key running;

    TreeThumbnails(Services services) {
        runner = services.runner();
        worker = services.workers().light();
        ui = services.ui();
        notices = services.notices();
    }

    /** By node id; those that are not there yet are {@link #old}, or missing. */
    ObservableMap<String, Pixels> shown() {
        return shown;
    }

    /** Nodes whose picture is of other pictures or knobs than the present ones. */
    ObservableSet<String> old() {
        return old;
    }

    /** How many are those of the present pictures and knobs. */
    int done() {
        TreeSettings now = settings;
        return now == null ? 0 : (int) Tree.nodes().stream().filter(node -> kept.containsKey(key(node, now))).count();
    }

    /** @param next small pictures */
    void follow(TreePair next, TreeSettings now) {
        pair = next;
        settings = now;
        if (running != null && !running.equals(key(Tree.node(running.node), now))) stop.ask();
        for (TreeNode node : Tree.nodes()) {
            Pixels known = kept.get(key(node, now));
            if (known == null) {
                if (shown.containsKey(node.id())) old.add(node.id());
            } else if (shown.get(node.id()) != known || old.contains(node.id())) {
                show(node.id(), known);
            }
        }
        next();
    }

    private static Key key(TreeNode node, TreeSettings settings) {
        // A texture has the content's size, so that it depends on the content too.
        PictureChoice style = node.kind() == Kind.PAINT ? PictureChoice.NONE : settings.style();
        return new Key(node.id(), settings.content(), style, settings.set(node.id()));
    }

    /** Whether there is nothing left to paint. */
    boolean resting() {
        return pair != null && settings != null && running == null && nearest(settings).isEmpty();
    }

    /** The node nearest to the selection whose picture is missing and has not failed; slow ones come last. */
    private Optional<TreeNode> nearest(TreeSettings now) {
        TreeLayout.Place at = layout.place(now.node());
        return layout.places().stream()
            .filter(place -> !kept.containsKey(key(place.node(), now)) && !failed.contains(key(place.node(), now)))
            .min(Comparator.comparing((TreeLayout.Place place) -> slow.contains(key(place.node(), now)))
                .thenComparingInt(place -> Math.abs(place.column() - at.column()) + Math.abs(place.row() - at.row())))
            .map(TreeLayout.Place::node);
    }

    private void next() {
        if (running != null || pair == null || settings == null) return;
        Optional<TreeNode> nearest = nearest(settings);
        if (nearest.isEmpty()) return;
        Key asked = key(nearest.get(), settings);
        running = asked;
        stop = new Stop();
        Stop stopped = stop;
        TreePainter.Request request = new TreePainter.Request(nearest.get(), pair, asked.set);
        double patience = slow.contains(asked) ? Double.POSITIVE_INFINITY : PATIENCE;
        worker.execute(() -> {
            try {
                Pixels picture = TreePainter.small(request, runner, stopped, patience);
                ui.execute(() -> painted(asked, picture));
            } catch (CancellationException nobodyWaits) {
                ui.execute(() -> {
                    if (!stopped.asked()) slow.add(asked);
                    over(asked);
                });
            } catch (RuntimeException | Error failure) {
                ui.execute(() -> {
                    failed.add(asked);
                    notices.tell(failure);
                    over(asked);
                });
            }
        });
    }

    private void painted(Key asked, Pixels picture) {
        kept.put(asked, picture);
        if (settings != null && asked.equals(key(Tree.node(asked.node), settings))) show(asked.node, picture);
        over(asked);
    }

    private void show(String node, Pixels picture) {
        old.remove(node);
        shown.put(node, picture);
    }

    private void over(Key asked) {
        if (asked.equals(running)) running = null;
        next();
    }

    void close() {
        pair = null;
        stop.ask();
    }
}
