package org.normscope.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Finds every {@link DecomposedNorm} of a graph. An instance is one attempt and gathers the nodes it takes. What the
 * exporters of PyTorch write, d / sqrt(v + eps) and then gamma and beta, those of TensorFlow, x f + (beta - mean f)
 * with f = gamma / sqrt(v + eps), and those of JAX, whose variance is mean x^2 - (mean x)^2.
 */
public final class NormSearch {
    /** What keeps a length from zero is no more; a larger one is part of the arithmetic. */
    private static final float SMALL = 1e-3f;
    /** All axes behind the channels, of which a pooling over whole maps has at most two. */
    private static final int[] POOLED = {2, -1};

    private final Graph graph;
    private Set<Node> taken = new LinkedHashSet<>();

    private NormSearch(Graph graph) {
        this.graph = graph;
    }

    /**
     * All of a graph, in running order.
     *
     * @param shapes of its values, for one picture
     */
    public static List<DecomposedNorm> all(Graph graph, Map<String, Shape> shapes) {
        return all(graph).stream().filter(norm -> norm.hasMeans(graph, shapes)).toList();
    }

    static List<DecomposedNorm> all(Graph graph) {
        List<DecomposedNorm> all = new ArrayList<>();
        for (Node node : graph.nodes()) {
            new NormSearch(graph).endingIn(node).filter(norm -> norm.isClosed(graph)).ifPresent(all::add);
        }
        return all;
    }

    /** The normalization that writes a value. */
    public static Optional<DecomposedNorm> of(Graph graph, String value) {
        return all(graph).stream().filter(norm -> norm.output().equals(value)).findFirst();
    }

    private record Affine(@Nullable Tensor gamma, @Nullable Tensor beta) { }

    private record Mean(String of, int[] axes) {
        boolean is(Mean other) {
            return of.equals(other.of) && Arrays.equals(axes, other.axes);
        }
    }

    /** @param centred whether it is the variance of a value, else the mean of its squares */
    private record Spread(Mean over, boolean centred, float epsilon) { }

    /** @param of    what stands under the root */
    private record Inverse(String of, @Nullable Tensor gamma) { }

    private Optional<DecomposedNorm> endingIn(Node last) {
        return switch (last.operator()) {
            case "Div" -> attempt(() -> divided(last));
            case "Mul" -> attempt(() -> multiplied(last, last.input(0), last.input(1)))
                .or(() -> attempt(() -> multiplied(last, last.input(1), last.input(0))));
            case "Add" -> attempt(() -> shifted(last, last.input(0), last.input(1), true))
                .or(() -> attempt(() -> shifted(last, last.input(1), last.input(0), true)));
            case "Sub" -> attempt(() -> shifted(last, last.input(0), last.input(1), false));
            case "Reshape" -> attempt(() -> grouped(last));
            default -> Optional.empty();
        };
    }

    /** Gives back the nodes that it took in vain. */
    private <T> Optional<T> attempt(Supplier<Optional<T>> way) {
        Set<Node> before = new LinkedHashSet<>(taken);
        Optional<T> found = way.get();
        if (found.isEmpty()) taken = before;
        return found;
    }

    /** d / sqrt(...), x / |x|. */
    private Optional<DecomposedNorm> divided(Node last) {
        String data = last.input(0), divisor = last.input(1);
        Optional<String> under = attempt(() -> by(divisor, "Sqrt").map(root -> root.input(0)))
            .or(() -> attempt(() -> by(divisor, "Pow").filter(node -> is(node.input(1), .5f)).map(root ->
                root.input(0))));
        return under.flatMap(sum -> attempt(() -> standardized(last, data, sum, null))
                .or(() -> attempt(() -> ofLength(last, data, sum, "ReduceSum"))))
            .or(() -> attempt(() -> ofLength(last, data, divisor, "ReduceL2", "ReduceL1")));
    }

    /** d times the inverse of a root. */
    private Optional<DecomposedNorm> multiplied(Node last, String data, String factor) {
        return inverse(factor).flatMap(inverse -> attempt(() -> standardized(last, data, inverse.of, inverse.gamma))
            .or(() -> inverse.gamma != null ? Optional.empty()
                : attempt(() -> ofLength(last, data, inverse.of, "ReduceSum"))));
    }

