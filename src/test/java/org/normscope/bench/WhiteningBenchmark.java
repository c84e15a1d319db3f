package org.normscope.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Site;
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

/**
 * Whitening of [1, 256, 28, 28] on one thread, with the settings that a pane begins with. The figure that counts is the
 * median (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WhiteningBenchmark {
    @Param({"bw", "iw", "gw", "sw"})
    public String norm;

    private Site site;
    private Normalization normalization;

    @Setup
    public void prepare() {
        Tensor maps = Tensor.zeros(Shape.of(1, 256, 28, 28));
        Random random = new Random(28);
        for (int i = 0; i < maps.data().length; i++) maps.data()[i] = (float) random.nextGaussian();
        site = () -> maps;
        normalization = Catalogue.entry(norm).create(Parameters.NONE);
    }

    @Benchmark
    public Tensor whitened() {
        return normalization.apply(site);
    }
}
