package org.normscope.transfer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
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
 * A batch of 32 through the last blocks, and a whole step of training through them: forward, back to all weights, Adam.
 * One thread, the same process; the figure that counts is the ratio of medians (p0.50). PyTorch's: step_timing.py.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StepBenchmark {
    private static final int BATCH = 32, CLASSES = 5;

    @Param({"squeezenet1.1", "mobilenetv2_0.35_bn_features", "builtin:explorer", "builtin:twin-bn"})
    public String network;

    private GraphRunner runner;
    private Training training;
    private TrainedPart part;
    private TrainedPart.Graphs graphs;
    private Map<String, Tensor> maps;
    private Map<String, Tensor> all;
    private final int[] labels = new int[BATCH];

    @Setup
    public void open() {
        runner = new DjlRunner(1);
        String file = network.startsWith("builtin:") ? "assets/networks/" + network.replace("builtin:", "") + ".onnx"
            : "../shared/models/" + network + ".onnx";
        Network opened = new ModelLibrary(runner).open(Path.of(file), Map.of());
        FeatureLayer end = FeatureLayer.last(opened);
        Random random = new Random(7);
        float[][] weights = new float[CLASSES][end.count()];
        for (float[] row : weights) for (int i = 0; i < row.length; i++) row[i] = (float) (.01 * random.nextGaussian());
        HeadedGraph headed = HeadedGraph.of(end, opened.graph(), new LinearHead(weights, new float[CLASSES], 0));
        part = new TrainedPart(headed, LastStage.before(end), TrainedPart.Norms.FROZEN);
        graphs = part.graphs();
        training = new Training(opened, part, TrainingPlan.blocks(0), runner, Workers.sameThread());
        Shape picture = Shape.of(BATCH, 3, opened.spec().preprocessing().height(),
            opened.spec().preprocessing().width());
        float[] cells = new float[picture.size()];
        for (int i = 0; i < cells.length; i++) cells[i] = random.nextFloat();
        maps = new FrozenPart(opened, graphs, runner, Workers.sameThread()).of(Tensor.of(picture, cells));
        all = new HashMap<>(maps);
        part.weights().forEach((name, tensor) -> all.put(name + TrainedPart.TRAINED, tensor));
        part.statistics().forEach((name, tensor) -> all.put(name + TrainedPart.TRAINED, tensor));
        for (int i = 0; i < BATCH; i++) labels[i] = i % CLASSES;
    }

    @TearDown
    public void close() {
        runner.close();
    }

    @Benchmark
    public Tensor forward() {
        return runner.run(graphs.forward(), all, List.of(part.logits())).get(part.logits());
    }

    @Benchmark
    public double step() {
        return training.step(maps, labels, 1e-6).loss();
    }
}
