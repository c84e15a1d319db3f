package org.normscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
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
 * What looking costs: a network run for its classes alone, and with the convolution in its middle tapped, maps copied
 * out; one picture of the network's size, on one thread. The figure that counts is the ratio of the medians (p0.50).
 * Other people's networks are left out where they are not at hand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TapBenchmark {
    private static final Path OTHERS = Path.of("../shared/models");

    @Param({"twin-bn", "squeezenet1.1", "mobilenetv2_0.35_bn_features", "tiny_darknet_bn"})
    public String network;

    private DjlRunner runner;
    private Network opened;
    private Tensor picture;
    private List<String> tapped;

    @Setup
    public void open() throws IOException {
        runner = new DjlRunner(1);
        boolean builtIn = ModelLibrary.builtIn().contains(network);
        Path file = OTHERS.resolve(network + ".onnx");
        if (!builtIn && !Files.exists(file)) {
            throw new IOException(file + " is not part of the project and not at hand");
        }
        opened = new ModelLibrary(runner).open(builtIn ? "builtin:" + network : file.toString(), Map.of());
        picture = Tensor.zeros(
            Shape.of(1, 3, opened.spec().preprocessing().height(), opened.spec().preprocessing().width()));
        List<Layer> convolutions = opened.layers().stream()
            .filter(layer -> layer.kind() == LayerKind.CONVOLUTION).toList();
        tapped = new ArrayList<>(opened.outputs());
        tapped.add(convolutions.get(convolutions.size() / 2).output());
    }

    @TearDown
    public void close() {
        runner.close();
    }

    @Benchmark
    public Activations untapped() {
        return opened.run(runner, picture, opened.outputs());
    }

    @Benchmark
    public Activations oneConvolutionTapped() {
        return opened.run(runner, picture, tapped);
    }
}
