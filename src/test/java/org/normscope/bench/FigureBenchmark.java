package org.normscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.task.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Turning a page of 81 patches in the Layers workspace, from the verb to the figure's pixels and the opened unit, all
 * on one thread, the page after the next cut ahead included: an upper bound of what a user waits for. Within 50 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FigureBenchmark {
    private final GraphRunner runner = new DjlRunner(1);
    private Path folder;
    private AppModel app;
    private int page;

    @Setup
    public void index() throws IOException {
        folder = Files.createTempDirectory("figure");
        app = Desk.app(runner, Workers.sameThread(), folder, Runnable::run);
        app.start(Desk.initial().with(LayersSettings.class,
            s -> s.withCorpus(Path.of("assets/images").toAbsolutePath().toString())));
        app.setWorkspace(LayersSettings.ID);
    }

    @Benchmark
    public Object turnPage() {
        page = (page + 1) % app.workspace(LayersModel.class).figure().get().pages();
        app.workspace(LayersModel.class).showPage(page);
        return app.workspace(LayersModel.class).figure().get().pixels();
    }

    @TearDown
    public void close() throws IOException {
        app.workspace(LayersModel.class).close();
        runner.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
