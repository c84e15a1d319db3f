package org.normscope.normalize;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.normscope.tensor.Shape;

/**
 * All normalizations that NormScope knows. What is to be known of one stands in its {@link Entry}, beside its
 * arithmetic; windows and commands ask the entry and never compare its id.
 */
public final class Catalogue {
    /** The groups in which the normalizations are offered, in their order. */
    public enum Family { SHARED, MIXED, CONDITIONAL, WHITENING, NORMS, NEIGHBOURS, WEIGHTS, ANALOGIES }

    /** What a normalization cannot do without, beside the maps. */
    public enum Need {
        /** {@link Site#style()}: the maps of a style picture. */
        STYLE,
        /** {@link Site#pool()}: statistics of a pool of pictures. */
        POOL,
        /** {@link Site#running()}: statistics recorded in training. */
        RUNNING,
        /** {@link Site#kernel()} and {@link Site#input()}: a layer with weights, and its input. */
        KERNEL,
        /** {@link Site#residual()}: the two sides of an addition. */
        RESIDUAL
    }

    /** What is measured, and of which cells: those of the {@link Normalization#partition()}, or others. */
    public enum Measure {
        /** Mean and variance of the cells. */
        MOMENTS,
        /** Mean and variance, over a picture's plane in the first channels, over the batch's in the others. */
        PARTS,
        /** The sum or mean of the cells' squares. */
        SQUARES,
        /** The sum of the cells' absolute values. */
        MAGNITUDES,
        /** Means of channels, or of groups of them, and the covariance between these. */
        COVARIANCE,
        /** The weights behind the cells. */
        WEIGHTS(Need.KERNEL),
        /** The patches of the layer's input behind the cells. */
        PATCHES(Need.KERNEL),
        /** Mean and variance of each channel, of a pool of pictures. */
        POOL(Need.POOL),
        /** Mean and variance of each channel, recorded in training. */
        RUNNING(Need.RUNNING);

        private final List<Need> needs;

        Measure(Need... needs) {
            this.needs = List.of(needs);
        }
    }

    /** Another operator that makes the same sums, by which they are checked on screen. */
    public enum Comparison {
        /** A 1 x 1 convolution with a banded matrix of ones, over neighbouring channels. */
        CONVOLUTION,
        /** Average pooling of the squares, within a channel. */
        AVERAGE_POOLING
    }

    /** Makes a normalization from the parameters that were set. */
    @FunctionalInterface
    public interface Factory {
        Normalization create(Parameters set);
    }

    /**
     * One normalization, to be had with parameters. Its name stands in the messages, under {@link #nameKey()}.
     *
     * @param id         as on the command line and in session files: bn, ln, lrn-intra
     * @param shortName  as on a pane, in every language: BN, LN, LRN
     * @param family     the group in which it is offered
     * @param measuring  what is measured when these parameters are set
     * @param asked      what it needs beside what its measure and its parameters need
     * @param comparison where its sums are compared with another operator's
     * @param formula    plain text
     * @param symbols    LaTeX
     * @param source     paper or operator specification
     * @param parameters in the order in which they are shown
     * @param factory    makes one with the parameters set
     */
    public record Entry(String id, String shortName, Family family, Function<Parameters, Measure> measuring,
                        Set<Need> asked, Optional<Comparison> comparison, String formula, String symbols, String source,
                        List<Parameter> parameters, Factory factory) {

        /** One that always measures the same, needs nothing beside that and is not compared. */
        static Entry of(String id, String shortName, Family family, Measure measure, String formula, String symbols,
                        String source, Function<Values, Normalization> made, Parameter... parameters) {
            List<Parameter> all = List.of(parameters);
            return new Entry(id, shortName, family, set -> measure, Set.of(), Optional.empty(), formula, symbols,
                source, all, set -> made.apply(new Values(id, all, set)));
        }

        /** The same, where what is measured depends on the parameters. */
        Entry measuring(Function<Values, Measure> depends) {
            return new Entry(id, shortName, family, set -> depends.apply(new Values(id, parameters, set)), asked,
                comparison, formula, symbols, source, parameters, factory);
        }

        Entry needing(Need... needs) {
            return new Entry(id, shortName, family, measuring, Set.of(needs), comparison, formula, symbols, source,
                parameters, factory);
        }

        Entry compared(Comparison with) {
            return new Entry(id, shortName, family, measuring, asked, Optional.of(with), formula, symbols, source,
                parameters, factory);
        }

        /** The message that is its name, as in the literature: "Batch normalization". */
        public String nameKey() {
            return "norm.name." + id;
        }

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

        /**
         * What its cells measure when these are set.
         *
         * @throws IllegalArgumentException as {@link #create}
         */
        public Measure measure(Parameters set) {
            return measuring.apply(set);
        }

        private boolean groups() {
            return parameters.stream().anyMatch(Parameter.Divisor.class::isInstance);
        }

        /**
         * Whether it brings what it measures to mean 0 and deviation 1, so that gamma and beta alone say how large its
         * results are; not where a style picture says it.
         *
         * @throws IllegalArgumentException as {@link #create}
         */
        public boolean standardizes(Parameters set) {
            return STANDARDIZING.contains(measure(set)) && !needs(set).contains(Need.STYLE);
        }

        /**
         * What it cannot do without when these are set; a condition that is a style picture needs one.
         *
         * @throws IllegalArgumentException as {@link #create}
         */
        public Set<Need> needs(Parameters set) {
            Set<Need> needs = EnumSet.noneOf(Need.class);
            needs.addAll(asked);
            needs.addAll(measure(set).needs);
            boolean styled = parameters.stream().filter(Parameter.Condition.class::isInstance)
                .anyMatch(condition -> value(condition.key(), set).equals(Parameter.Condition.STYLE));
            if (styled) needs.add(Need.STYLE);
            return needs;
        }
    }

