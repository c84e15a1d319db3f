package org.normscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.PinnedRun;
import org.normscope.patches.BuiltInCorpus;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.patches.IndexReport;
import org.normscope.patches.Indexer;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Indexing all layers of a network, beside what it cannot be faster than: decoding the same pictures alone, and running
 * the network alone with every layer tapped, one thread each: as every caller runs it, and as indexing does, into
 * memory that is kept and without copying anything out. Milliseconds for {@link #PICTURES} JPEG files. Indexing is to
 * take at most 1.15 times the longer of decoding and running.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class IndexBenchmark {
    static final int PICTURES = 200;

    /** Others: a path, with -p network=FILE. */
    @Param({"builtin:twin-bn"})
    String network;

    private final GraphRunner runner = new DjlRunner(1);
    private final Workers workers = Workers.threads();
    private Path folder;
    private Network opened;
    private Tensor input;
    private List<String> taps;
    private PinnedRun pinned;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("index-benchmark");
        BuiltInCorpus crops = new BuiltInCorpus();
        List<String> names = crops.entries().stream().map(Corpus.Entry::name).filter(name -> name.startsWith("photos/"))
            .limit(PICTURES).toList();
        opened = new ModelLibrary(runner).open(network, Map.of());
        for (int i = 0; i < names.size(); i++) {
            PictureFile.writeJpeg(crops.read(names.get(i)).pixels().get(), .9f,
                folder.resolve(String.format("%04d.jpg", i)));
        }
        input = decode("0000.jpg");
        pinned = opened.pin(runner, opened.layers(), 1);
        taps = opened.layers().stream().map(Layer::output).toList();
    }

    private Tensor decode(String name) {
        return opened.spec().preprocessing().apply(List.of(new FolderCorpus(folder).read(name).pixels().get()));
    }

    @Benchmark
    public Tensor decodingAlone() {
        Tensor last = null;
        for (int i = 0; i < PICTURES; i++) last = decode(String.format("%04d.jpg", i));
        return last;
    }

    @Benchmark
    public Activations runningAlone() {
        Activations last = null;
        for (int i = 0; i < PICTURES; i++) last = runner.run(opened.graph(), opened.feeds(input), taps);
        return last;
    }

    @Benchmark
    public PinnedRun runningAloneWithoutCopying() {
        for (int i = 0; i < PICTURES; i++) pinned.run(0, opened.feedsOfOne(input));
        return pinned;
    }

    @Benchmark
    public IndexReport indexing() throws IOException {
        Path file = folder.resolve("index.db");
        Files.deleteIfExists(file);
        IndexReport[] report = new IndexReport[1];
        new Indexer(opened, List.of(), runner, workers).job(new FolderCorpus(folder), file, progress -> { }, () -> { })
            .start(Runnable::run, Runnable::run, done -> report[0] = done, failed -> {
                throw new IllegalStateException(failed);
            });
        return report[0];
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        workers.close();
        pinned.close();
        runner.close();
        try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }
}
