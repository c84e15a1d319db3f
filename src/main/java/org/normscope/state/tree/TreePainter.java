package org.normscope.state.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
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
    /** Nobody sees that less than this share of the work was done. */
    private static final double SEEN = .01;

    /** What is to be painted; two that are equal give the same picture. */
    record Request(TreeNode node, TreePair pair, Map<String, String> set) { }

    private TreePainter() { }

    /** Told on the thread that paints: how far it is, a descent's steps as they are made. */
    record Told(DoubleConsumer done, Consumer<TreeFrame> sought) { }

    static TreeFrame large(Request request, GraphRunner runner, Stop stop, Told told) {
        Pixels before = request.node.kind() == Kind.TEXTURE ? request.pair.style() : request.pair.content();
        Onlooker onlooker = new Onlooker(request.node.id(), before, stop, told);
        return onlooker.frame(watched(request, runner, onlooker));
    }

    /** Keeps a node's steps, and the losses of a descent. */
    private static final class Onlooker implements Watch {
        private final String node;
        private final Pixels before;
        private final Stop stop;
        private final Told told;
        private final Map<String, Pixels> steps = new LinkedHashMap<>();
        private final List<List<Double>> losses = new ArrayList<>();
        private final Stopwatch watch = Stopwatch.started();
        private int width;
        private double last;

        Onlooker(String node, Pixels before, Stop stop, Told told) {
            this.node = node;
            this.before = before;
            this.stop = stop;
            this.told = told;
        }

        @Override
        public void at(double done) {
            stop.check();
            if (Math.abs(done - last) < SEEN) return;
            last = done;
            told.done.accept(done);
        }

        @Override public Stop stop() { return stop; }

        @Override public boolean wantsSteps() { return true; }

        @Override public void step(String key, Pixels picture) { steps.put(key, picture); }

        @Override
        public void sought(double loss, Pixels picture) {
            if (picture.width() != width) losses.add(new ArrayList<>());
            width = picture.width();
            losses.get(losses.size() - 1).add(loss);
            told.sought.accept(frame(picture));
        }

        TreeFrame frame(Pixels picture) {
            return new TreeFrame(node, before, picture, Collections.unmodifiableMap(new LinkedHashMap<>(steps)),
                losses.stream().map(List::copyOf).toList(), watch.seconds() * 1000);
        }
    }

    /** @param seconds after which it gives up by a CancellationException, at the first moment that it looks up */
    static Pixels small(Request request, GraphRunner runner, Stop stop, double seconds) {
        Stopwatch watch = Stopwatch.started();
        return watched(new Request(request.node, request.pair, request.node.sketch(request.set)), runner, new Watch() {
            @Override
            public void at(double done) {
                if (watch.seconds() > seconds) throw new CancellationException();
                stop.check();
            }

            @Override public Stop stop() { return stop; }
        });
    }

    static Pixels watched(Request request, GraphRunner runner, Watch watch) {
        return TreePicture.of(request.node, request.pair.content(), request.pair.style(), request.set, SEED, watch,
            runner);
    }
}