    /** 1 / sqrt(...), (...)^(-1/2), either times gamma. */
    private Optional<Inverse> inverse(String value) {
        Optional<Inverse> plain = attempt(() -> by(value, "Reciprocal").flatMap(node -> by(node.input(0), "Sqrt")))
            .or(() -> attempt(() -> by(value, "Div").filter(node -> is(node.input(0), 1))
                .flatMap(node -> by(node.input(1), "Sqrt"))))
            .or(() -> attempt(() -> by(value, "Pow").filter(node -> is(node.input(1), -.5f))))
            .map(root -> new Inverse(root.input(0), null));
        return plain.or(() -> attempt(() -> by(value, "Mul").flatMap(node -> eitherWay(node, (gamma, other) ->
            inverse(other).filter(inverse -> inverse.gamma == null).map(inverse -> new Inverse(inverse.of, gamma))))));
    }

    @FunctionalInterface
    private interface WithConstant<T> {
        Optional<T> of(Tensor constant, String other);
    }

    /** Of two operands one of which is a constant. */
    private <T> Optional<T> eitherWay(Node node, WithConstant<T> way) {
        return constant(node, 0).flatMap(constant -> way.of(constant, node.input(1)))
            .or(() -> constant(node, 1).flatMap(constant -> way.of(constant, node.input(0))));
    }

    /** (x - mean) or x itself, over the root of a sum that is their spread. */
    private Optional<DecomposedNorm> standardized(Node last, String data, String sum, @Nullable Tensor gamma) {
        return spread(sum).flatMap(spread -> {
            Optional<Mean> centre = attempt(() -> centre(data));
            boolean fits = spread.centred ? centre.filter(spread.over::is).isPresent() : data.equals(spread.over.of);
            if (!fits) return Optional.empty();
            taken.add(last);
            return Optional.of(made(spread.centred ? "LayerNormalization" : "RMSNormalization", last, spread, gamma,
                null));
        });
    }

    /** x f + (beta - mean f), or x f - mean f, where f is the inverse of a root, perhaps times gamma. */
    private Optional<DecomposedNorm> shifted(Node last, String scaled, String rest, boolean plus) {
        Optional<Node> product = by(scaled, "Mul"), less = plus ? by(rest, "Sub") : Optional.empty();
        Optional<Tensor> beta = less.flatMap(node -> constant(node, 0));
        Optional<Node> moved = plus ? less.flatMap(node -> by(node.input(1), "Mul")) : by(rest, "Mul");
        if (product.isEmpty() || moved.isEmpty() || plus && beta.isEmpty()) return Optional.empty();
        for (int side = 0; side < 2; side++) {
            String factor = product.get().input(side), x = product.get().input(1 - side);
            int at = moved.get().inputs().indexOf(factor);
            if (at < 0) continue;
            Optional<Mean> mean = mean(moved.get().input(1 - at)).filter(of -> of.of.equals(x));
            Optional<Inverse> inverse = mean.flatMap(of -> inverse(factor));
            Optional<Spread> spread = inverse.flatMap(root -> spread(root.of))
                .filter(of -> of.centred && of.over.is(mean.get()));
            if (spread.isEmpty()) return Optional.empty();
            taken.add(last);
            return Optional.of(made("LayerNormalization", last, spread.get(), inverse.get().gamma,
                beta.orElse(null)));
        }
        return Optional.empty();
    }

    /** mean(d^2) + eps where d is x less its mean, or x; mean(x^2) - mean(x)^2 + eps, perhaps kept from below zero. */
    private Optional<Spread> spread(String sum) {
        Optional<Node> added = attempt(() -> by(sum, "Add").filter(node -> small(node).isPresent()));
        float epsilon = added.flatMap(this::small).orElse(0f);
        String variance = added.map(this::notSmall).orElse(sum);
        Optional<Node> floor = attempt(() -> by(variance, "Max", "Relu", "Clip").filter(node -> node.operator()
            .equals("Relu") || constant(node, 0).or(() -> constant(node, 1)).filter(low -> low.data().length == 1
                && low.data()[0] == 0).isPresent()));
        String bare = floor.map(node -> constant(node, 0).isPresent() ? node.input(1) : node.input(0))
            .orElse(variance);
        return attempt(() -> meanOfSquares(bare).map(over -> attempt(() -> centre(over.of))
                .filter(of -> Arrays.equals(of.axes, over.axes)).map(of -> new Spread(of, true, epsilon))
                .orElseGet(() -> new Spread(over, false, epsilon))))
            .or(() -> attempt(() -> by(bare, "Sub").flatMap(less -> meanOfSquares(less.input(0)).filter(squares ->
                square(less.input(1)).flatMap(this::mean).filter(squares::is).isPresent()))
                .map(over -> new Spread(over, true, epsilon))));
    }

