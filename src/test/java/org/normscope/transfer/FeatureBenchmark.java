package org.normscope.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Arrived;
import org.normscope.task.Workers;
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
 * The features of {@value #PICTURES} flowers, and what they are made of: the pictures read and decoded alone, the
 * network run on them alone, both as {@link FeatureRun} does it. The figure that counts is the median of all over the
 * longer of the two parts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FeatureBenchmark {
    private static final int PICTURES = 100;

    @Param({"squeezenet1.1", "mobilenetv2_0.35_bn_features", "builtin:explorer", "builtin:twin-bn"})
    public String network;

    private final Workers workers = Workers.threads();
    private GraphRunner runner;
    private FeatureLayer cut;
    private PictureSet set;
    private List<Tensor> inputs;
    private Path folder;

    @Setup
    public void open() throws IOException {
        runner = new DjlRunner(1);
        String file = network.startsWith("builtin:") ? "assets/networks/" + network.replace("builtin:", "") + ".onnx"
            : "../shared/models/" + network + ".onnx";
        Network opened = new ModelLibrary(runner).open(Path.of(file), Map.of());
        cut = FeatureLayer.last(opened);
        PictureSet all = ClassFolder.read(Path.of("assets/flowers"), share -> { });
        set = new PictureSet(all.origin(), all.classes(), all.examples().subList(0, PICTURES), all.left());
        inputs = set.examples().stream().map(this::read).toList();
        folder = Files.createTempDirectory("features");
    }

    private Tensor read(Example example) {
        return cut.input(PictureSource.open(example.file()));
    }

    @TearDown
    public void close() throws IOException {
        workers.close();
        runner.close();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    private <T> void each(List<T> all, Consumer<T> work, Executor executor) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (T one : all) running.add(CompletableFuture.runAsync(() -> work.accept(one), executor));
        running.forEach(Arrived::of);
    }

    @Benchmark
    public void decoding() {
        each(set.examples(), this::read, workers.files());
    }

    @Benchmark
    public void running() {
        each(inputs, input -> cut.of(runner, input, "picture"), workers.inference());
    }

    @Benchmark
    public FeatureTable features() throws IOException {
        FeatureTable table = new FeatureRun(cut, runner, workers, folder.resolve("kept")).of(set, share -> { });
        delete(folder.resolve("kept"));
        return table;
    }
}
