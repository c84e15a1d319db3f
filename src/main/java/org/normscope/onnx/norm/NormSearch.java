package org.normscope.onnx.norm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Folded;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.norm.Spreads.Mean;
import org.normscope.onnx.norm.Spreads.Spread;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Finds every {@link DecomposedNorm} of a graph. An instance is one attempt and gathers the nodes it takes. What the
 * exporters of PyTorch write, d / sqrt(v + eps) and then gamma and beta, those of TensorFlow, x f + (beta - mean f)
 * with f = gamma / sqrt(v + eps), and those of JAX, whose variance is mean x^2 - (mean x)^2 and whose statistics get
 * the axes that they are of back afterwards.
 */
public final class NormSearch {
    /** What keeps a length from zero is no more; a larger one is part of the arithmetic. */
    private static final float SMALL = 1e-3f;
    private final Graph graph;
    private final Taken taken;
    private final Spreads spreads;
    private final NeighbourNorm neighbours;

    private NormSearch(Graph graph, Map<String, Shape> shapes, @Nullable String wanted) {
        this.graph = graph;
        taken = new Taken(graph, shapes);
        spreads = new Spreads(graph, taken);
        neighbours = new NeighbourNorm(graph, taken, shapes, wanted);
    }

    /**
     * All of a graph, in running order.
     *
     * @param shapes of its values, for one picture
     */
    public static List<DecomposedNorm> all(Graph graph, Map<String, Shape> shapes) {
        return all(graph, shapes, null).toList();
    }

    private static Stream<DecomposedNorm> all(Graph graph, Map<String, Shape> shapes, @Nullable String wanted) {
        return graph.nodes().stream().flatMap(node -> new NormSearch(graph, shapes, wanted).endingIn(node).stream())
            .filter(norm -> norm.isClosed(graph));
    }

    /**
     * The normalization that writes a value, which was found by {@link #all} before.
     *
     * @param shapes of what is normalized, where it is known
     */
    public static Optional<DecomposedNorm> of(Graph graph, String value, Map<String, Shape> shapes) {
        return all(graph, Taken.withReshaped(graph, shapes), value).filter(norm -> norm.output().equals(value))
            .findFirst();
    }

    /**
     * @param of    what stands under the root
     * @param guard of the root itself
     */
    private record Inverse(String of, @Nullable Tensor gamma, Epsilon guard) { }

    /** A value, and what is added to it or the least that it may be. */
    private record Guarded(String value, Epsilon epsilon) { }

    private Optional<DecomposedNorm> endingIn(Node last) {
        return otherwise(last).or(() -> taken.attempt(() -> neighbours.endingIn(last)));
    }

    private Optional<DecomposedNorm> otherwise(Node last) {
        return switch (last.operator()) {
            case "Div" -> taken.attempt(() -> divided(last)).or(() -> taken.attempt(() -> recorded(last)));
            case "Mul" -> taken.attempt(() -> multiplied(last, last.input(0), last.input(1)))
                .or(() -> taken.attempt(() -> multiplied(last, last.input(1), last.input(0))))
                .or(() -> taken.attempt(() -> recorded(last)));
            case "Add" -> taken.attempt(() -> shifted(last, last.input(0), last.input(1), true))
                .or(() -> taken.attempt(() -> shifted(last, last.input(1), last.input(0), true)))
                .or(() -> taken.attempt(() -> recorded(last)));
            case "Sub" -> taken.attempt(() -> shifted(last, last.input(0), last.input(1), false));
            case "Reshape" -> taken.attempt(() -> grouped(last));
            default -> Optional.empty();
        };
    }

    /** d / sqrt(...), x / |x|. */
    private Optional<DecomposedNorm> divided(Node last) {
        String data = last.input(0);
        return root(last.input(1)).flatMap(root -> taken.attempt(() -> standardized(last, data, root))
            .or(() -> taken.attempt(() -> ofSquares(last, data, root)))).or(() -> taken.attempt(() -> ofLength(last,
                data, last.input(1))));
    }

    /** d times the inverse of a root, or of a length. */
    private Optional<DecomposedNorm> multiplied(Node last, String data, String factor) {
        return taken.attempt(() -> rooted(last, data, factor)).or(() -> taken.attempt(() -> inverted(factor)
            .flatMap(length -> ofLength(last, data, length))));
    }

