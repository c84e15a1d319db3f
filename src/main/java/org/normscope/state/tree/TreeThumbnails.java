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
 * kept: what was painted once of the same pictures and knobs is there at once. Lives on the UI thread.
 */
final class TreeThumbnails {
    /** Some ten pairs of pictures: 30 MB. */
    private static final int KEPT = 300;

    /** A picture's hash stands in its choice. */
    private record Key(String node, PictureChoice content, PictureChoice style, Map<String, String> set) { }

    private final ObservableMap<String, Pixels> shown = FXCollections.observableHashMap();
    private final Map<Key, Pixels> kept = new LinkedHashMap<>(16, .75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<Key, Pixels> eldest) { return size() > KEPT; }
    };
    private final Set<Key> failed = new HashSet<>();
    private final TreeLayout layout = TreeLayout.of(Tree.nodes());
    private final GraphRunner runner;
    private final Executor worker;
    private final Executor ui;
    private final Notices notices;
    private TreePair pair;
    private TreeSettings settings;
    private Stop stop = new Stop();
    private Key running;

    TreeThumbnails(Services services) {
        runner = services.runner();
        worker = services.workers().light();
        ui = services.ui();
        notices = services.notices();
    }

    /** By node id; those that are not there yet are of other pictures, or missing. */
    ObservableMap<String, Pixels> shown() {
        return shown;
    }

    /** How many are those of the present pictures and knobs. */
    int done() {
        return settings == null ? 0 : (int) Tree.nodes().stream().filter(node -> kept.containsKey(key(node))).count();
    }

    /** @param next small pictures */
    void follow(TreePair next, TreeSettings now) {
        pair = next;
        settings = now;
        if (running != null && !running.equals(key(Tree.node(running.node)))) stop.ask();
        for (TreeNode node : Tree.nodes()) {
            Pixels known = kept.get(key(node));
            if (known != null && shown.get(node.id()) != known) shown.put(node.id(), known);
        }
        next();
    }

    private Key key(TreeNode node) {
        // A texture has the content's size, so that it depends on the content too.
        PictureChoice style = node.kind() == Kind.PAINT ? PictureChoice.NONE : settings.style();
        return new Key(node.id(), settings.content(), style, settings.set(node.id()));
    }

    /** Whether there is nothing left to paint. */
    boolean resting() {
        return pair != null && running == null && nearest().isEmpty();
    }

    /** The node nearest to the selection whose picture is missing and has not failed. */
    private Optional<TreeNode> nearest() {
        TreeLayout.Place at = layout.place(settings.node());
        return layout.places().stream()
            .filter(place -> !kept.containsKey(key(place.node())) && !failed.contains(key(place.node())))
            .min(Comparator.comparingInt(place -> Math.abs(place.column() - at.column())
                + Math.abs(place.row() - at.row()))).map(TreeLayout.Place::node);
    }

    private void next() {
        if (running != null || pair == null) return;
        Optional<TreeNode> nearest = nearest();
        if (nearest.isEmpty()) return;
        running = key(nearest.get());
        stop = new Stop();
        Key asked = running;
        Stop stopped = stop;
        TreePainter.Request request = new TreePainter.Request(nearest.get(), pair, asked.set);
        worker.execute(() -> {
            try {
                Pixels picture = TreePainter.small(request, runner, stopped);
                ui.execute(() -> painted(asked, picture));
            } catch (CancellationException nobodyWaits) {
                ui.execute(() -> over(asked));
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
        if (settings != null && asked.equals(key(Tree.node(asked.node)))) shown.put(asked.node, picture);
        over(asked);
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
