package org.normscope.normalize;

import static org.normscope.normalize.GivenStatistics.Origin.POOL;
import static org.normscope.normalize.GivenStatistics.Origin.RUNNING;
import static org.normscope.normalize.SharedStatistics.Divisor.DEVIATION;
import static org.normscope.normalize.SharedStatistics.Divisor.L1;
import static org.normscope.normalize.SharedStatistics.Divisor.L2;
import static org.normscope.normalize.SharedStatistics.Divisor.ROOT_MEAN_SQUARE;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.normscope.tensor.Shape;

/** All normalizations that NormScope knows, in the order in which they are offered. */
public final class Catalogue {
    /**
     * One family of normalizations.
     *
     * @param id         as on the command line: bn, ln, lrn-intra
     * @param shortName  as on a pane: BN, LN, LRN
     * @param name       as in the literature
     * @param formula    plain text
     * @param symbols    LaTeX
     * @param parameters in the order in which they are shown
     * @param source     paper or operator specification
     * @param factory    makes one with the parameters set
     */
    public record Entry(String id, String shortName, String name, String formula, String symbols,
                        List<Parameter> parameters, String source, Factory factory) {
        /**
         * @throws IllegalArgumentException where a key is unknown or a value is not allowed; the message names the key
         *                                  and what is allowed
         */
        public Normalization create(Parameters set) {
            return factory.create(set);
        }

        /**
         * What a parameter is when these are set: the value that was set, else the one that a choice brings with it
         * (dialect=onnx: k=1), else the initial one.
         *
         * @throws IllegalArgumentException as {@link #create}
         */
        public String value(String key, Parameters set) {
            return new Values(id, parameters, set).text(key);
        }
    }

    /** Makes a normalization from the parameters that were set. */
    @FunctionalInterface
    public interface Factory {
        Normalization create(Parameters set);
    }

    private static final Parameter EPS = new Parameter.Real("eps", 1e-12, 1, 1e-5, true);
    private static final Parameter GAMMA = new Parameter.Real("gamma", -4, 4, 1, false);
    private static final Parameter SHIFT = new Parameter.Real("shift", -4, 4, 0, false);
    private static final Parameter WINDOW = new Parameter.Odd("n", 1, 63, 5);
    private static final Parameter K = new Parameter.Real("k", 0, 10, 2, false);
    private static final Parameter ALPHA = new Parameter.Real("alpha", 1e-6, 10, 1e-4, true);
    private static final Parameter BETA = new Parameter.Real("beta", 0, 2, 0.75, false);
    private static final Parameter BLOCK = new Parameter.Whole("group", 1, 64, 16, false);
    private static final Parameter.Divisor GROUPS = new Parameter.Divisor("groups", 32);

    private static final String STANDARDIZED = "y = \\gamma \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta";
    private static final String STANDARDIZED_TEXT = "y = gamma * (x - mu) / sqrt(sigma^2 + eps) + beta, mu and sigma^2 over ";
    private static final String CONDITIONED = "y = \\gamma_s \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta_s";
    private static final String WHITENED = "y = \\gamma (\\Sigma + \\varepsilon I)^{-1/2} (x - \\mu) + \\beta";
    private static final String WHITENED_TEXT = "y = gamma * (Sigma + eps I)^(-1/2) (x - mu) + beta, mu and the covariance Sigma over ";
    private static final String RESPONSE = "y = \\frac{a}{\\left(k + \\alpha \\sum a^2\\right)^{\\beta}}";

