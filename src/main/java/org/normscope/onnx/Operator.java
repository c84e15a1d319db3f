package org.normscope.onnx;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What NormScope knows of one ONNX operator: a row of {@link Operators}.
 *
 * @param name      as in a file's op_type: Conv, BatchNormalization
 * @param kind      what layers of it do
 * @param brief     how it is written where there is little room: BN
 * @param footprint how its cells lie to those that it reads
 * @param type      what it writes
 * @param numbers   positions of inputs that hold no maps but numbers that say how it works: pads, starts, axes, scales
 * @param weights   position of the input that holds the weights, of a convolution or a fully connected layer
 * @param fold      how it computes constants from constants
 * @param changed   versions of ONNX, from 8 on, since which the same node means something else, or nothing
 * @param traits    what else is true of it
 */
public record Operator(String name, Kind kind, String brief, Footprint footprint, TypeRule type, Set<Integer> numbers,
                       int weights, Fold fold, Set<Integer> changed, Set<Trait> traits) {

    /** What an operator does, in the words that layers are sorted by. */
    public enum Kind {
        CONVOLUTION, FULLY_CONNECTED, NORMALIZATION, ACTIVATION, POOLING, ADD, CONCAT, OTHER
    }

    /** What is true of some operators only. */
    public enum Trait {
        /** Two runs on the same input differ. */
        RANDOM,
        /** Its results lie between 0 and 1 and are read as probabilities. */
        PROBABILITY,
        /** Its results are logarithms of probabilities. */
        LOG_PROBABILITY,
        /** It only arranges anew what it is given, or changes the type of its cells. */
        ARRANGING,
        /** It counts in few whole steps, or undoes that. */
        QUANTIZED
    }

    static Operator row(String name, Kind kind, Footprint footprint) {
        return new Operator(name, kind, name, footprint, TypeRule.AS_FIRST, Set.of(), 1, Fold.NONE, Set.of(),
            Set.of());
    }

    static Operator row(String name, Footprint footprint) {
        return row(name, Kind.OTHER, footprint);
    }

    Operator brief(String other) {
        return new Operator(name, kind, other, footprint, type, numbers, weights, fold, changed, traits);
    }

    Operator type(TypeRule rule) {
        return new Operator(name, kind, brief, footprint, rule, numbers, weights, fold, changed, traits);
    }

    Operator numbers(Integer... positions) {
        return new Operator(name, kind, brief, footprint, type, Set.of(positions), weights, fold, changed, traits);
    }

    Operator weights(int position) {
        return new Operator(name, kind, brief, footprint, type, numbers, position, fold, changed, traits);
    }

    Operator folds(Fold how) {
        return new Operator(name, kind, brief, footprint, type, numbers, weights, how, changed, traits);
    }

    Operator changed(Integer... versions) {
        return new Operator(name, kind, brief, footprint, type, numbers, weights, fold, Set.of(versions), traits);
    }

    Operator with(Trait... more) {
        Set<Trait> all = EnumSet.copyOf(Arrays.asList(more));
        all.addAll(traits);
        return new Operator(name, kind, brief, footprint, type, numbers, weights, fold, changed,
            Set.copyOf(all));
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether a node says the same in two versions of ONNX. */
    public boolean isSame(long one, long other) {
        return changed.stream().noneMatch(version -> Math.min(one, other) < version
            && version <= Math.max(one, other));
    }
}
