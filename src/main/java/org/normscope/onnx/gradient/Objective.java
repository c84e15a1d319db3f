package org.normscope.onnx.gradient;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a gradient is the gradient of: one number, made of values of a network. Objectives add up and are weighted, in
 * the manner of Lucid. Over the pictures of a batch they are summed, so that each picture's gradient is its own.
 */
public abstract class Objective {
    private final Set<String> reads;

    Objective(Collection<String> reads) {
        this.reads = Set.copyOf(reads);
    }

    /** Names of the network's values that it is made of. */
    public Set<String> reads() {
        return reads;
    }

    /** Writes what computes it; the name of the number. */
    abstract String write(Draft draft);

    /** The sum over pictures of what is given as the mean over all of a value. */
    static String summed(Draft draft, String mean, String value) {
        return draft.op("Mul", mean, draft.total(draft.cast(draft.extent(value, 0), draft.type(value))));
    }

    /** The mean of a channel over its map: Lucid's channel. */
    public static Objective channel(String maps, int channel) {
        return new UnitObjective(maps, UnitObjective.Over.MEAN, channel);
    }

    /**
     * How strongly a channel fires: the mean over its map of x * x where x is above 0, and of x / 10 where it is below,
     * which gives a silent unit a slope, too. A mean alone takes what is below 0 from what is above; of a layer without
     * a ReLU that leaves of an edge nothing but the colours beside it.
     */
    public static Objective firing(String maps, int channel) {
        return new UnitObjective(maps, UnitObjective.Over.FIRING, channel);
    }

    /** The highest cell of a channel: what the nine strongest patches are sorted by. */
    public static Objective peak(String maps, int channel) {
        return new UnitObjective(maps, UnitObjective.Over.PEAK, channel);
    }

    /** One cell; without a place where the value has no map: a class's logit. */
    public static Objective cell(String value, int channel, int... place) {
        return new UnitObjective(value, UnitObjective.Over.CELL, channel, place);
    }

    /** The mean over the map of what channels add up to, each with its weight. */
    public static Objective direction(String maps, float... weights) {
        return new DirectionObjective(maps, weights);
    }

    /**
     * The sum of a value's cells, each times what an input of this name says: one graph for all units, classes and
     * places.
     *
     * @param input of any shape that broadcasts to that of the value
     */
    public static Objective along(String value, String input) {
        return new FedObjective(value, input);
    }

    /** The logarithm of a class's softmax. */
    public static Objective logProbability(String logits, int of) {
        return new ClassObjective(logits, of);
    }

    /**
     * The mean over a batch of -log softmax of the right class.
     *
     * @param labels name of the input that takes the classes' numbers, [N], whole numbers
     */
    public static Objective crossEntropy(String logits, String labels) {
        return new LabelObjective(logits, labels);
    }

    /** Half the mean square of the difference from the maps that an input of this name takes. */
    public static Objective distance(String maps, String input) {
        return new DistanceObjective(maps, input);
    }

    /**
     * The mean square of the difference between Gram matrices, F F^T / cells, from what an input takes, [N or 1, C, C].
     */
    public static Objective gram(String maps, String input) {
        return new GramObjective(maps, input);
    }

    /**
     * The cosine between the Gram matrix of a picture's maps and that which an input takes, [1, C, C], times the
     * latter's size.
     */
    public static Objective likeness(String maps, String input) {
        return new LikenessObjective(maps, input);
    }

    /**
     * The sum over channels of the squared differences of mean and deviation from what two inputs take, [N or 1, C].
     */
    public static Objective moments(String maps, String means, String deviations) {
        return new MomentsObjective(maps, means, deviations);
    }

    /** The mean over cells of the absolute differences between neighbours, across and down. */
    public static Objective totalVariation(String maps) {
        return new VariationObjective(maps);
    }

    public Objective times(double weight) {
        Objective one = this;
        return new Objective(reads) {
            @Override
            String write(Draft draft) {
                String value = one.write(draft);
                return draft.op("Mul", value, draft.number(weight, draft.type(value)));
            }
        };
    }

    public Objective plus(Objective other) {
        Objective one = this;
        Set<String> both = new LinkedHashSet<>(reads);
        both.addAll(other.reads);
        return new Objective(both) {
            @Override
            String write(Draft draft) {
                String first = one.write(draft), second = other.write(draft);
                return draft.op("Add", first, draft.cast(second, draft.type(first)));
            }
        };
    }
}
