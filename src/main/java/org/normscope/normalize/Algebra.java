package org.normscope.normalize;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The operators in which a normalization writes itself down ({@link Normalization#written}), so that it can stand in a
 * network's file and be differentiated there. Operands of a sum or product are broadcast to each other.
 *
 * @param <V> a value in the writing
 */
public interface Algebra<V> {
    /** So many of Newton's steps whiten directions whose variance is 1e-10 of the whole. */
    int ROOT_STEPS = 32;

    /** What {@link Site#maps()} stands for, [N, C, H, W], as are the next two. */
    V maps();

    /** The sides of {@link Site#residual()}. */
    V shortcut();

    V branch();

    /**
     * The sum of f(x) over the patch x of {@link Site#input()} that each cell of the maps sees, padding as zeros.
     *
     * @return [N, C, H, W]
     */
    V patchSum(UnaryOperator<V> f);

    V constant(Tensor cells);

    V plus(V a, V b);

    V minus(V a, V b);

    V times(V a, V b);

    V plus(V a, double b);

    V times(V a, double b);

    /** Over axes, kept with extent 1. */
    V mean(V x, int... axes);

    /** Over axes, kept with extent 1. */
    V sum(V x, int... axes);

    /** Cell by cell; a negative power of 0 is 0, with a slope of 0. */
    V power(V x, double exponent);

    V magnitude(V x);

    V tanh(V x);

    /** Cut off below and above. */
    V within(V x, double low, double high);

    /** A part of axis 1. */
    V channels(V x, int from, int to);

    /** Along axis 1. */
    V joined(List<V> parts);

    V reshaped(V x, int... extents);

    /** Of the last two axes, for each of the others. */
    V product(V a, V b);

    /** The last two axes exchanged. */
    V transposed(V x);

    /** In float64, from here on. */
    V exact(V x);

    /** In the maps' type again. */
    V rounded(V x);

    /** Sums over so many channels, or rows and columns of a map, before and after each; cut off at the edges. */
    V windowSum(V x, int before, int after, boolean channels);

    /** x / (k + alpha s)^beta, s the sum of squares over n neighbouring channels; k is above 0. */
    V acrossChannels(V x, int n, double k, double alpha, double beta);

    /** By kept statistics, one of each a channel. */
    V batch(V x, RunningStatistics kept, double epsilon, Affine affine);

    /** (x - mean) / sqrt(variance + epsilon), both over axes; as many cells as there are over their deviation. */
    default V standardized(V x, double epsilon, int... axes) {
        V centred = minus(x, mean(x, axes));
        return times(centred, inverseRoot(mean(times(centred, centred), axes), epsilon));
    }

    /** 1 / sqrt(x + epsilon). */
    default V inverseRoot(V x, double epsilon) {
        return power(epsilon == 0 ? x : plus(x, epsilon), -.5);
    }

    /** A figure of each channel, for maps. */
    default V byChannel(float... figures) {
        return constant(Tensor.of(Shape.of(1, figures.length, 1, 1), figures));
    }

    default V affine(V x, Affine affine) {
        return plus(times(x, byChannel(affine.gamma())), byChannel(affine.beta()));
    }

    /** Does the same to the sets of a partition, and puts the results together. */
    default V bySets(V x, Shape shape, Partition partition, OfSets<V> work) {
        List<Partition.Run> runs = partition.runs(shape);
        Stream<V> parts = runs.stream().map(run -> {
            V part = runs.size() == 1 ? x : channels(x, run.from(), run.to());
            if (run.isOfFours()) return work.of(part, run.axes());
            int count = run.to() - run.from();
            V blocks = reshaped(part, shape.n(), count / run.channels(), run.channels(), shape.h(), shape.w());
            return reshaped(work.of(blocks, run.axes()), shape.n(), count, shape.h(), shape.w());
        });
        return runs.size() == 1 ? parts.findFirst().orElseThrow() : joined(parts.toList());
    }

    /**
     * Something done to sets of cells.
     *
     * @param <V> a value in the writing
     */
    @FunctionalInterface
    interface OfSets<V> {
        /** @param axes over which cells share a set */
        V of(V x, int... axes);
    }

    /** The unit matrix, [1, 1, size, size], in float64. */
    default V unit(int size) {
        Tensor unit = Tensor.zeros(Shape.of(1, 1, size, size));
        for (int i = 0; i < size; i++) unit.data()[i * (size + 1)] = 1;
        return exact(constant(unit));
    }

    /** Of rows less their mean, biased. */
    default V covariance(V centred, int columns) {
        return times(product(centred, transposed(centred)), 1.0 / columns);
    }

    /** What is on the diagonal, and zeros, of matrices of a size. */
    default V diagonal(V matrices, int size) {
        return times(matrices, unit(size));
    }

    /**
     * M^(-1/2) of covariance matrices, by Newton's iteration on M and its inverse together (Higham 2008, 6.35), which
     * converges from trace 1. Directions in which nothing varies stay as small as they are.
     */
    default V inverseRoot(V matrices, int size) {
        V unit = unit(size), trace = sum(diagonal(matrices, size), 2, 3), root = times(matrices, power(trace, -1)),
            inverse = unit;
        for (int step = 0; step < ROOT_STEPS; step++) {
            V nearer = plus(times(unit, 1.5), times(product(inverse, root), -.5));
            root = product(root, nearer);
            inverse = product(nearer, inverse);
        }
        return times(inverse, power(trace, -.5));
    }

    /** The same by so many steps of the plain iteration, as {@link InverseRoot#byNewton} does it. */
    default V inverseRoot(V matrices, int size, int steps) {
        V trace = sum(diagonal(matrices, size), 2, 3), shared = times(matrices, power(trace, -1)), root = unit(size);
        for (int step = 0; step < steps; step++) {
            V cube = product(product(root, root), root);
            root = plus(times(root, 1.5), times(product(cube, shared), -.5));
        }
        return times(root, power(trace, -.5));
    }
}