    private Optional<Mean> meanOfSquares(String value) {
        return attempt(() -> mean(value).flatMap(mean -> square(mean.of).map(of -> new Mean(of, mean.axes))))
            .or(() -> averaged(value, "ReduceSumSquare"));
    }

    private Optional<String> square(String value) {
        return by(value, "Mul", "Pow").filter(node -> node.operator().equals("Mul")
            ? node.input(0).equals(node.input(1)) : is(node.input(1), 2)).map(node -> node.input(0));
    }

    /** The x of x - mean(x). */
    private Optional<Mean> centre(String data) {
        return by(data, "Sub").flatMap(less -> mean(less.input(1)).filter(mean -> mean.of.equals(less.input(0))));
    }

    private Optional<Mean> mean(String value) {
        Optional<Node> node = by(value, "ReduceMean", "GlobalAveragePool");
        if (node.isEmpty()) return averaged(value, "ReduceSum");
        return node.map(mean -> new Mean(mean.input(0), mean.operator().equals("GlobalAveragePool") ? POOLED
            : axes(graph, mean))).filter(mean -> mean.axes.length > 0 && node.get().integer("keepdims", 1) != 0);
    }

    private Optional<Mean> averaged(String value, String by) {
        return attempt(() -> by(value, "Div", "Mul").flatMap(last -> SumOverCount.of(graph, last))
            .filter(found -> found.sum().operator().equals(by)).map(found -> {
                taken.add(found.sum());
                return new Mean(found.sum().input(0), found.axes());
            }));
    }

    /** x over its length, which may be kept from zero and spread over x. */
    private Optional<DecomposedNorm> ofLength(Node last, String data, String divisor, String... lengths) {
        String value = divisor;
        for (Optional<Node> way = guard(value); way.isPresent(); way = guard(value)) {
            value = way.get().operator().equals("Expand") ? way.get().input(0) : notSmall(way.get());
        }
        Optional<Node> length = by(value, lengths).filter(node -> node.integer("keepdims", 1) != 0);
        boolean summed = lengths[0].equals("ReduceSum");
        Optional<String> of = length.flatMap(node -> summed ? square(node.input(0)) : Optional.of(node.input(0)));
        if (of.filter(data::equals).isEmpty() || axes(graph, length.get()).length == 0) return Optional.empty();
        taken.add(last);
        Mean over = new Mean(data, axes(graph, length.get()));
        return Optional.of(made("LpNormalization", last, new Spread(over, false, 0), null, null));
    }

    private Optional<Node> guard(String value) {
        return attempt(() -> by(value, "Expand", "Clip", "Max", "Add").filter(node -> node.operator().equals("Expand")
            || small(node).isPresent()));
    }

    private Optional<Float> small(Node node) {
        Function<Tensor, Optional<Float>> only = tensor -> tensor.data().length == 1 && Math.abs(tensor.data()[0])
            <= (node.operator().equals("Add") ? 1 : SMALL) ? Optional.of(tensor.data()[0]) : Optional.empty();
        return constant(node, 1).flatMap(only).or(() -> constant(node, 0).flatMap(only));
    }

    private String notSmall(Node node) {
        return node.input(constant(node, 1).isPresent() ? 0 : 1);
    }

    /** Groups as channels of an InstanceNormalization, and back. */
    private Optional<DecomposedNorm> grouped(Node back) {
        Optional<Node> norm = by(back.input(0), "InstanceNormalization");
        Optional<Node> there = norm.flatMap(node -> by(node.input(0), "Reshape"));
        if (there.isEmpty() || !filled(norm.get(), 1, 1) || !filled(norm.get(), 2, 0)) return Optional.empty();
        taken.add(back);
        Affine affine = behind(back, null, null);
        return Optional.of(new DecomposedNorm("GroupNormalization", ordered(), there.get().input(0), new int[] {1},
            affine.gamma, affine.beta, norm.get().real("epsilon", 1e-5f), constant(norm.get(), 1).orElseThrow()
                .data().length));
    }