    private static final Set<Measure> STANDARDIZING = EnumSet.of(Measure.MOMENTS, Measure.PARTS, Measure.COVARIANCE,
        Measure.POOL, Measure.RUNNING);

    /** In the order in which they are offered. */
    private static final List<Entry> ENTRIES = List.of(
        Standardized.BATCH, Standardized.LAYER, Standardized.INSTANCE, Standardized.GROUP, Standardized.POSITIONAL,
        LocalResponse.ACROSS, LocalResponse.WITHIN,
        Divided.WHOLE, Divided.CHANNELS, Divided.CHANNELS_L1, Divided.SCALED, Divided.ROOT,
        Cosine.ENTRY, WeightNorm.ENTRY, WeightStandardization.ENTRY,
        Conditional.BATCH, Conditional.INSTANCE, Conditional.ADAPTIVE,
        BatchInstance.ENTRY, Standardized.IBN_A, Standardized.IBN_B, FilterResponse.ENTRY, Switchable.ENTRY,
        Whitening.BATCH, Whitening.INSTANCE, Whitening.GROUP, SwitchableWhitening.ENTRY,
        Standardized.UNSUPERVISED, Conditional.DYNAMIC, DeepNorm.ENTRY);

    private Catalogue() { }

    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** Those of a family, in the catalogue's order. */
    public static List<Entry> entries(Family family) {
        return ENTRIES.stream().filter(entry -> entry.family() == family).toList();
    }

    /** @throws IllegalArgumentException where there is none of that id; the message lists those there are */
    public static Entry entry(String id) {
        return ENTRIES.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no normalization '" + id + "'; there are: "
                + ENTRIES.stream().map(Entry::id).collect(Collectors.joining(" "))));
    }

    /**
     * Where the number of groups leaves one channel to each, or one group to all: the normalization that this then is.
     *
     * @param made     by the entry
     * @param channels of the maps
     */
    public static Optional<Entry> disguised(Entry entry, Normalization made, int channels) {
        if (!entry.groups()) return Optional.empty();
        Cell cell = new Cell(0, channels / 2, 1, 1);
        Shape maps = Shape.of(2, channels, 3, 3);
        CellBox box = made.partition().cellsOf(cell, maps);
        return entries(entry.family()).stream()
            .filter(other -> !other.groups() && other.measure(Parameters.NONE) == entry.measure(Parameters.NONE))
            .filter(other -> other.create(Parameters.NONE).partition().cellsOf(cell, maps).equals(box)).findFirst();
    }
}
