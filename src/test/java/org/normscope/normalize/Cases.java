package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Random maps, parameters and sites, the same in every run; and what "agrees" means. */
final class Cases {
    static final int COUNT = 200;

    private Cases() { }

    static void each(Consumer<Random> test) {
        for (int seed = 0; seed < COUNT; seed++) test.accept(new Random(seed));
    }

    static int between(Random random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Normal values with a mean and a deviation of their own in every channel. */
    static Tensor maps(Random random, int... extents) {
        Tensor tensor = Tensor.zeros(Shape.of(extents));
        Shape shape = tensor.shape();
        for (int map = 0; map < shape.n() * shape.c(); map++) {
            double mean = random.nextGaussian() * 2, deviation = 0.5 + 3 * random.nextDouble();
            for (int p = 0; p < shape.plane(); p++) {
                tensor.data()[map * shape.plane() + p] = (float) (mean + deviation * random.nextGaussian());
            }
        }
        return tensor;
    }

    /** Four cells a map at least: a peer in float is no judge of the deviation of one cell. */
    static Tensor anyMaps(Random random) {
        return maps(random, between(random, 1, 4), between(random, 1, 24), between(random, 2, 12),
            between(random, 2, 12));
    }

    static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    static double logUniform(Random random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    record Place(Tensor maps, Optional<Affine> affine, Optional<RunningStatistics> running, Optional<Kernel> kernel,
                 Optional<Tensor> input, Optional<Tensor> style, Optional<RunningStatistics> pool,
                 Optional<Residual> residual)
            implements Site {
        Place(Tensor maps, Optional<Affine> affine, Optional<RunningStatistics> running, Optional<Kernel> kernel,
              Optional<Tensor> input) {
            this(maps, affine, running, kernel, input, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Place of(Tensor maps) {
            return new Place(maps, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Place of(Tensor maps, float[] gamma, float[] beta) {
            return of(maps).with(Optional.of(new Affine(gamma, beta)));
        }

        static Place behind(Kernel kernel, Tensor input, Tensor maps) {
            return new Place(maps, Optional.empty(), Optional.empty(), Optional.of(kernel), Optional.of(input));
        }

        Place with(Optional<Affine> other) {
            return new Place(maps, other, running, kernel, input, style, pool, residual);
        }

        /** A place with what the conditional normalizations take from elsewhere; null for what there is not. */
        Place with(Tensor styleMaps, RunningStatistics ofPool, Residual sum) {
            return new Place(maps, affine, running, kernel, input, Optional.ofNullable(styleMaps),
                Optional.ofNullable(ofPool), Optional.ofNullable(sum));
        }
    }

    /**
     * A site with everything that any normalization may ask for: maps that a small convolution gave, and statistics.
     */
    static Place everything(Random random, int pictures, int units) {
        Tensor input = maps(random, pictures, 3, 6, 7);
        Tensor weights = Tensor.of(Shape.of(units, 3, 3, 3), values(random, units * 27));
        Kernel kernel = new Kernel(weights, values(random, units), new int[] {1, 1},
            new int[] {1, 1, 1, 1}, new int[] {1, 1}, 1);
        Tensor maps = new OnnxModel(18).input("x", input).input("w", weights).input("b", kernel.bias())
            .node("Conv", "x w b", "y", Map.of("pads", List.of(1, 1, 1, 1))).run("y");
        float[] variance = values(random, units);
        for (int c = 0; c < units; c++) variance[c] = 0.1f + variance[c] * variance[c];
        RunningStatistics statistics = new RunningStatistics(values(random, units), variance, 1e-3f);
        Tensor shortcut = maps(random, pictures, units, 6, 7), branch = Tensor.zeros(maps.shape());
        for (int i = 0; i < branch.data().length; i++) branch.data()[i] = maps.data()[i] - shortcut.data()[i];
        return new Place(maps, Optional.of(new Affine(values(random, units), values(random, units))),
            Optional.of(statistics),
            Optional.of(kernel), Optional.of(input), Optional.of(maps(random, pictures, units, 6, 7)),
            Optional.of(statistics), Optional.of(new Residual(shortcut, branch)));
    }

    /** Every normalization of the catalogue, with every value of its choices: id and settings. */
    static List<String[]> all() {
        List<String[]> all = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            List<String> settings = List.of("");
            for (Parameter parameter : entry.parameters()) {
                if (parameter instanceof Parameter.Choice choice) {
                    settings = choice.values().stream().map(value -> choice.key() + "=" + value).toList();
                }
            }
            settings.forEach(setting -> all.add(new String[] {entry.id(), setting}));
        }
        return all;
    }

    /** A normalization of the catalogue; settings as on the command line: "eps=1e-3 groups=4". */
    static Normalization made(String id, String settings) {
        Parameters parameters = Parameters.NONE;
        for (String setting : settings.isBlank() ? new String[0] : settings.strip().split(" ")) {
            String[] parts = setting.split("=");
            parameters = parameters.with(parts[0], parts[1]);
        }
        return Catalogue.entry(id).create(parameters);
    }

    /** max |a - b| over max |b|. */
    static double difference(Tensor mine, Tensor peer) {
        assertEquals(peer.shape().size(), mine.shape().size());
        double most = 0, scale = 0;
        for (int i = 0; i < peer.data().length; i++) {
            double apart = Math.abs((double) mine.data()[i] - peer.data()[i]);
            most = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(most, apart);
            scale = Math.max(scale, Math.abs(peer.data()[i]));
        }
        return most == 0 ? 0 : most / scale;
    }

    static void assertAgrees(Tensor mine, Tensor peer, String what) {
        assertAgrees(mine, peer, 1e-5, what);
    }

    static void assertAgrees(Tensor mine, Tensor peer, double tolerance, String what) {
        double difference = difference(mine, peer);
        assertTrue(difference <= tolerance, () -> what + " on " + mine.shape() + " is apart by " + difference);
    }
}