    private static final List<Entry> ENTRIES = List.of(
        entry("bn", "BN", "Batch normalization", STANDARDIZED_TEXT + "(N, H, W) for each C, or the running ones", STANDARDIZED,
            "Ioffe and Szegedy 2015; ONNX BatchNormalization-15", Catalogue::batch,
            EPS, new Parameter.Choice("stats", List.of("batch", "running"), "batch"), GAMMA, SHIFT),
        entry("ln", "LN", "Layer normalization", STANDARDIZED_TEXT + "(C, H, W) for each N", STANDARDIZED,
            "Ba et al. 2016; ONNX LayerNormalization-17 with axis 1",
            values -> standardized(Partition.pictures(), values), EPS, GAMMA, SHIFT),
        entry("in", "IN", "Instance normalization", STANDARDIZED_TEXT + "(H, W) for each N and C", STANDARDIZED,
            "Ulyanov et al. 2016; ONNX InstanceNormalization",
            values -> standardized(Partition.planes(), values), EPS, GAMMA, SHIFT),
        entry("gn", "GN", "Group normalization", STANDARDIZED_TEXT + "(C/G, H, W) for each N and group", STANDARDIZED,
            "Wu and He 2018; ONNX GroupNormalization-21",
            values -> standardized(Partition.groups(groups(values, "groups")), values), EPS, GROUPS, GAMMA, SHIFT),
        entry("pos", "PONO", "Positional normalization", STANDARDIZED_TEXT + "(C) for each N, H and W", STANDARDIZED,
            "Li et al. 2019 (there with the unbiased deviation)",
            values -> standardized(Partition.positions(), values), EPS, GAMMA, SHIFT),
        entry("lrn", "LRN", "Local response normalization",
            "y = a / (k + alpha * sum a^2)^beta over n neighbouring channels; dialect onnx (as PyTorch and Caffe): alpha/n, k = 1; "
                + "dialect channel (Channel Normalization): over all channels, k = 0, alpha = 1, beta = 1", RESPONSE,
            "Krizhevsky et al. 2012; ONNX LRN-13", Catalogue::acrossChannels,
            new Parameter.Choice("dialect", List.of("alexnet", "onnx", "channel"), "alexnet",
                Map.of("onnx", Map.of("k", "1"), "channel", Map.of("k", "0", "alpha", "1", "beta", "1"))),
            WINDOW, K, ALPHA, BETA, GAMMA, SHIFT),
        entry("lrn-intra", "LRN intra", "Local response normalization within a channel",
            "y = a / (k + alpha * sum a^2)^beta over n x n cells of the same channel; dialect caffe: alpha/n^2, k = 1", RESPONSE,
            "Krizhevsky et al. 2012; Caffe LRN, WITHIN_CHANNEL", Catalogue::withinChannel,
            new Parameter.Choice("dialect", List.of("alexnet", "caffe"), "alexnet", Map.of("caffe", Map.of("k", "1"))),
            WINDOW, K, ALPHA, BETA, GAMMA, SHIFT),
        entry("l2", "L2", "L2 of the whole tensor", "y = x / sqrt(sum x^2) over (C, H, W) for each N",
            "y = \\frac{x}{\\sqrt{\\sum x^2}}", "ONNX LpNormalization, p = 2, of the flattened maps",
            values -> divided(Partition.pictures(), L2, 1, values), GAMMA, SHIFT),
        entry("l2-channel", "L2 channels", "L2 across channels", "y = x / sqrt(sum x^2) over (C) for each N, H and W",
            "y = \\frac{x}{\\sqrt{\\sum x^2}}", "ONNX LpNormalization, p = 2, axis 1",
            values -> divided(Partition.positions(), L2, 1, values), GAMMA, SHIFT),
        entry("l1-channel", "L1 channels", "L1 across channels", "y = x / sum |x| over (C) for each N, H and W",
            "y = \\frac{x}{\\sum |x|}", "ONNX LpNormalization, p = 1, axis 1",
            values -> divided(Partition.positions(), L1, 1, values), GAMMA, SHIFT),
        entry("l2-scale", "L2 scale", "L2 across channels with a scale", "y = s * x / sqrt(sum x^2) over (C) for each N, H and W",
            "y = s \\frac{x}{\\sqrt{\\sum x^2}}", "Liu et al. 2015 (ParseNet); SSD 2016, s = 20",
            values -> divided(Partition.positions(), L2, values.real("scale"), values),
            new Parameter.Real("scale", 0, 40, 20, false), GAMMA, SHIFT),
        entry("rms", "RMS", "Root mean square normalization",
            "y = gamma * x / sqrt(mean x^2 + eps) over (C, H, W) for each N, (H, W) for each N and C, or (C) for each N, H and W",
            "y = \\gamma \\frac{x}{\\sqrt{\\frac{1}{m} \\sum x^2 + \\varepsilon}}",
            "Zhang and Sennrich 2019; ONNX RMSNormalization-23", Catalogue::rootMeanSquare,
            EPS, new Parameter.Choice("set", List.of("chw", "hw", "c"), "chw"), GAMMA),
        entry("cosine", "Cosine", "Cosine normalization",
            "y = (w . x) / (|w| |x|) for each output unit and patch of the layer's input; centred: less the means of w and of x",
            "y = \\frac{w \\cdot x}{|w| \\, |x|}", "Luo et al. 2017, arXiv 1702.05870",
            values -> new Cosine(values.flag("centred"), values.affine()),
            new Parameter.Choice("centred", List.of("false", "true"), "false"), GAMMA, SHIFT),
        entry("wn", "WN", "Weight normalization", "the layer with w = g * v / |v| over (Cin, kh, kw) for each output unit",
            "y = g \\frac{v \\cdot x}{|v|} + b", "Salimans and Kingma 2016",
            values -> new WeightNorm(values.real("gain"), values.affine()),
            new Parameter.Real("gain", 0, 5, 1, false), GAMMA, SHIFT),
        entry("ws", "WS", "Weight standardization",
            "the layer with (w - mu) / (sigma + eps) over (Cin, kh, kw) for each output unit, sigma unbiased",
            "y = \\frac{w - \\mu_w}{\\sigma_w + \\varepsilon} \\cdot x + b", "Qiao et al. 2019",
            values -> new WeightStandardization(values.real("eps"), values.affine()), EPS, GAMMA, SHIFT),
        entry("cbn", "CBN", "Conditional batch normalization",
            "y = gamma_s * (x - mu) / sqrt(sigma^2 + eps) + beta_s, mu and sigma^2 over (N, H, W) for each C; gamma_s and beta_s of a "
                + "class (untrained: 1 and 0, set by gamma and shift), or a style picture's deviation and mean", CONDITIONED,
            "de Vries et al. 2017", values -> new Conditional(Partition.channels(), values.real("eps"), condition(values), values.affine()),
            EPS, new Parameter.Condition("condition", "0"), GAMMA, SHIFT),
        entry("cin", "CIN", "Conditional instance normalization",
            "y = gamma_s * (x - mu) / sqrt(sigma^2 + eps) + beta_s, mu and sigma^2 over (H, W) for each N and C; gamma_s and beta_s of a "
                + "class (untrained: 1 and 0, set by gamma and shift), or a style picture's deviation and mean", CONDITIONED,
            "Dumoulin et al. 2017", values -> new Conditional(Partition.planes(), values.real("eps"), condition(values), values.affine()),
            EPS, new Parameter.Condition("condition", Parameter.Condition.STYLE), GAMMA, SHIFT),
        entry("adain", "AdaIN", "Adaptive instance normalization",
            "y = sigma(s) * (x - mu(x)) / sigma(x) + mu(s) over (H, W) for each N and C, s a style picture's maps, sigma = "
                + "sqrt(variance + eps), biased", "y = \\sigma_s \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\mu_s",
            "Huang and Belongie 2017 (their code takes the unbiased variance)",
            values -> new Conditional(Partition.planes(), values.real("eps"), Condition.ofStyle(values.real("eps")), values.affine()),
            EPS, GAMMA, SHIFT),
        entry("bin", "BIN", "Batch-instance normalization",
            "y = gamma * (rho * BN(x) + (1 - rho) * IN(x)) + beta; rho = 1 is BN, 0 is IN (untrained: 0.5)",
            "y = \\gamma \\left(\\rho \\, \\hat{x}_B + (1 - \\rho) \\, \\hat{x}_I\\right) + \\beta", "Nam and Kim 2018",
            values -> new BatchInstance(values.real("rho"), values.real("eps"), values.affine()),
            EPS, new Parameter.Share("rho", 0.5), GAMMA, SHIFT),
        entry("ibn-a", "IBN-a", "IBN-a", STANDARDIZED_TEXT + "(H, W) for each N and C in the first floor(ratio * C) channels, "
                + "(N, H, W) for each C in the rest", STANDARDIZED, "Pan et al. 2018: the first normalization of a block, stages 1 to 3",
            values -> standardized(Partition.planesThenChannels(values.real("ratio")), values),
            EPS, new Parameter.Share("ratio", 0.5), GAMMA, SHIFT),
        entry("ibn-b", "IBN-b", "IBN-b", STANDARDIZED_TEXT + "(H, W) for each N and C: IN after the residual addition, before the ReLU",
            STANDARDIZED, "Pan et al. 2018 and their code: last block of stages 1 and 2; the stem's BN becomes IN",
            values -> standardized(Partition.planes(), values), EPS, GAMMA, SHIFT),
        entry("frn", "FRN", "Filter response normalization with TLU",
            "y = max(gamma * x / sqrt(mean x^2 + |eps|) + beta, tau), the mean over (H, W) for each N and C (tau untrained: 0)",
            "y = \\max\\left(\\gamma \\frac{x}{\\sqrt{\\nu^2 + |\\varepsilon|}} + \\beta,\\; \\tau\\right)", "Singh and Krishnan 2019",
            values -> new FilterResponse(values.real("tau"), values.real("eps"), values.affine()),
            new Parameter.Real("eps", 1e-12, 1, 1e-6, true), new Parameter.Real("tau", -4, 4, 0, false), GAMMA, SHIFT),
        entry("sn", "SN", "Switchable normalization",
            "y = gamma * (x - sum w mu) / sqrt(sum w' sigma^2 + eps) + beta, sums over IN, LN, BN; w (weights-mean) and w' (weights-var) "
                + "as the softmaxes give them, by their share of the sum (untrained: equal)",
            "y = \\gamma \\frac{x - \\sum w_k \\mu_k}{\\sqrt{\\sum w'_k \\sigma_k^2 + \\varepsilon}} + \\beta", "Luo et al. 2018",
            values -> new Switchable(values.shares("weights-mean"), values.shares("weights-var"), values.real("eps"), values.affine()),
            EPS, new Parameter.Weights("weights-mean", Switchable.PARTS, "1,1,1"),
            new Parameter.Weights("weights-var", Switchable.PARTS, "1,1,1"), GAMMA, SHIFT),
        entry("bw", "BW", "Batch whitening", WHITENED_TEXT + "(N, H, W) between the channels of each group of so many", WHITENED,
            "Huang et al. 2018", values -> whitening(Partition.channelBlocks(values.whole("group")), values), EPS, BLOCK, GAMMA, SHIFT),
        entry("iw", "IW", "Instance whitening", WHITENED_TEXT + "(H, W) for each N between the channels of each group of so many",
            WHITENED, "Li et al. 2017 (WCT); Pan et al. 2019",
            values -> whitening(Partition.planeBlocks(values.whole("group")), values), EPS, BLOCK, GAMMA, SHIFT),
        entry("gw", "GW", "Group whitening", WHITENED_TEXT + "(C/g, H, W) for each N between g groups of channels", WHITENED,
            "Huang et al. 2021",
            values -> new Whitening(Partition.pictures(), groups(values, "g"), values.real("eps"), values.affine()),
            EPS, new Parameter.Divisor("g", 32), GAMMA, SHIFT),
        entry("sw", "SW", "Switchable whitening",
            "y = gamma * Sigma^(-1/2) (x - sum w mu) + beta, Sigma = sum w' Sigma_k + eps I, sums over BW, IW, BN, IN, LN, for each N and each "
                + "group of so many channels, by Newton steps on Sigma / trace; w (weights-mean) and w' (weights-var) as the softmaxes "
                + "give them, by their share of the sum (untrained: BW and IW equal)",
            "y = \\gamma \\left(\\sum w'_k \\Sigma_k + \\varepsilon I\\right)^{-1/2} \\left(x - \\sum w_k \\mu_k\\right) + \\beta",
            "Pan et al. 2019",
            values -> new SwitchableWhitening(values.shares("weights-mean"), values.shares("weights-var"), values.whole("group"),
                values.whole("steps"), values.real("eps"), values.affine()),
            EPS, BLOCK, new Parameter.Whole("steps", 1, 15, 5, true),
            new Parameter.Weights("weights-mean", SwitchableWhitening.PARTS, "1,1"),
            new Parameter.Weights("weights-var", SwitchableWhitening.PARTS, "1,1"), GAMMA, SHIFT),
        entry("ubn", "UBN", "Unsupervised batch normalization",
            STANDARDIZED_TEXT + "(N, H, W) for each C of a pool of unlabelled pictures", STANDARDIZED, "Kocyigit et al., CVPRW 2020",
            values -> new GivenStatistics(POOL, OptionalDouble.of(values.real("eps")), values.affine()), EPS, GAMMA, SHIFT),
        entry("dln", "DLN", "Dynamic layer normalization (analogy)",
            "y = (1 + g * a) * LN(x) + g * a, a = mean of tanh(x) over (H, W) for each N and C: gamma and beta generated from the input "
                + "(untrained: g = 0, which is LN)",
            "y = (1 + g a) \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}} + g a",
            "Kim et al. 2017, for speech: an analogy",
            values -> new Conditional(Partition.pictures(), values.real("eps"), Condition.ofSummary(values.real("gain")), values.affine()),
            EPS, new Parameter.Real("gain", 0, 5, 0, false), GAMMA, SHIFT),
        entry("deepnorm", "DeepNorm", "DeepNorm (analogy)",
            "y = LN(alpha * x + G(x)) at a residual addition, x the shortcut and G(x) the branch; alpha = 1 is LN of the sum",
            "y = \\mathrm{LN}(\\alpha x + G(x))", "Wang et al. 2022, for transformers: an analogy",
            values -> new DeepNorm(values.real("alpha"), values.real("eps"), values.affine()),
            EPS, new Parameter.Real("alpha", 0, 10, 1, false), GAMMA, SHIFT));

