package org.normscope.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.Graph;
import org.normscope.task.HomeThread;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The engine of all desks and windows that tests of one JVM open. Each opens the same networks and begins with the
 * same pictures: graphs that hold the same bytes share what was made ready, and what ran on the same numbers does not
 * run again. What the engine itself answers, and answers each time, is left to the tests of {@link DjlRunner} and to
 * all that have one of their own. It stays open when a desk closes it.
 */
public final class SharedEngine implements GraphRunner {
    public static final SharedEngine ENGINE = new SharedEngine();
    /** Enough for what the tests of a class ask for again. */
    private static final int GRAPHS = 32;

    private final Map<Graph, KnownRuns.Content> contents = new WeakHashMap<>();
    private final Map<KnownRuns.Content, Ready> ready = new LinkedHashMap<>(16, .75f, true);
    private final KnownRuns known = new KnownRuns();
    private final DjlRunner plain = new DjlRunner(1);

    /** The first graph with its content, by which its runner knows the sessions. */
    private record Ready(KnownRuns.Content content, Graph graph, DjlRunner runner) { }

    private SharedEngine() { }

    private synchronized Ready ready(Graph graph) {
        Ready found = ready.computeIfAbsent(contents.computeIfAbsent(graph, KnownRuns.Content::of),
            content -> new Ready(content, graph, new DjlRunner(1)));
        if (ready.size() > GRAPHS) ready.remove(ready.keySet().iterator().next()).runner().close();
        return found;
    }

    @Override
    public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values) {
        return run(graph, feeds, values, same -> same.runner().run(same.graph(), feeds, values));
    }

    @Override
    public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values, Stop stop) {
        stop.check();
        return run(graph, feeds, values, same -> same.runner().run(same.graph(), feeds, values, stop));
    }

    private Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values,
                            Function<Ready, Activations> engine) {
        assert !HomeThread.isWindow() : "inference on the window's thread freezes it";
        Ready same = ready(graph);
        KnownRuns.Run run = KnownRuns.Run.of(same.content(), values, feeds);
        return known.of(run).orElseGet(() -> {
            Activations answer = engine.apply(same);
            known.keep(run, answer);
            return answer;
        });
    }

    @Override
    public void check(Graph graph, Collection<String> values) {
        plain.check(graph, values);
    }

    @Override
    public Activations runWhole(byte[] file, String name, Map<String, Tensor> feeds) {
        return plain.runWhole(file, name, feeds);
    }

    @Override
    public PinnedRun pin(Graph graph, Map<String, Shape> values, int memories) {
        return plain.pin(graph, values, memories);
    }

    @Override
    public String description() {
        return plain.description();
    }

    @Override
    public int threads() {
        return plain.threads();
    }

    @Override
    public void close() { }
}
