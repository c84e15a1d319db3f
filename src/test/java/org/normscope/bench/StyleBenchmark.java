package org.normscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a slider costs, beside other people's networks, 512 x 512 on one thread: one run of the decoder, MicroAST's run,
 * in which content and style are encoded again, and a run of fns_candy, which knows one style. Beside it what the
 * window shows while a slider is dragged: a preview of 256 pixels from the sliders to pixels, on two threads. The
 * figures that count are ratios of medians (p0.50), and the preview's milliseconds: 15 pictures a second are 67.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StyleBenchmark {
    private static final Mixing MIXING = Mixing.all(Mixing.Mode.BLEND, .3f);

    private static Pixels picture(String sample, int side) {
        return Lanczos.scaled(PictureSource.open("builtin:" + sample), side, side);
    }

    /** A network and what it is fed. */
    @State(Scope.Benchmark)
    public static class Fed {
        private final GraphRunner runner = new DjlRunner(1);
        private Graph graph;
        private String output;
        private Map<String, Tensor> feeds;

        void ready(Graph network, String value, Map<String, Tensor> fed) {
            graph = network;
            output = value;
            feeds = fed;
        }

        static Graph others(String name) throws IOException {
            Path file = Path.of("../shared/models", name + ".onnx");
            if (!Files.exists(file)) throw new IOException(file + " is not part of the project and not at hand");
            return GraphFile.read(file);
        }

        static Tensor tensor(Pixels picture, float white) {
            int plane = picture.argb().length;
            Tensor tensor = Tensor.zeros(Shape.of(1, 3, picture.height(), picture.width()));
            for (int i = 0; i < 3 * plane; i++) {
                tensor.data()[i] = (picture.argb()[i % plane] >> 16 - 8 * (i / plane) & 255) * white / 255;
            }
            return tensor;
        }

        @TearDown
        public void close() {
            runner.close();
        }
    }

    /** The built-in decoder. */
    @State(Scope.Benchmark)
    public static class Decoder extends Fed {
        @Setup
        public void open() {
            try (GraphRunner once = new DjlRunner(1)) {
                StyleNetwork network = new StyleLibrary(once).builtIn();
                StyleCode code = network.code(picture("paintings/cafe-terrace", 256));
                Map<String, Tensor> feeds = new HashMap<>(network.read(picture("photos/dogs", 512)).features());
                feeds.putAll(network.whole(code, MIXING).orElseThrow().feeds());
                ready(GraphFile.read(Path.of("assets/style/style-decoder.onnx")), "image", feeds);
            }
        }
    }

    /** MicroAST, content and style of 512 x 512. */
    @State(Scope.Benchmark)
    public static class MicroAst extends Fed {
        @Setup
        public void open() throws IOException {
            ready(others("microast"), "output", Map.of("content", tensor(picture("photos/dogs", 512), 1),
                "style", tensor(picture("paintings/cafe-terrace", 512), 1), "alpha", Tensor.of(Shape.of(1), 1)));
        }
    }

    /** Fast neural style, 512 x 512. */
    @State(Scope.Benchmark)
    public static class Candy extends Fed {
        @Setup
        public void open() throws IOException {
            ready(others("fns_candy"), "output", Map.of("image", tensor(picture("photos/dogs", 512), 255)));
        }
    }

    /** The preview. */
    @State(Scope.Benchmark)
    public static class Preview {
        private final GraphRunner runner = new DjlRunner(2);
        private final StyleNetwork network = new StyleLibrary(runner).builtIn();
        private final StyleNetwork.Content content = network.read(picture("photos/dogs", 256));
        private final StyleCode own = network.code(content.picture()),
            style = network.code(picture("paintings/cafe-terrace", 256));
        private int moves;

        @TearDown
        public void close() {
            runner.close();
        }
    }

    private static Tensor run(Fed fed) {
        return fed.runner.run(fed.graph, fed.feeds, List.of(fed.output)).get(fed.output);
    }

    @Benchmark
    public Tensor decoder(Decoder decoder) {
        return run(decoder);
    }

    @Benchmark
    public Tensor microAst(MicroAst peer) {
        return run(peer);
    }

    @Benchmark
    public Tensor candy(Candy peer) {
        return run(peer);
    }

    @Benchmark
    public Pixels preview(Preview preview) {
        float weight = preview.moves++ % 100 / 100f;
        StyleCode code = StyleCode.mix(List.of(preview.own, preview.style), List.of(1 - weight, weight));
        return preview.network.paint(preview.content, code, Mixing.all(Mixing.Mode.BLEND, weight));
    }
}
