package org.normscope.normalize;

import static org.normscope.normalize.GivenStatistics.Origin.POOL;
import static org.normscope.normalize.GivenStatistics.Origin.RUNNING;
import static org.normscope.normalize.Parameter.EPS;
import static org.normscope.normalize.Parameter.EPS_AT;
import static org.normscope.normalize.Parameter.GAMMA;
import static org.normscope.normalize.Parameter.SHIFT;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.normscope.normalize.Catalogue.Entry;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.normalize.SharedStatistics.Guard;

/**
 * Those that subtract a mean and divide by a deviation and differ only in the cells that share both: what the catalogue
 * says of them. The arithmetic is {@link SharedStatistics} and {@link GivenStatistics}.
 */
final class Standardized {
    private static final String SYMBOLS = "y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta";
    private static final String TEXT = "y = gamma * (x - mu) / sqrt(sigma^2 + eps) + beta, mu and sigma^2 over ";

    static final Entry BATCH = Entry.of("bn", "BN", Family.SHARED, Measure.MOMENTS,
        TEXT + "(N, H, W) for each C, or the running ones", SYMBOLS,
        "Ioffe and Szegedy 2015; ONNX BatchNormalization-15", Standardized::batch,
        EPS, EPS_AT, new Parameter.Choice("stats", List.of("batch", "running"), "batch"), GAMMA, SHIFT)
        .measuring(values -> running(values) ? Measure.RUNNING : Measure.MOMENTS);

    static final Entry LAYER = Entry.of("ln", "LN", Family.SHARED, Measure.MOMENTS,
        TEXT + "(C, H, W) for each N", SYMBOLS,
        "Ba et al. 2016; ONNX LayerNormalization-17 with axis 1", over(Partition.pictures()), EPS, EPS_AT,
        GAMMA, SHIFT);

    static final Entry INSTANCE = Entry.of("in", "IN", Family.SHARED, Measure.MOMENTS,
        TEXT + "(H, W) for each N and C", SYMBOLS,
        "Ulyanov et al. 2016; ONNX InstanceNormalization", over(Partition.planes()), EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry GROUP = Entry.of("gn", "GN", Family.SHARED, Measure.MOMENTS,
        TEXT + "(C/G, H, W) for each N and group", SYMBOLS, "Wu and He 2018; ONNX GroupNormalization-21",
        values -> made(Partition.groups(values.groups("groups")), values),
        EPS, EPS_AT, new Parameter.Divisor("groups", 32), GAMMA, SHIFT);

    static final Entry POSITIONAL = Entry.of("pos", "PONO", Family.SHARED, Measure.MOMENTS,
        TEXT + "(C) for each N, H and W", SYMBOLS,
        "Li et al. 2019 (there with the unbiased deviation)", over(Partition.positions()), EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry IBN_A = Entry.of("ibn-a", "IBN-a", Family.MIXED, Measure.PARTS,
        TEXT + "(H, W) for each N and C in the first floor(ratio * C) channels, "
            + "(N, H, W) for each C in the rest", SYMBOLS,
        "Pan et al. 2018: the first normalization of a block, stages 1 to 3",
        values -> made(Partition.planesThenChannels(values.real("ratio")), values),
        EPS, EPS_AT, new Parameter.Share("ratio", 0.5), GAMMA, SHIFT);

    static final Entry IBN_B = Entry.of("ibn-b", "IBN-b", Family.MIXED, Measure.MOMENTS,
        TEXT + "(H, W) for each N and C: IN after the residual addition, before the ReLU", SYMBOLS,
        "Pan et al. 2018 and their code: last block of stages 1 and 2; the stem's BN becomes IN",
        over(Partition.planes()), EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry UNSUPERVISED = Entry.of("ubn", "UBN", Family.SHARED, Measure.POOL,
        TEXT + "(N, H, W) for each C of a pool of unlabelled pictures", SYMBOLS, "Kocyigit et al., CVPRW 2020",
        values -> new GivenStatistics(POOL, OptionalDouble.of(values.real("eps")), Guard.Place.of(values),
            values.affine()), EPS, EPS_AT, GAMMA, SHIFT);

    private Standardized() { }

    private static Function<Values, Normalization> over(Partition partition) {
        return values -> made(partition, values);
    }

    private static Normalization made(Partition partition, Values values) {
        return new SharedStatistics(partition, SharedStatistics.Divisor.DEVIATION, Guard.of(values), 1,
            values.affine());
    }

    private static boolean running(Values values) {
        return values.text("stats").equals("running");
    }

    private static Normalization batch(Values values) {
        if (!running(values)) return made(Partition.channels(), values);
        return new GivenStatistics(RUNNING,
            values.isSet("eps") ? OptionalDouble.of(values.real("eps")) : OptionalDouble.empty(),
            Guard.Place.of(values), values.affine());
    }
}
