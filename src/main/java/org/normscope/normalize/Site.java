package org.normscope.normalize;

import java.util.Optional;
import org.normscope.tensor.Tensor;

/** Where a normalization is applied, and all that it may ask for there. */
public interface Site {
    /** The maps to normalize, [N, C, H, W]; the whole batch. */
    Tensor maps();

    /** gamma and beta of the network's own normalization at this place; empty stands for 1 and 0. */
    default Optional<Affine> affine() {
        return Optional.empty();
    }

    /** What the network's own BatchNormalization at this place recorded. */
    default Optional<RunningStatistics> running() {
        return Optional.empty();
    }

    /** Weights of the convolution or fully connected layer whose output {@link #maps()} is. */
    default Optional<Kernel> kernel() {
        return Optional.empty();
    }

    /** Input of that layer, [N, Cin, H, W]; present where {@link #kernel()} is, computed on demand. */
    default Optional<Tensor> input() {
        return Optional.empty();
    }

    /**
     * The maps of a style picture at the same place: [1, C, H', W'] for the whole batch, or [N, C, H', W'], one for
     * each picture.
     */
    default Optional<Tensor> style() {
        return Optional.empty();
    }

    /** What a pool of unlabelled pictures has at this place; epsilon is the definition's 1e-5. */
    default Optional<RunningStatistics> pool() {
        return Optional.empty();
    }

    /** The two ways into this place, where it stands behind an addition of two. */
    default Optional<Residual> residual() {
        return Optional.empty();
    }
}
