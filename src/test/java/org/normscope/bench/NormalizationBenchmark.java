package org.normscope.bench;

import ai.onnxruntime.OrtException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.OnnxModel;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Each normalization on [8, 64, 56, 56] beside ONNX Runtime's own operator on one thread, and beside a plain copy of
 * the maps. All three write into memory that was made once; what a new tensor each time costs stands beside that.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NormalizationBenchmark {
    private static final Shape SHAPE = Shape.of(8, 64, 56, 56);
    private static final float EPSILON = 1e-5f;

    private static Tensor maps(int seed, Shape shape) {
        Random random = new Random(seed);
        Tensor maps = Tensor.zeros(shape);
        for (int i = 0; i < maps.data().length; i++) maps.data()[i] = (float) (0.3 + random.nextGaussian());
        return maps;
    }

    private record Place(Tensor maps, Optional<Affine> affine, Optional<RunningStatistics> running) implements Site { }

    private static Place place() {
        int channels = SHAPE.c();
        float[] ones = maps(1, Shape.of(channels)).data(), variance = ones.clone();
        for (int c = 0; c < channels; c++) variance[c] = variance[c] * variance[c] + 0.1f;
        return new Place(maps(0, SHAPE), Optional.of(new Affine(ones, maps(2, Shape.of(channels)).data())),
            Optional.of(new RunningStatistics(maps(3, Shape.of(channels)).data(), variance, EPSILON)));
    }

    /** Ours. */
    @State(Scope.Benchmark)
    public static class Ours {
        @Param({"bn batch", "bn running", "ln", "in", "gn", "lrn"})
        public String norm;
        private Site site;
        private Normalization normalization;
        private final Tensor result = Tensor.zeros(SHAPE);

        @Setup
        public void prepare() {
            site = place();
            normalization = norm.startsWith("bn")
                ? Catalogue.entry("bn").create(Parameters.NONE.with("stats", norm.substring(3)))
                : Catalogue.entry(norm).create(Parameters.NONE);
        }
    }

    /** ONNX Runtime's operator for the same. */
    @State(Scope.Benchmark)
    public static class Peer {
        @Param({"bn batch", "bn running", "ln", "in", "gn", "lrn"})
        public String norm;
        private OnnxPeer operator;

        @Setup
        public void prepare() throws OrtException {
            operator = new OnnxPeer(model(norm), "y", SHAPE);
        }

        private static OnnxModel model(String norm) {
            Place place = place();
            float[] gamma = place.affine().orElseThrow().gamma(), beta = place.affine().orElseThrow().beta();
            OnnxModel model = new OnnxModel(21).input("x", place.maps());
            if (norm.equals("lrn")) {
                return model.node("LRN", "x", "y", Map.of("size", 5, "bias", 2f, "alpha", 5e-4f, "beta", 0.75f));
            }
            if (norm.equals("ln")) {
                Shape element = Shape.of(SHAPE.c(), SHAPE.h(), SHAPE.w());
                return model.input("gamma", maps(1, element)).input("beta", maps(2, element))
                    .node("LayerNormalization", "x gamma beta", "y", Map.of("axis", 1, "epsilon", EPSILON));
            }
            model.input("gamma", gamma).input("beta", beta);
            if (norm.equals("in")) {
                return model.node("InstanceNormalization", "x gamma beta", "y", Map.of("epsilon", EPSILON));
            }
            if (norm.equals("gn")) {
                return model.node("GroupNormalization", "x gamma beta", "y",
                    Map.of("num_groups", 32, "epsilon", EPSILON));
            }
            RunningStatistics running = place.running().orElseThrow();
            boolean batch = norm.equals("bn batch");
            return model.input("mean", running.mean()).input("variance", running.variance())
                .node("BatchNormalization", "x gamma beta mean variance", batch ? "y newMean newVariance" : "y",
                    Map.of("training_mode", batch ? 1 : 0, "epsilon", EPSILON));
        }

        @TearDown(Level.Trial)
        public void close() throws OrtException {
            operator.close();
        }
    }

    /** The maps alone. */
    @State(Scope.Benchmark)
    public static class Plain {
        private final float[] maps = maps(0, SHAPE).data(), copy = new float[SHAPE.size()];
    }

    @Benchmark
    public Tensor ours(Ours ours) {
        ours.normalization.apply(ours.site, ours.result);
        return ours.result;
    }

    @Benchmark
    public Tensor oursIntoNewTensor(Ours ours) {
        return ours.normalization.apply(ours.site);
    }

    @Benchmark
    public Object onnxRuntime(Peer peer) throws OrtException {
        return peer.operator.run();
    }

    @Benchmark
    public float[] plainCopy(Plain plain) {
        System.arraycopy(plain.maps, 0, plain.copy, 0, plain.copy.length);
        return plain.copy;
    }

    @Benchmark
    public float[] plainCopyIntoNewArray(Plain plain) {
        return plain.maps.clone();
    }
}