    private Catalogue() { }

    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** @throws IllegalArgumentException where there is none of that id; the message lists those there are */
    public static Entry entry(String id) {
        return ENTRIES.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no normalization '" + id + "'; there are: "
                + ENTRIES.stream().map(Entry::id).collect(Collectors.joining(" "))));
    }

    private static Entry entry(String id, String shortName, String name, String formula, String symbols, String source,
                               Function<Values, Normalization> made, Parameter... parameters) {
        List<Parameter> all = List.of(parameters);
        return new Entry(id, shortName, name, formula, symbols, all, source, set -> made.apply(new Values(id, all, set)));
    }

    private static Normalization standardized(Partition partition, Values values) {
        return new SharedStatistics(partition, DEVIATION, values.real("eps"), 1, values.affine());
    }

    private static Normalization divided(Partition partition, SharedStatistics.Divisor divisor, double scale, Values values) {
        return new SharedStatistics(partition, divisor, 0, scale, values.affine());
    }

    private static Normalization batch(Values values) {
        if (values.text("stats").equals("batch")) return standardized(Partition.channels(), values);
        return new GivenStatistics(RUNNING, values.isSet("eps") ? OptionalDouble.of(values.real("eps")) : OptionalDouble.empty(),
            values.affine());
    }

    private static Normalization rootMeanSquare(Values values) {
        Partition partition = switch (values.text("set")) {
            case "hw" -> Partition.planes();
            case "c" -> Partition.positions();
            default -> Partition.pictures();
        };
        return new SharedStatistics(partition, ROOT_MEAN_SQUARE, values.real("eps"), 1, values.affine());
    }

    private static Normalization acrossChannels(Values values) {
        String dialect = values.text("dialect");
        int n = values.whole("n");
        Partition window = dialect.equals("channel") ? Partition.positions() : Partition.channelWindow(n);
        return new LocalResponse(window, LocalResponse.acrossChannels(window), values.real("k"), values.real("alpha"),
            dialect.equals("onnx") ? n : 1, values.real("beta"), values.affine());
    }

    private static Normalization withinChannel(Values values) {
        boolean caffe = values.text("dialect").equals("caffe");
        int n = values.whole("n");
        Partition window = Partition.planeWindow(n);
        return new LocalResponse(window, LocalResponse.withinChannel(window), caffe ? 1 : values.real("k"), values.real("alpha"),
            caffe ? (long) n * n : 1, values.real("beta"), values.affine());
    }

    private static Normalization whitening(Partition blocks, Values values) {
        return new Whitening(blocks, maps -> 0, values.real("eps"), values.affine());
    }

    private static Condition condition(Values values) {
        return values.text("condition").equals(Parameter.Condition.STYLE) ? Condition.ofStyle(values.real("eps"))
            : Condition.ofClass(values.whole("condition"));
    }

    private static ToIntFunction<Shape> groups(Values values, String key) {
        if (!values.isSet(key)) return GROUPS::unset;
        int groups = values.whole(key);
        return maps -> {
            if (maps.c() % groups == 0) return groups;
            throw new NotApplicableException("norm.groups.divide", Integer.toString(groups), Integer.toString(maps.c()),
                GROUPS.offered(maps).stream().map(String::valueOf).collect(Collectors.joining(", ")));
        };
    }
}
