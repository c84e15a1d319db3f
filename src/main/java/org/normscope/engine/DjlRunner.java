package org.normscope.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Extents;
import org.normscope.onnx.FreshNames;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.task.HomeThread;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Runs graphs on the processor through DJL's ONNX Runtime engine. Nothing is fetched, reported or printed. */
public final class DjlRunner implements GraphRunner {
    /**
     * A layer on screen, its network's rest, the network itself, for the network before too: more are seldom in use.
     */
    private static final int SESSIONS = 8;

    /** One session for each graph and set of values: a session that gives more than is wanted cannot fuse as much. */
    private record Key(Graph graph, Set<String> values) { }

    private final int threads;
    private final Map<Key, Session> sessions = new LinkedHashMap<>(16, .75f, true);
    private final FreedMemory freed = new FreedMemory();
    private boolean closed;

    /** @param threads of one operator; one is the steadiest where a machine is shared */
    public DjlRunner(int threads) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        // DJL makes a pool for the process beside those of the sessions: nothing runs in it.
        System.setProperty("ai.djl.onnxruntime.num_threads", "1");
        System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
        this.threads = threads;
    }

    /** Loaded when it is first asked for, which takes a part of a second: not on the window's thread. */
    private static NDManager manager() {
        return Engine.getEngine("OnnxRuntime").newBaseManager(Device.cpu());
    }

    private static OrtEnvironment environment() {
        Engine.getEngine("OnnxRuntime");
        return OrtEnvironment.getEnvironment();
    }

    @Override
    public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values) {
        return run(graph, feeds, values, null);
    }

    @Override
    public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values, @Nullable Stop stop) {
        assert !HomeThread.isWindow() : "inference on the window's thread freezes it";
        Set<String> asked = new LinkedHashSet<>(values);
        Map<String, Tensor> results = new LinkedHashMap<>();
        for (String value : asked) if (feeds.containsKey(value)) results.put(value, feeds.get(value));
        asked.removeAll(results.keySet());
        long start = System.nanoTime();
        if (!asked.isEmpty()) {
            Session session = enter(new Key(graph, asked));
            freed.runs();
            try {
                results.putAll(run(session, graph, feeds, stop));
            } finally {
                session.leave();
                freed.ran();
            }
        }
        return new Activations(results, (System.nanoTime() - start) * 1e-9);
    }

    private static Map<String, Tensor> run(Session session, Graph graph,
                                           Map<String, Tensor> feeds, @Nullable Stop stop) {
        try (NDManager run = session.manager().newSubManager()) {
            NDList inputs = new NDList();
            session.inputs().forEach((name, wanted) -> {
                Tensor fed = feeds.get(name);
                if (fed == null) throw new BadNetworkException("engine.input", graph.name(), name);
                NDArray array = Cells.toEngine(fed, wanted.type, run, graph.name());
                array.setName(name);
                inputs.add(array);
            });
            if (stop != null) return StoppedRun.of(session, inputs, stop, graph.name());
            NDList outputs = session.block().forward(new ParameterStore(run, false), inputs, false);
            Map<String, Tensor> results = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                String name = session.outputs().get(i);
                results.put(name, Cells.fromEngine((OrtNDArray) outputs.get(i), name, graph.name()));
            }
            return results;
        } catch (EngineException e) {
            throw Refusal.of(e, graph.name());
        }
    }

    private Session enter(Key key) {
        Session entered = kept(key);
        if (entered != null) return entered;
        Session made = open(key);
        made.enter();
        List<Session> superfluous = keep(key, made);
        superfluous.forEach(Session::giveUp);
        return made;
    }

    private @Nullable Session kept(Key key) {
        synchronized (sessions) {
            if (closed) throw new IllegalStateException("the runner is closed");
            Session session = sessions.get(key);
            return session != null && session.enter() ? session : null;
        }
    }

    /** @return the sessions that gave way: the one used longest ago; or one made at the same time on another thread */
    private List<Session> keep(Key key, Session made) {
        synchronized (sessions) {
            if (closed) return List.of(made);
            Session twin = sessions.put(key, made);
            if (twin != null) return List.of(twin);
            if (sessions.size() <= SESSIONS) return List.of();
            return List.of(sessions.remove(sessions.keySet().iterator().next()));
        }
    }

    private Session open(Key key) {
        try {
            return new Session(ready(key), manager());
        } catch (OrtException e) {
            throw Refusal.of(e, key.graph().name());
        }
    }

    private OrtSession ready(Key key) throws OrtException {
        return ready(FreshNames.forNodes(key.graph().giving(key.values())).toBytes());
    }

    /** A graph that the engine's optimizer breaks, as it does some with control flow, runs as it is. */
    private OrtSession ready(byte[] model) throws OrtException {
        try {
            return ready(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
        } catch (OrtException refusal) {
            try {
                return ready(model, OrtSession.SessionOptions.OptLevel.NO_OPT);
            } catch (OrtException again) {
                throw refusal;
            }
        }
    }

    private OrtSession ready(byte[] model, OrtSession.SessionOptions.OptLevel level) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Without it, sums of 8-bit products overflow on older processors, unless the maps between are looked at.
            options.addConfigEntry("session.x64quantprecision", "1");
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Waiting threads would otherwise burn the processor that the window needs.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setOptimizationLevel(level);
            // An arena keeps the most that any run has needed, once a session, for as long as that is open.
            options.setCPUArenaAllocator(false);
            return environment().createSession(model, options);
        }
    }

    /** Without its weights and as it stands, which is quick; where that fails, as it will be run. */
    @Override
    public void check(Graph graph, Collection<String> values) {
        try (OrtSession session = ready(Extents.withoutCells(graph.giving(values)).toBytes(),
            OrtSession.SessionOptions.OptLevel.NO_OPT)) {
            assert session != null;
        } catch (OrtException refusal) {
            // What else is wrong is said where it is run.
            if (!Refusal.isOfOperator(refusal) && !Refusal.isAtStart(refusal)) return;
            try (OrtSession session = ready(new Key(graph, Set.copyOf(values)))) {
                assert session != null;
            } catch (OrtException again) {
                if (Refusal.isOfOperator(again)) throw Refusal.of(refusal, graph.name(), graph.nodes());
                if (Refusal.isAtStart(again)) throw Refusal.atStart(again, graph.name(), first(graph));
            }
        }
    }

    /** The first node, as they run, that the engine cannot make ready. */
    private Node first(Graph graph) {
        List<Node> nodes = graph.nodes();
        int from = 0, to = nodes.size() - 1;
        while (from < to) {
            int middle = (from + to) / 2;
            Set<String> values = nodes.subList(0, middle + 1).stream().flatMap(node -> node.outputs().stream())
                .filter(value -> !value.isEmpty()).collect(Collectors.toSet());
            try (OrtSession session = ready(graph.giving(values).toBytes(), OrtSession.SessionOptions.OptLevel
                .NO_OPT)) {
                assert session != null;
                from = middle + 1;
            } catch (OrtException refusal) {
                to = middle;
            }
        }
        return nodes.get(from);
    }

    /** Empty ones: words have no say in maps, but a run takes them. */
    private OnnxTensor words(Shape shape) throws OrtException {
        String[] none = new String[shape.size()];
        Arrays.fill(none, "");
        long[] extents = Arrays.stream(shape.toArray()).asLongStream().toArray();
        return OnnxTensor.createTensor(environment(), none, extents);
    }

    @Override
    public Activations runWhole(byte[] file, String name, Map<String, Tensor> feeds) {
        assert !HomeThread.isWindow() : "inference on the window's thread freezes it";
        long start = System.nanoTime();
        freed.runs();
        try (OrtSession session = ready(file); NDManager manager = manager()) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (var input : session.getInputInfo().entrySet()) {
                if (!(input.getValue().getInfo() instanceof TensorInfo wanted)) continue;
                Tensor given = feeds.get(input.getKey());
                if (given != null && wanted.type == OnnxJavaType.STRING) {
                    inputs.put(input.getKey(), words(given.shape()));
                    continue;
                }
                if (given == null) throw new BadNetworkException("engine.input", name, input.getKey());
                NDArray fed = Cells.toEngine(given, wanted.type, manager, name);
                inputs.put(input.getKey(), ((OrtNDArray) fed).getTensor());
            }
            Map<String, Tensor> results = new LinkedHashMap<>();
            try (OrtSession.Result outputs = session.run(inputs)) {
                for (var output : outputs) {
                    boolean numbers = output.getValue() instanceof OnnxTensor tensor && tensor.getInfo()
                        .type != OnnxJavaType.STRING;
                    if (numbers) results.put(output.getKey(), Cells.fromEngine((OnnxTensor) output.getValue(),
                        output.getKey(), name));
                }
            }
            return new Activations(results, (System.nanoTime() - start) * 1e-9);
        } catch (OrtException e) {
            throw Refusal.of(e, name);
        } finally {
            freed.ran();
        }
    }

    @Override
    public PinnedRun pin(Graph graph, Map<String, Shape> values, int memories) {
        try {
            return new DjlPinnedRun(ready(new Key(graph, values.keySet())), manager(),
                freed, values, memories, graph.name());
        } catch (OrtException e) {
            throw Refusal.of(e, graph.name());
        }
    }

    @Override
    public String description() {
        return "ONNX Runtime " + environment().getVersion();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void close() {
        List<Session> all;
        synchronized (sessions) {
            if (closed) return;
            closed = true;
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        all.forEach(Session::giveUp);
    }
}