    /** The x of 1 / x. */
    private Optional<String> inverted(String value) {
        return taken.attempt(() -> taken.lifted(value, "Reciprocal").map(node -> node.input(0)))
            .or(() -> taken.attempt(() -> taken.lifted(value, "Div").filter(node -> taken.is(node.input(0), 1))
                .map(node -> node.input(1))));
    }

    private Optional<DecomposedNorm> rooted(Node last, String data, String factor) {
        return inverse(factor).flatMap(inverse -> taken.attempt(() -> standardized(last, data, inverse))
            .or(() -> inverse.gamma != null ? Optional.empty()
                : taken.attempt(() -> ofSquares(last, data, inverse))));
    }

    /** sqrt(...), (...)^(1/2), either with an epsilon beside it, or one that is its least. */
    private Optional<Inverse> root(String value) {
        return taken.attempt(() -> taken.lifted(value, "Sqrt"))
            .or(() -> taken.attempt(() -> taken.lifted(value, "Pow").filter(node -> taken.is(node.input(1), .5f))))
            .map(root -> new Inverse(root.input(0), null, Epsilon.NONE))
            .or(() -> taken.attempt(() -> guarded(value, 1).flatMap(outer -> root(outer.value)
                .filter(root -> root.guard.value() == 0).map(root -> new Inverse(root.of, null, outer.epsilon)))));
    }

    /** 1 / sqrt(...), (...)^(-1/2), either times gamma. */
    private Optional<Inverse> inverse(String value) {
        Optional<Inverse> plain = taken.attempt(() -> inverted(value).flatMap(this::root))
            .or(() -> taken.attempt(() -> taken.lifted(value, "Pow").filter(node -> taken.is(node.input(1), -.5f))
                .map(root -> new Inverse(root.input(0), null, Epsilon.NONE))));
        return plain.or(() -> taken.attempt(() -> taken.lifted(value, "Mul").flatMap(node -> eitherWay(node,
            (gamma, other) -> inverse(other).filter(inverse -> inverse.gamma == null)
                .map(inverse -> new Inverse(inverse.of, gamma, inverse.guard))))));
    }

    @FunctionalInterface
    private interface WithConstant<T> {
        Optional<T> of(Tensor constant, String other);
    }

    /** Of two operands one of which is a constant. */
    private <T> Optional<T> eitherWay(Node node, WithConstant<T> way) {
        return taken.constant(node, 0).flatMap(constant -> way.of(constant, node.input(1)))
            .or(() -> taken.constant(node, 1).flatMap(constant -> way.of(constant, node.input(0))));
    }

    /** (x - mean) or x itself, either times gamma, over the root of a sum that is their spread. */
    private Optional<DecomposedNorm> standardized(Node last, String data, Inverse root) {
        Optional<DecomposedNorm> plain = taken.attempt(() -> ofSpread(last, data, root));
        if (plain.isPresent() || root.gamma != null) return plain;
        return taken.attempt(() -> taken.by(data, "Mul").flatMap(scaled -> eitherWay(scaled,
            (gamma, other) -> ofSpread(last, other, new Inverse(root.of, gamma, root.guard)))));
    }

    private Optional<DecomposedNorm> ofSpread(Node last, String data, Inverse root) {
        return spreads.of(root.of, root.guard).flatMap(spread -> {
            if (!spread.centred()) {
                if (!data.equals(spread.of().of())) return Optional.empty();
                taken.add(last);
                return made("RMSNormalization", last, spread, root.gamma, null);
            }
            Optional<Node> less = taken.by(data, "Sub");
            if (less.flatMap(node -> spreads.mean(node.input(1))).filter(spread.of()::is).isEmpty()) {
                return Optional.empty();
            }
            taken.add(last);
            return centred(last, less.orElseThrow().input(0), spread, root.gamma, null);
        });
    }

    /** Of x itself, or of x by statistics of x parted into groups. */
    private Optional<DecomposedNorm> centred(Node last, String x, Spread spread, @Nullable Tensor gamma,
        @Nullable Tensor beta) {
        return x.equals(spread.of().of()) ? made("LayerNormalization", last, spread, gamma, beta)
            : repeated(last, x, spread, gamma, beta);
    }

