package org.normscope.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.normscope.engine.TestEngine;
import org.normscope.onnx.Extents;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.file.GraphFile;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One picture of 224 x 224 through a network, and through the graph that computes an objective and its gradient, for
 * the picture or for all weights too: one thread, the same process. The figure that counts is the ratio of medians
 * (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GradientBenchmark {
    private static final Set<String> WITH_WEIGHTS = Set.of("Conv", "Gemm", "MatMul", "BatchNormalization");

    @Param({"squeezenet1.1", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features", "builtin:twin-bn"})
    public String network;

    private final OrtEnvironment environment = TestEngine.environment();
    private final Map<String, OnnxTensor> feeds = new HashMap<>();
    private OrtSession forward;
    private OrtSession toPicture;
    private OrtSession toWeights;

    @Setup
    public void open() throws OrtException {
        String builtIn = "assets/networks/" + network.replace("builtin:", "") + ".onnx";
        Graph graph = GraphFile.read(network.startsWith("builtin:") ? Path.of(builtIn)
            : Path.of("../shared/models", network + ".onnx"));
        String picture = graph.inputs().get(0).name(), output = graph.outputs().get(0).name();
        Set<String> weights = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (!WITH_WEIGHTS.contains(node.operator())) continue;
            for (int input = 1; input < Math.min(3, node.inputs().size()); input++) weights.add(node.input(input));
        }
        List<String> all = new ArrayList<>(weights);
        all.add(picture);
        int side = 224; // as the program runs it: extents are known, forward too
        graph = Extents.fixed(graph, Map.of(picture, new int[] {1, 3, side, side}));
        forward = session(graph.giving(List.of(output)));
        Objective objective = Objective.along(output, "seed");
        toPicture = session(Gradients.of(graph).write(objective, List.of(picture)).graph());
        toWeights = session(Gradients.of(graph).write(objective, all).graph());
        for (var input : toPicture.getInputInfo().entrySet()) {
            long[] extents = ((TensorInfo) input.getValue().getInfo()).getShape();
            for (int axis = 0; axis < extents.length; axis++) if (extents[axis] < 0) extents[axis] = axis < 1
                || input.getKey().equals("seed") ? 1 : 224;
            feeds.put(input.getKey(), noise(extents));
        }
    }

    private OnnxTensor noise(long... extents) throws OrtException {
        Random random = new Random(7);
        float[] cells = new float[(int) Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < cells.length; i++) cells[i] = random.nextFloat();
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(cells), extents);
    }

    private OrtSession session(Graph graph) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return environment.createSession(graph.toBytes(), options);
        }
    }

    @TearDown
    public void close() throws OrtException {
        feeds.values().forEach(OnnxTensor::close);
        for (OrtSession session : List.of(forward, toPicture, toWeights)) session.close();
    }

    @Benchmark
    public long forward() throws OrtException {
        return run(forward);
    }

    @Benchmark
    public long withInputGradient() throws OrtException {
        return run(toPicture);
    }

    @Benchmark
    public long withAllGradients() throws OrtException {
        return run(toWeights);
    }

    private long run(OrtSession session) throws OrtException {
        Map<String, OnnxTensor> wanted = new HashMap<>(feeds);
        wanted.keySet().retainAll(session.getInputNames());
        try (OrtSession.Result result = session.run(wanted)) {
            return result.size();
        }
    }
}
