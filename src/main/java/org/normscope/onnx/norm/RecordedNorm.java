package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator;
import org.normscope.onnx.Operators;
import org.normscope.onnx.norm.DecomposedNorm.Recorded;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * BatchNormalization by statistics that are constants, written out: (x - a) f, (x - a) / s, x f + (beta - a f), where f
 * is gamma / sqrt(b + eps) and s its root, as arithmetic of constants or as one. A factor and an offset alone say
 * nothing of statistics, and what is done so to the picture itself is its preparation.
 */
final class RecordedNorm {
    private final Graph graph;
    private final Taken taken;

    RecordedNorm(Graph graph, Taken taken) {
        this.graph = graph;
        this.taken = taken;
    }

    /** @param axis of the channels, counted from the end */
    record Found(String x, int axis, @Nullable Tensor gamma, @Nullable Tensor beta, Epsilon epsilon,
                 Recorded statistics) { }

    /** A factor: gamma over the root of b and epsilon; b is null where it is one number. */
    private record Factor(@Nullable Tensor gamma, @Nullable Tensor variance, Epsilon epsilon) {
        Factor times(Tensor scale) {
            return new Factor(scale, variance, epsilon);
        }
    }

    Optional<Found> endingIn(Node last) {
        return switch (last.operator()) {
            case "Div" -> less(last.input(0)).flatMap(less -> graph.constant(less.input(1))
                .flatMap(mean -> found(less.input(0), mean, divisor(last.input(1)), null)));
            case "Mul" -> either(last).flatMap(side -> less(last.input(1 - side)).flatMap(less ->
                graph.constant(less.input(1)).flatMap(mean -> found(less.input(0), mean, factor(last.input(side)),
                    null))));
            case "Add" -> either(last).flatMap(side -> shifted(last.input(1 - side), last.input(side)));
            default -> Optional.empty();
        };
    }

    /** x f + (beta - a f), the offset as arithmetic of constants. */
    private Optional<Found> shifted(String scaled, String offset) {
        Optional<Node> product = graph.writer(scaled).filter(node -> node.operator().equals("Mul"));
        Optional<Integer> side = product.flatMap(this::either);
        Optional<Node> less = graph.writer(unlaid(offset)).filter(node -> node.operator().equals("Sub"));
        if (side.isEmpty() || less.isEmpty()) return Optional.empty();
        String factor = product.get().input(side.get()), plain = unlaid(factor);
        Optional<Node> moved = graph.writer(less.get().input(1)).filter(node -> node.operator().equals("Mul")
            && node.inputs().stream().map(this::unlaid).anyMatch(plain::equals));
        if (moved.isEmpty()) return Optional.empty();
        taken.add(product.get());
        String mean = moved.get().input(unlaid(moved.get().input(0)).equals(plain) ? 1 : 0);
        return laidAs(mean, factor).flatMap(centre -> found(product.get().input(1 - side.get()), centre, factor(factor),
            laidAs(less.get().input(0), factor).orElse(null)));
    }

    /** What extents were given to. */
    private String unlaid(String value) {
        String at = value;
        for (Optional<Node> node = laying(at); node.isPresent(); node = laying(at)) at = node.get().input(0);
        return at;
    }

    private Optional<Node> laying(String value) {
        return graph.writer(value).filter(node -> node.domain().isEmpty()
            && List.of("Reshape", "Unsqueeze", "Identity").contains(node.operator()));
    }

    /** A constant in the extents of another of as many cells, as both are used; otherwise in its own. */
    private Optional<Tensor> laidAs(String value, String other) {
        Optional<Tensor> as = graph.constant(other);
        return graph.constant(value).map(of -> as.filter(one -> one.data().length == of.data().length)
            .map(one -> of.reshaped(one.shape())).orElse(of));
    }

    private Optional<Integer> either(Node node) {
        return IntStream.range(0, 2).filter(side -> taken.constant(node, side).isPresent()
            && taken.constant(node, 1 - side).isEmpty()).boxed().findFirst();
    }

    private Optional<Node> less(String value) {
        return taken.by(value, "Sub").filter(node -> taken.constant(node, 1).isPresent());
    }

    private Optional<Found> found(String x, Tensor centre, Optional<Factor> factor, @Nullable Tensor beta) {
        if (factor.isEmpty() || !isBehindWeights(x)) return Optional.empty();
        int[] extents = centre.shape().toArray();
        int[] lying = IntStream.range(0, extents.length).filter(axis -> extents[axis] > 1).toArray();
        if (lying.length != 1) return Optional.empty();
        int axis = lying[0] - extents.length, channels = extents[lying[0]];
        Tensor variance = factor.get().variance, gamma = factor.get().gamma;
        if (variance == null) {
            float[] ones = new float[channels];
            Arrays.fill(ones, 1);
            variance = Tensor.of(centre.shape(), ones);
        }
        boolean along = along(variance, axis, channels) && (gamma == null || along(gamma, axis, channels))
            && (beta == null || along(beta, axis, channels));
        return along ? Optional.of(new Found(x, axis, gamma, beta, factor.get().epsilon, new Recorded(centre,
            variance))) : Optional.empty();
    }

