package org.normscope.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.normscope.engine.DjlRunner;
import org.normscope.shift.Trait;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.state.shift.DepthCurves;
import org.normscope.state.shift.MeasuredAt;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.task.Workers;
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
 * From an appearance slider's value to the finished curves of all layers of two twins, as the window has them: the
 * choice with its history, the picture in its new look, both networks with every layer tapped, distance, cosine and
 * divergence of each, the curves and the advice. Only painting them is left out. The figure that counts is the median
 * (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ShiftBenchmark {
    @Param({"BRIGHTNESS", "BLUR", "SKETCH"})
    public Trait trait;

    private final Workers workers = Workers.threads();
    private final ExecutorService ui = Executors.newSingleThreadExecutor();
    private DjlRunner runner;
    private ShiftModel model;
    private CompletableFuture<DepthCurves> finished = new CompletableFuture<>();
    private int move;

    @Setup
    public void open() throws ExecutionException, InterruptedException {
        runner = new DjlRunner(1);
        AppModel app = ui.submit(() -> Desk.app(runner, workers, Desk.DATA, ui)).get();
        model = app.workspace(ShiftModel.class);
        ui.submit(() -> {
            // Every answer counts, also one whose curves equal the last (a blur too weak to change a pixel);
            // the curves are drawn from it before the next task of this thread.
            model.meter().addListener(answered -> {
                model.meter().get();
                ui.execute(() -> {
                    DepthCurves now = model.curves().get();
                    if (now != null && now.lines().size() == 2 && now.at() == MeasuredAt.LAYERS) finished.complete(now);
                });
            });
            app.start(Desk.initial().withWorkspace(ShiftSettings.ID)
                .with(ShiftSettings.class, shift -> shift.minus(2).withAt(MeasuredAt.LAYERS)));
        });
        finished.get();
    }

    @TearDown
    public void close() throws ExecutionException, InterruptedException {
        ui.submit(model::close).get();
        workers.close();
        ui.shutdown();
        runner.close();
    }

    @Benchmark
    public DepthCurves sliderToCurves() throws ExecutionException, InterruptedException {
        move = (move + 1) % 100;
        double value = trait.neutral() + (trait.most() - trait.neutral()) * (1 + move) / 101;
        finished = new CompletableFuture<>();
        ui.execute(() -> model.setTrait(trait, value));
        return finished.get();
    }
}
