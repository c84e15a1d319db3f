package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Means, variances and means of squares of one search, in the forms in which exporters write them. */
final class Spreads {
    /** All axes behind the channels, of which a pooling over whole maps has at most two. */
    private static final int[] POOLED = {2, -1};
    /** Of the distance between a division by n and by n - 1. */
    private static final double NEAR = .25;

    private final Graph graph;
    private final Taken taken;

    Spreads(Graph graph, Taken taken) {
        this.graph = graph;
        this.taken = taken;
    }

    /** @param sum what it was written as, where it was a sum over a number */
    record Mean(String of, int[] axes, @Nullable SumOverCount sum) {
        boolean is(Mean other) {
            return of.equals(other.of) && Arrays.equals(axes, other.axes);
        }

        private Mean of(String value) {
            return new Mean(value, axes, sum);
        }
    }

    /**
     * What stands under a root.
     *
     * @param of      x
     * @param centred whether it is the variance of x, else the mean of its squares
     * @param epsilon what is added
     * @param cells   n where the variance is divided by n - 1; else 0
     */
    record Spread(Mean of, boolean centred, Epsilon epsilon, double cells) {
        private Spread with(Epsilon guard) {
            return new Spread(of, centred, guard, cells);
        }

        private Spread over(double count) {
            return new Spread(of, centred, epsilon, count);
        }
    }

    /**
     * As {@link #of(String)}; under the root nothing may be added where the root itself is guarded.
     *
     * @param guard of the root of it
     */
    Optional<Spread> of(String sum, Epsilon guard) {
        return guard.value() == 0 ? of(sum) : of(sum).filter(spread -> spread.epsilon.value() == 0)
            .map(spread -> spread.with(guard));
    }

    /** A spread, kept from below zero, from below an epsilon, or not, and what is added. */
    private Optional<Spread> of(String sum) {
        Optional<Node> added = taken.attempt(() -> taken.lifted(sum, "Add")
            .filter(node -> taken.added(node).isPresent()));
        float epsilon = added.flatMap(taken::added).orElse(0f);
        String kept = added.map(taken::other).orElse(sum);
        Optional<Node> floor = taken.attempt(() -> taken.lifted(kept, "Max", "Relu", "Clip")
            .filter(node -> taken.least(node).filter(low -> low == 0 || epsilon == 0).isPresent()));
        String bare = floor.map(taken::other).orElse(kept);
        Epsilon least = new Epsilon(floor.flatMap(taken::least).orElse(0f), Epsilon.Place.LEAST);
        return taken.attempt(() -> plain(bare)).or(() -> taken.attempt(() -> corrected(bare)))
            .map(spread -> spread.with(least.value() == 0 ? Epsilon.under(epsilon) : least.underRoot()));
    }

    /** mean(d^2) where d is x less its mean, or x; mean(x^2) - mean(x)^2. */
    private Optional<Spread> plain(String value) {
        return taken.attempt(() -> meanOfSquares(value).flatMap(squares -> taken.attempt(() -> centre(squares.of)
                .filter(x -> Arrays.equals(x.axes, squares.axes))).flatMap(x -> counted(squares.of(x.of)))
                .or(() -> counted(squares).filter(spread -> spread.cells == 0)
                    .map(spread -> new Spread(squares, false, Epsilon.NONE, 0)))))
            .or(() -> taken.attempt(() -> taken.lifted(value, "Sub").flatMap(less -> meanOfSquares(less.input(0))
                .filter(squares -> taken.lifted(less.input(1), "Mul", "Pow").flatMap(this::square).flatMap(this::mean)
                    .filter(squares::is).isPresent())).flatMap(this::counted).filter(spread -> spread.cells == 0)));
    }

    /** The variance that a mean of squares is, by what its sum is divided by; empty where that is none of n, n - 1. */
    private Optional<Spread> counted(Mean squares) {
        Spread spread = new Spread(squares, true, Epsilon.NONE, 0);
        if (squares.sum == null) return Optional.of(spread);
        double cells = cells(squares), told = squares.sum.told(taken);
        if (isMean(squares)) return Optional.of(spread);
        return cells > 1 && Math.abs(told / (cells - 1) - 1) < NEAR / cells ? Optional.of(spread.over(cells))
            : Optional.empty();
    }

