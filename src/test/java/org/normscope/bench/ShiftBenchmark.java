package org.normscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.shift.Appearance;
import org.normscope.shift.Features;
import org.normscope.shift.InvarianceProbe;
import org.normscope.shift.ShiftedFeatures;
import org.normscope.shift.Trait;
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
 * From an appearance slider to the figures of all layers of two twins, side by side: the picture in its new look, two
 * networks with every layer tapped, distance, cosine and divergence of each. The figure that counts is the median (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ShiftBenchmark {
    @Param({"BRIGHTNESS", "BLUR", "SKETCH"})
    public Trait trait;

    private final Workers workers = Workers.threads();
    private DjlRunner runner;
    private Pixels picture;
    private final List<InvarianceProbe> probes = new ArrayList<>();
    private final List<Features> before = new ArrayList<>();
    private int move;

    @Setup
    public void open() {
        runner = new DjlRunner(1);
        Pixels whole = PictureSource.open("builtin:photos/dogs");
        for (String twin : List.of("twin-bn", "twin-ibn-a")) {
            Network network = new ModelLibrary(runner).open("builtin:" + twin, Map.of());
            picture = network.spec().preprocessing().fitted(whole);
            InvarianceProbe probe = new InvarianceProbe(network, runner);
            probes.add(probe);
            before.add(probe.read(picture));
        }
    }

    @TearDown
    public void close() {
        probes.forEach(InvarianceProbe::close);
        runner.close();
        workers.close();
    }

    @Benchmark
    public List<ShiftedFeatures> sliderToCurves() {
        move = (move + 1) % 100;
        double value = trait.neutral() + (trait.most() - trait.neutral()) * (1 + move) / 101;
        Pixels shifted = Appearance.AS_IT_IS.with(trait, value).of(picture);
        List<Supplier<ShiftedFeatures>> tasks = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            int network = i;
            tasks.add(() -> probes.get(network).compare(before.get(network), shifted));
        }
        return workers.sideBySide(tasks);
    }
}