    private boolean filled(Node node, int input, float with) {
        return constant(node, input).filter(tensor -> IntStream.range(0, tensor.data().length)
            .allMatch(i -> tensor.data()[i] == with)).isPresent();
    }

    private DecomposedNorm made(String operator, Node core, Spread spread, @Nullable Tensor gamma,
        @Nullable Tensor beta) {
        if (operator.equals("LayerNormalization") && gamma == null && beta == null) {
            Optional<DecomposedNorm> groups = attempt(() -> groups(core, spread));
            if (groups.isPresent()) return groups.get();
        }
        Affine affine = behind(core, gamma, beta);
        return new DecomposedNorm(operator, ordered(), spread.over.of, spread.over.axes, affine.gamma, affine.beta,
            spread.epsilon, 1);
    }

    /** Channels taken apart into groups by a Reshape, [N, G, ...] or [N, ..., G, C / G], each of one mean, and back. */
    private Optional<DecomposedNorm> groups(Node core, Spread spread) {
        Optional<Node> there = by(spread.over.of, "Reshape"), back = only(core, "Reshape");
        Optional<int[]> shape = there.flatMap(node -> constant(node, 1)).map(Folded::whole);
        if (back.isEmpty() || shape.isEmpty()) return Optional.empty();
        int rank = shape.get().length;
        int[] apart = IntStream.range(1, rank).filter(axis -> Arrays.stream(spread.over.axes).noneMatch(one ->
            Math.floorMod(one, rank) == axis)).toArray();
        boolean batch = Arrays.stream(spread.over.axes).anyMatch(axis -> Math.floorMod(axis, rank) == 0);
        if (batch || apart.length != 1 || apart[0] != 1 && apart[0] != rank - 2 || shape.get()[apart[0]] < 1) {
            return Optional.empty();
        }
        taken.add(back.get());
        Affine affine = behind(back.get(), null, null);
        return Optional.of(new DecomposedNorm("GroupNormalization", ordered(), there.get().input(0),
            new int[] {apart[0] == 1 ? 1 : -1}, affine.gamma, affine.beta, spread.epsilon, shape.get()[apart[0]]));
    }

    /** A factor and an offset that are constants, each if nobody else reads what comes before. */
    private Affine behind(Node core, @Nullable Tensor gamma, @Nullable Tensor beta) {
        if (beta != null) return new Affine(gamma, beta);
        Node at = core;
        Tensor scale = gamma;
        if (gamma == null) {
            Optional<Node> scaled = only(core, "Mul").filter(node -> factor(node, core).isPresent());
            if (scaled.isPresent()) {
                at = scaled.get();
                scale = factor(at, core).orElseThrow();
                taken.add(at);
            }
        }
        Node before = at;
        Optional<Node> moved = only(before, "Add").filter(node -> factor(node, before).isPresent());
        moved.ifPresent(taken::add);
        return new Affine(scale, moved.flatMap(node -> factor(node, before)).orElse(null));
    }

    private Optional<Node> only(Node writer, String operator) {
        List<Node> readers = graph.readers(writer.output());
        return readers.size() == 1 && readers.get(0).operator().equals(operator) ? Optional.of(readers.get(0))
            : Optional.empty();
    }

    private Optional<Tensor> factor(Node node, Node other) {
        return constant(node, node.input(0).equals(other.output()) ? 1 : 0);
    }

    private List<Node> ordered() {
        return graph.nodes().stream().filter(taken::contains).toList();
    }

    private Optional<Node> by(String value, String... operators) {
        Optional<Node> writer = graph.writer(value)
            .filter(node -> node.domain().isEmpty() && List.of(operators).contains(node.operator()));
        writer.ifPresent(taken::add);
        return writer;
    }

    private Optional<Tensor> constant(Node node, int input) {
        return graph.constant(node.input(input));
    }

    private boolean is(String value, float number) {
        return graph.constant(value).filter(tensor -> tensor.data().length == 1 && tensor.data()[0] == number)
            .isPresent();
    }

    static int[] axes(Graph graph, Node reduction) {
        return reduction.integers("axes").or(() -> graph.constant(reduction.input(1)).map(Folded::whole))
            .orElse(new int[0]);
    }
}