    /** A variance times n / (n - 1), each a number or both in one, in any order. */
    private Optional<Spread> corrected(String value) {
        double factor = 1;
        String at = value;
        for (Optional<Node> node = taken.lifted(at, "Mul", "Div"); node.isPresent(); node = taken.lifted(at, "Mul",
            "Div")) {
            boolean over = node.get().operator().equals("Div");
            Optional<Double> right = taken.number(node.get().input(1)), left = over ? Optional.empty()
                : taken.number(node.get().input(0));
            if (right.isEmpty() && left.isEmpty()) return Optional.empty();
            factor *= over ? 1 / right.orElseThrow() : right.or(() -> left).orElseThrow();
            at = node.get().input(right.isPresent() ? 0 : 1);
            String variance = at;
            Optional<Spread> plain = taken.attempt(() -> plain(variance)).filter(Spread::centred);
            if (plain.isEmpty()) continue;
            double cells = cells(plain.get().of), whole = factor;
            return plain.filter(spread -> spread.cells == 0 && Math.abs(whole * (cells - 1) / cells - 1) < NEAR / cells)
                .map(spread -> spread.over(cells));
        }
        return Optional.empty();
    }

    /** The x of x - mean(x). */
    Optional<Mean> centre(String data) {
        return taken.by(data, "Sub").flatMap(less -> mean(less.input(1)).filter(mean -> mean.of.equals(less.input(0))));
    }

    Optional<Mean> mean(String value) {
        return anyMean(value, "ReduceSum").filter(this::isMean);
    }

    private Optional<Mean> meanOfSquares(String value) {
        return taken.attempt(() -> anyMean(value, "ReduceSum").flatMap(mean -> taken.by(mean.of, "Mul", "Pow")
                .flatMap(this::square).map(mean::of)))
            .or(() -> averaged(value, "ReduceSumSquare"));
    }

    /** The x of x^2. */
    Optional<String> square(Node node) {
        boolean squares = node.operator().equals("Mul") ? node.input(0).equals(node.input(1))
            : taken.is(node.input(1), 2);
        return squares ? Optional.of(node.input(0)) : Optional.empty();
    }

    private Optional<Mean> anyMean(String value, String sum) {
        Optional<Node> node = taken.attempt(() -> taken.lifted(value, "ReduceMean", "GlobalAveragePool"));
        if (node.isEmpty()) return averaged(value, sum);
        return node.map(mean -> new Mean(mean.input(0), mean.operator().equals("GlobalAveragePool") ? POOLED
            : SumOverCount.axes(graph, mean), null)).filter(mean -> mean.axes.length > 0);
    }

    private Optional<Mean> averaged(String value, String by) {
        return taken.attempt(() -> taken.lifted(value, "Div", "Mul").flatMap(last -> SumOverCount.of(graph, taken, last,
            by)).map(found -> new Mean(found.sum().input(0), found.axes(), found)));
    }

    /** Where pictures share it, the number may be that of all the pictures of a run that takes so many. */
    private boolean isMean(Mean mean) {
        Shape shape = taken.shape(mean.of);
        if (mean.sum == null || shape == null) return true;
        double cells = cells(mean), told = mean.sum.told(taken);
        boolean pictures = IntStream.of(mean.axes).anyMatch(axis -> Math.floorMod(axis, shape.rank()) == 0);
        return SumOverCount.isClose(told, cells) || pictures && SumOverCount.isClose(told, cells
            * SumOverCount.batch(graph));
    }

    /** NaN where it is not known. */
    private double cells(Mean mean) {
        Shape shape = taken.shape(mean.of);
        if (shape == null) return Double.NaN;
        return IntStream.of(mean.axes).map(axis -> Math.floorMod(axis, shape.rank())).distinct()
            .mapToDouble(shape::extent).reduce(1, (a, b) -> a * b);
    }
}