    /** Whether a constant is one of channels, along the axis from the end that the mean lies along. */
    private static boolean along(Tensor constant, int axis, int channels) {
        Shape shape = constant.shape();
        return constant.data().length == channels && shape.rank() >= -axis && shape.extent(shape.rank() + axis)
            == channels;
    }

    /** gamma times one over the root, gamma over the root; a number. */
    private Optional<Factor> factor(String value) {
        Optional<Node> node = graph.writer(value);
        Optional<Factor> arithmetic = node.flatMap(writer -> switch (writer.operator()) {
            case "Mul" -> root(writer.input(1), true).flatMap(root -> graph.constant(writer.input(0)).map(root::times))
                .or(() -> root(writer.input(0), true).flatMap(root -> graph.constant(writer.input(1))
                    .map(root::times)));
            case "Div" -> root(writer.input(1), false).flatMap(root -> graph.constant(writer.input(0))
                .map(root::times));
            case "Reshape", "Unsqueeze", "Identity" -> factor(writer.input(0)).map(of -> laid(of, value));
            default -> root(value, true);
        });
        return arithmetic.or(() -> graph.constant(value).map(number -> new Factor(number, null, Epsilon.NONE)));
    }

    /** The root; a number, whose square is the variance. */
    private Optional<Factor> divisor(String value) {
        return root(value, false).or(() -> graph.constant(value).map(deviation -> each(deviation, s -> s * s))
            .map(variance -> new Factor(null, variance, Epsilon.NONE)));
    }

    private static Tensor each(@Nullable Tensor of, DoubleUnaryOperator function) {
        float[] cells = Objects.requireNonNull(of).data().clone();
        for (int i = 0; i < cells.length; i++) cells[i] = (float) function.applyAsDouble(cells[i]);
        return Tensor.of(of.shape(), cells);
    }

    /** @param over whether one over the root stands there */
    private Optional<Factor> root(String value, boolean over) {
        Optional<Node> node = graph.writer(value);
        if (node.isEmpty()) return Optional.empty();
        String first = node.get().input(0);
        return switch (node.get().operator()) {
            case "Reciprocal" -> over ? root(first, false) : Optional.empty();
            case "Div" -> over && taken.is(first, 1) ? root(node.get().input(1), false) : Optional.empty();
            case "Pow" -> taken.is(node.get().input(1), over ? -.5f : .5f) ? added(first) : Optional.empty();
            case "Sqrt" -> over ? Optional.empty() : added(first);
            case "Reshape", "Unsqueeze", "Identity" -> root(first, over).map(root -> laid(root, value));
            case "Add" -> over ? Optional.empty() : guarded(node.get(), (deviation, added) -> deviation + added);
            case "Max" -> over ? Optional.empty() : guarded(node.get(), Math::max);
            case "Clip" -> over ? Optional.empty() : taken.least(node.get()).flatMap(least -> whole(first, deviation ->
                Math.max(deviation, least)));
            default -> Optional.empty();
        };
    }

    /** The variance in the extents in which its root is used. */
    private Factor laid(Factor root, String value) {
        return graph.constant(value).map(Tensor::shape).map(shape -> new Factor(laid(root.gamma, shape),
            laid(root.variance, shape), root.epsilon)).orElse(root);
    }

    private static @Nullable Tensor laid(@Nullable Tensor of, Shape shape) {
        return of == null || of.data().length != shape.size() ? of : of.reshaped(shape);
    }

    /** An epsilon beside the root of a variance that is constant: that of the whole is another constant. */
    private Optional<Factor> guarded(Node sum, DoubleBinaryOperator by) {
        for (int side = 0; side < 2; side++) {
            Optional<Double> number = taken.number(sum.input(side));
            String other = sum.input(1 - side);
            Optional<Factor> whole = number.flatMap(epsilon -> whole(other, deviation -> by.applyAsDouble(deviation,
                epsilon)));
            if (whole.isPresent()) return whole;
        }
        return Optional.empty();
    }

    /** By the square of what is made of the root. */
    private Optional<Factor> whole(String root, DoubleUnaryOperator guard) {
        return root(root, false).filter(of -> of.variance != null && of.epsilon.value() == 0)
            .map(of -> new Factor(null, each(Objects.requireNonNull(of.variance), b ->
                Math.pow(guard.applyAsDouble(Math.sqrt(b)), 2)), Epsilon.NONE));
    }

    /** b + eps. */
    private Optional<Factor> added(String value) {
        Optional<Node> sum = graph.writer(value).filter(node -> node.operator().equals("Add"));
        for (int side = 0; sum.isPresent() && side < 2; side++) {
            Optional<Tensor> variance = graph.constant(sum.get().input(1 - side));
            Optional<Double> number = taken.number(sum.get().input(side));
            if (variance.isPresent() && number.isPresent()) {
                return variance.map(of -> new Factor(null, of, Epsilon.under(number.get().floatValue())));
            }
        }
        return graph.constant(value).map(variance -> new Factor(null, variance, Epsilon.NONE));
    }

    private boolean isBehindWeights(String x) {
        return graph.leadingTo(x).stream().map(graph::writer).flatMap(Optional::stream).anyMatch(node -> {
            Operator.Kind kind = Operators.of(node.operator()).kind();
            return kind == Operator.Kind.CONVOLUTION || kind == Operator.Kind.FULLY_CONNECTED;
        });
    }
}