    /** x f + (beta - mean f), or x f - mean f, where f is the inverse of a root, perhaps times gamma. */
    private Optional<DecomposedNorm> shifted(Node last, String scaled, String rest, boolean plus) {
        Optional<Node> product = taken.by(scaled, "Mul"), less = plus ? taken.by(rest, "Sub") : Optional.empty();
        Optional<Tensor> beta = less.flatMap(node -> taken.constant(node, 0));
        Optional<Node> moved = plus ? less.flatMap(node -> taken.by(node.input(1), "Mul")) : taken.by(rest, "Mul");
        if (product.isEmpty() || moved.isEmpty() || plus && beta.isEmpty()) return Optional.empty();
        for (int side = 0; side < 2; side++) {
            String factor = product.get().input(side), x = product.get().input(1 - side);
            int at = moved.get().inputs().indexOf(factor);
            if (at < 0) continue;
            Optional<Mean> mean = spreads.mean(moved.get().input(1 - at));
            Optional<Inverse> inverse = mean.flatMap(of -> inverse(factor));
            Optional<Spread> spread = inverse.flatMap(root -> spreads.of(root.of, root.guard))
                .filter(of -> of.centred() && of.of().is(mean.get()));
            if (spread.isEmpty()) return Optional.empty();
            taken.add(last);
            return centred(last, x, spread.get(), inverse.get().gamma, beta.orElse(null));
        }
        return Optional.empty();
    }

    /** By statistics that are constants. */
    private Optional<DecomposedNorm> recorded(Node last) {
        return new RecordedNorm(graph, taken).endingIn(last).map(found -> {
            taken.add(last);
            ConstantAffine affine = new ConstantAffine(found.gamma(), found.beta(), last).behind(taken, true);
            return new DecomposedNorm("BatchNormalization", taken.ordered(), found.x(), new int[] {found.axis()},
                affine.gamma(), affine.beta(), found.epsilon(), 1, false, found.statistics());
        });
    }

    /** x over its length, which may be kept from zero and spread over x. */
    private Optional<DecomposedNorm> ofLength(Node last, String data, String divisor) {
        Optional<Guarded> guarded = guarded(divisor, SMALL);
        return ofLength(last, data, guarded.map(Guarded::value).orElse(divisor),
            guarded.map(Guarded::epsilon).orElse(Epsilon.NONE), "ReduceL2", "ReduceL1");
    }

    /** x over the root of the sum of its squares; either may be kept from zero. */
    private Optional<DecomposedNorm> ofSquares(Node last, String data, Inverse root) {
        Optional<Guarded> under = root.guard.value() != 0 ? Optional.empty() : guarded(root.of, SMALL);
        return ofLength(last, data, under.map(Guarded::value).orElse(root.of),
            under.map(sum -> sum.epsilon.underRoot()).orElse(root.guard), "ReduceSum", "ReduceSumSquare");
    }

    private Optional<DecomposedNorm> ofLength(Node last, String data, String of, Epsilon guard, String... lengths) {
        Optional<Node> length = taken.lifted(of, lengths);
        Optional<String> measured = length.flatMap(node -> node.operator().equals("ReduceSum")
            ? taken.by(node.input(0), "Mul", "Pow").flatMap(spreads::square) : Optional.of(node.input(0)));
        Mean over = new Mean(data, length.map(node -> SumOverCount.axes(graph, node)).orElse(new int[0]), null);
        if (measured.filter(data::equals).isEmpty() || over.axes().length == 0) return Optional.empty();
        taken.add(last);
        return made("LpNormalization", last, new Spread(over, false, guard, 0), null, null);
    }

    /** @param most what the least of a value may be: a larger one is part of the arithmetic */
    private Optional<Guarded> guarded(String value, float most) {
        return taken.attempt(() -> taken.lifted(value, "Clip", "Max", "Add").flatMap(node -> {
            boolean sum = node.operator().equals("Add");
            return (sum ? taken.added(node) : taken.least(node).filter(low -> low <= most)).map(number -> new Guarded(
                taken.other(node), new Epsilon(number, sum ? Epsilon.Place.BESIDE : Epsilon.Place.LEAST)));
        }));
    }

    /** Groups as channels of an InstanceNormalization, and back. */
    private Optional<DecomposedNorm> grouped(Node back) {
        Optional<Node> norm = taken.by(back.input(0), "InstanceNormalization");
        Optional<Node> there = norm.flatMap(node -> taken.by(node.input(0), "Reshape"));
        if (there.isEmpty() || !filled(norm.get(), 1, 1) || !filled(norm.get(), 2, 0)) return Optional.empty();
        taken.add(back);
        ConstantAffine affine = new ConstantAffine(null, null, back).behind(taken, true);
        return Optional.of(new DecomposedNorm("GroupNormalization", taken.ordered(), there.get().input(0),
            new int[] {1}, affine.gamma(), affine.beta(), Epsilon.under(norm.get().real("epsilon", 1e-5f)),
            taken.constant(norm.get(), 1).orElseThrow().data().length, false, null));
    }

