package org.normscope.state.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.task.Stop;
import org.normscope.task.Stopwatch;
import org.normscope.tree.TreePicture;

/** Paints one node's picture, large with its steps or small. */
final class TreePainter {
    /** Of all chance in the window. */
    private static final long SEED = 1;

    /** What is to be painted; two that are equal give the same picture. */
    record Request(TreeNode node, TreePair pair, Map<String, String> set) { }

    private TreePainter() { }

    static TreeFrame large(Request request, GraphRunner runner, Stop stop) {
        Map<String, Pixels> steps = new LinkedHashMap<>();
        Stopwatch watch = Stopwatch.started();
        Pixels after = paint(request, runner, new Watch() {
            @Override public void at(double done) { stop.check(); }

            @Override public boolean wantsSteps() { return true; }

            @Override public void step(String key, Pixels picture) { steps.put(key, picture); }
        });
        Pixels before = request.node.kind() == Kind.TEXTURE ? request.pair.style() : request.pair.content();
        return new TreeFrame(request.node.id(), before, after, Collections.unmodifiableMap(steps),
            watch.seconds() * 1000);
    }

    static Pixels small(Request request, GraphRunner runner, Stop stop) {
        return paint(request, runner, done -> stop.check());
    }

    private static Pixels paint(Request request, GraphRunner runner, Watch watch) {
        return TreePicture.of(request.node, request.pair.content(), request.pair.style(), request.set, SEED, watch,
            runner);
    }
}
