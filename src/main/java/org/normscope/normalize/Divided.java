package org.normscope.normalize;

import static org.normscope.normalize.Parameter.EPS;
import static org.normscope.normalize.Parameter.EPS_AT;
import static org.normscope.normalize.Parameter.GAMMA;
import static org.normscope.normalize.Parameter.NO_EPS;
import static org.normscope.normalize.Parameter.SHIFT;
import static org.normscope.normalize.SharedStatistics.Divisor.L1;
import static org.normscope.normalize.SharedStatistics.Divisor.L2;
import static org.normscope.normalize.SharedStatistics.Divisor.ROOT_MEAN_SQUARE;

import java.util.List;
import org.normscope.normalize.Catalogue.Entry;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.normalize.SharedStatistics.Guard;

/**
 * Those that subtract nothing and divide by the norm of the cells that share it: what the catalogue says of them. The
 * arithmetic is {@link SharedStatistics}.
 */
final class Divided {
    static final Entry WHOLE = Entry.of("l2", "L2", Family.NORMS, Measure.SQUARES,
        "y = x / sqrt(sum x^2) over (C, H, W) for each N",
        "y = \\frac{x}{\\sqrt{\\sum x^2}}", "ONNX LpNormalization, p = 2, of the flattened maps",
        values -> made(Partition.pictures(), L2, 1, values), NO_EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry CHANNELS = Entry.of("l2-channel", "L2 channels", Family.NORMS, Measure.SQUARES,
        "y = x / sqrt(sum x^2) over (C) for each N, H and W",
        "y = \\frac{x}{\\sqrt{\\sum x^2}}", "ONNX LpNormalization, p = 2, axis 1",
        values -> made(Partition.positions(), L2, 1, values), NO_EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry CHANNELS_L1 = Entry.of("l1-channel", "L1 channels", Family.NORMS, Measure.MAGNITUDES,
        "y = x / sum |x| over (C) for each N, H and W",
        "y = \\frac{x}{\\sum |x|}", "ONNX LpNormalization, p = 1, axis 1",
        values -> made(Partition.positions(), L1, 1, values), NO_EPS, EPS_AT, GAMMA, SHIFT);

    static final Entry SCALED = Entry.of("l2-scale", "L2 scale", Family.NORMS, Measure.SQUARES,
        "y = s * x / sqrt(sum x^2) over (C) for each N, H and W",
        "y = s \\frac{x}{\\sqrt{\\sum x^2}}", "Liu et al. 2015 (ParseNet); SSD 2016, s = 20",
        values -> made(Partition.positions(), L2, values.real("scale"), values),
        NO_EPS, EPS_AT, new Parameter.Real("scale", 0, 40, 20, false), GAMMA, SHIFT);

    static final Entry ROOT = Entry.of("rms", "RMS", Family.NORMS, Measure.SQUARES,
        "y = gamma * x / sqrt(mean x^2 + eps) over (C, H, W) for each N, (H, W) for each N and C, "
            + "or (C) for each N, H and W",
        "y = \\gamma \\frac{x}{\\sqrt{\\frac{1}{m} \\sum x^2 + \\varepsilon}}",
        "Zhang and Sennrich 2019; ONNX RMSNormalization-23",
        values -> new SharedStatistics(set(values), ROOT_MEAN_SQUARE, Guard.of(values), 1, values.affine()),
        EPS, EPS_AT, new Parameter.Choice("set", List.of("chw", "hw", "c"), "chw"), GAMMA);

    private Divided() { }

    private static Normalization made(Partition partition, SharedStatistics.Divisor divisor, double scale,
                                      Values values) {
        return new SharedStatistics(partition, divisor, Guard.of(values), scale, values.affine());
    }

    private static Partition set(Values values) {
        return switch (values.text("set")) {
            case "chw" -> Partition.pictures();
            case "hw" -> Partition.planes();
            case "c" -> Partition.positions();
            default -> throw new IllegalArgumentException("no set '" + values.text("set") + "'");
        };
    }
}