    private boolean filled(Node node, int input, float with) {
        return taken.constant(node, input).filter(tensor -> IntStream.range(0, tensor.data().length)
            .allMatch(i -> tensor.data()[i] == with)).isPresent();
    }

    private Optional<DecomposedNorm> made(String operator, Node core, Spread spread, @Nullable Tensor gamma,
        @Nullable Tensor beta) {
        if (!taken.lieRightly(spread.of().of(), spread.of().axes())) return Optional.empty();
        if (operator.equals("LayerNormalization")) {
            Optional<DecomposedNorm> groups = taken.attempt(() -> groups(core, spread, gamma, beta));
            if (groups.isPresent()) return groups;
        }
        // By its definition it adds no beta: one behind it is a layer of its own.
        boolean moves = !operator.equals("RMSNormalization");
        ConstantAffine affine = new ConstantAffine(gamma, beta, core).behind(taken, moves);
        return Optional.of(over(spread, new DecomposedNorm(operator, taken.ordered(), spread.of().of(),
            spread.of().axes(), affine.gamma(), affine.beta(), spread.epsilon(), 1, false, null)));
    }

    /** Channels taken apart into groups by a Reshape, each of one mean, and back; gamma and beta on either side. */
    private Optional<DecomposedNorm> groups(Node core, Spread spread, @Nullable Tensor gamma, @Nullable Tensor beta) {
        Optional<Parting> parting = parting(spread);
        ConstantAffine inside = new ConstantAffine(gamma, beta, core).behind(taken, true);
        Optional<Node> back = parting.flatMap(of -> taken.onlyReader(inside.last(), "Reshape"));
        if (back.isEmpty()) return Optional.empty();
        taken.add(back.get());
        if (inside.gamma() == null && inside.beta() == null) {
            return Optional.of(of(parting.get(), spread, new ConstantAffine(null, null, back.get()).behind(taken,
                true)));
        }
        Shape whole = taken.shape(parting.get().x());
        Optional<Tensor> scale = Optional.ofNullable(inside.gamma()).flatMap(of -> parting.get().ofChannels(of, whole));
        Optional<Tensor> offset = Optional.ofNullable(inside.beta()).flatMap(of -> parting.get().ofChannels(of, whole));
        if (scale.isPresent() != (inside.gamma() != null) || offset.isPresent() != (inside.beta() != null)) {
            return Optional.empty();
        }
        return Optional.of(of(parting.get(), spread, offset.isPresent()
            ? new ConstantAffine(scale.orElse(null), offset.get(), back.get())
            : new ConstantAffine(scale.orElse(null), null, back.get()).behind(taken, true)));
    }

    /** x less means of its groups, laid over its channels again, over deviations that are. */
    private Optional<DecomposedNorm> repeated(Node core, String x, Spread spread, @Nullable Tensor gamma,
        @Nullable Tensor beta) {
        return parting(spread).filter(of -> of.x().equals(x) && taken.lieRightly(of))
            .map(of -> of(of, spread, new ConstantAffine(gamma, beta, core).behind(taken, true)));
    }

    private DecomposedNorm of(Parting parting, Spread spread, ConstantAffine affine) {
        Optional<int[]> plane = Optional.ofNullable(taken.shape(parting.x())).flatMap(parting::plane);
        return over(spread, new DecomposedNorm(plane.isPresent() ? "LayerNormalization" : "GroupNormalization",
            taken.ordered(), parting.x(), plane.orElse(new int[] {parting.axis()}), affine.gamma(), affine.beta(),
            spread.epsilon(), plane.isPresent() ? 1 : parting.groups(), false, null));
    }

    private static DecomposedNorm over(Spread spread, DecomposedNorm norm) {
        return spread.cells() == 0 ? norm : norm.overCount(spread.cells());
    }

    private Optional<Parting> parting(Spread spread) {
        String parted = spread.of().of();
        return taken.by(parted, "Reshape").flatMap(there -> taken.ofShapes(there.input(1)).map(Folded::whole)
            .flatMap(extents -> Parting.of(there.input(0), parted, extents, spread.of().axes(),
                taken.shape(there.input(0)))));
    }
}
