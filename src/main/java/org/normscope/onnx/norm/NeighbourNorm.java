package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Constants;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Local response normalization written out: x / (k + f s)^beta, where s is the sum of x^2 over neighbouring channels,
 * or over a square of cells of a map. PyTorch has no operator for it: torch.nn.LocalResponseNorm is padded and pooled
 * with an axis more, others sum by a convolution or add slices. So it is not asked by what operators the sum is made:
 * numbers are followed through them.
 */
final class NeighbourNorm {
    /** What is summed up is so large that k, to which it is added, costs no digits of f. */
    private static final float LARGE = 1e6f, LARGE_HALF = 1e4f;
    private static final double CLOSE = 1e-5, CLOSE_HALF = 5e-3;

    private final Graph graph;
    private final Taken taken;
    private final Map<String, Shape> shapes;
    private final @Nullable String wanted;

    /** @param wanted the only value that is asked for, which was found before; null where all are */
    NeighbourNorm(Graph graph, Taken taken, Map<String, Shape> shapes, @Nullable String wanted) {
        this.graph = graph;
        this.taken = taken;
        this.shapes = shapes;
        this.wanted = wanted;
    }

    /**
     * Which cells are summed up, and how they count: x / (k + factor * sum)^beta.
     *
     * @param before   cells before the one in the middle
     * @param after    cells after it
     * @param channels whether these are channels, else rows and columns
     */
    private record Window(int before, int after, boolean channels, double k, double factor) { }

    /** What x is divided by, or multiplied by where beta is below 0. */
    private record Power(String base, double beta) {
        Power inverse() {
            return new Power(base, -beta);
        }
    }

    Optional<DecomposedNorm> endingIn(Node last) {
        if (wanted != null && !wanted.equals(last.output())) return Optional.empty();
        return switch (last.operator()) {
            case "Div" -> taken.attempt(() -> power(last.input(1)).filter(power -> power.beta > 0)
                .flatMap(power -> of(last, last.input(0), power)));
            case "Mul" -> IntStream.range(0, 2).boxed().flatMap(side -> taken.attempt(() ->
                power(last.input(side)).filter(power -> power.beta < 0)
                    .flatMap(power -> of(last, last.input(1 - side), power.inverse()))).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    private Optional<Power> power(String value) {
        Optional<Node> writer = taken.by(value, "Pow", "Sqrt", "Reciprocal", "Div", "Identity", "Cast", "Add");
        return writer.flatMap(node -> switch (node.operator()) {
            case "Pow" -> taken.number(node.input(1)).map(beta -> new Power(node.input(0), beta));
            case "Sqrt" -> Optional.of(new Power(node.input(0), .5));
            case "Reciprocal" -> power(node.input(0)).map(Power::inverse);
            case "Div" -> taken.is(node.input(0), 1) ? power(node.input(1)).map(Power::inverse) : Optional.empty();
            case "Add" -> Optional.of(new Power(value, 1));
            default -> power(node.input(0));
        });
    }

    private Optional<DecomposedNorm> of(Node last, String x, Power power) {
        return graph.readers(x).stream().filter(node -> node.domain().isEmpty() && squares(node, x))
            .flatMap(square -> taken.attempt(() -> of(last, x, power, square)).stream()).findFirst();
    }

    private boolean squares(Node node, String x) {
        return node.input(0).equals(x) && switch (node.operator()) {
            case "Mul" -> node.input(1).equals(x);
            case "Pow" -> taken.is(node.input(1), 2);
            default -> false;
        };
    }

    private Optional<DecomposedNorm> of(Node last, String x, Power power, Node square) {
        Set<String> between = new HashSet<>(graph.reached(List.of(square.output())));
        between.retainAll(graph.leadingTo(power.base));
        if (!between.contains(power.base) || between.contains(x)) return Optional.empty();
        taken.add(square);
        graph.nodes().stream().filter(node -> node.outputs().stream().anyMatch(between::contains)).forEach(taken::add);
        taken.add(last);
        Shape shape = shapes.get(x);
        if (shape == null) return wanted == null ? Optional.empty() : Optional.of(norm(x, 1, null));
        if (shape.rank() < 3) return Optional.empty();
        Probe probe = new Probe(square.output(), power.base, shape);
        // A root of the mean over all channels is another normalization.
        return probe.window().filter(window -> power.beta != .5 || !window.channels
            || Math.min(window.before, window.after) < shape.extent(1) - 1).map(window -> norm(x,
                window.channels ? 1 : 2, new DecomposedNorm.Neighbours(window.before, window.after, window.channels,
                    window.k, window.factor, power.beta)));
    }

    private DecomposedNorm norm(String x, int axis, DecomposedNorm.@Nullable Neighbours neighbours) {
        return new DecomposedNorm("LRN", taken.ordered(), x, new int[] {axis}, null, null, Epsilon.NONE, 1, false,
            null, neighbours);
    }

    /** What becomes of squares between two values. */
    private final class Probe {
        private final String from, to;
        private final Shape shape;
        private final boolean half;
        private final int channels, plane;

        Probe(String from, String to, Shape shape) {
            this.from = from;
            this.to = to;
            this.shape = shape;
            half = graph.type(from) == ElementType.FLOAT16;
            channels = shape.extent(1);
            plane = shape.size() / shape.extent(0) / channels;
        }

        Optional<Window> window() {
            float[] nothing = followed(i -> 0);
            if (nothing == null || channels < 2) return Optional.empty();
            double k = nothing[0];
            for (float cell : nothing) if (cell != nothing[0]) return Optional.empty();
            return Stream.of(ofChannels(k), ofPlane(k)).flatMap(Optional::stream)
                .filter(window -> window.before + window.after > 0 && window.factor > 0 && isAll(window)).findFirst();
        }

        private double large() {
            return half ? LARGE_HALF : LARGE;
        }

        private float @Nullable [] followed(IntUnaryOperator squares) {
            Tensor given = Tensor.zeros(shape);
            for (int i = 0; i < given.data().length; i++) given.data()[i] = squares.applyAsInt(i);
            return Constants.followed(graph, from, given, to, shapes).filter(result -> result.shape().equals(shape))
                .map(Tensor::data).orElse(null);
        }

        /** The windows that hold the first channel tell how far one reaches back, those of the last how far ahead. */
        private Optional<Window> ofChannels(double k) {
            float[] first = followed(i -> i / plane % channels == 0 ? (int) large() : 0);
            float[] last = followed(i -> i / plane % channels == channels - 1 ? (int) large() : 0);
            if (first == null || last == null) return Optional.empty();
            int before = 0, after = 0;
            while (before + 1 < channels && first[(before + 1) * plane] != (float) k) before++;
            while (after + 1 < channels && last[(channels - 2 - after) * plane] != (float) k) after++;
            return Optional.of(new Window(before, after, true, k, (first[0] - k) / large()));
        }

        /** All windows that hold the middle cell. */
        private Optional<Window> ofPlane(double k) {
            if (shape.rank() != 4) return Optional.empty();
            int width = shape.w(), middle = shape.h() / 2 * width + width / 2;
            float[] cells = followed(i -> i % plane == middle ? (int) large() : 0);
            if (cells == null) return Optional.empty();
            int reach = 0;
            while (reach < Math.min(shape.h() / 2, width / 2) && cells[middle - reach - 1] != (float) k) reach++;
            return Optional.of(new Window(reach, reach, false, k, (cells[middle] - k) / large()));
        }

        /** Whether it holds of cells of all kinds. */
        private boolean isAll(Window window) {
            int[] squares = new Random(0).ints(shape.size(), 1, half ? 1000 : 100_000).toArray();
            float[] result = followed(i -> squares[i]);
            if (result == null) return false;
            double[] sums = window.channels ? alongChannels(squares, window) : overPlanes(squares, window);
            double largest = Arrays.stream(sums).max().orElse(0) * window.factor + window.k;
            return IntStream.range(0, sums.length).allMatch(i -> Math.abs(window.k + window.factor * sums[i]
                - result[i]) <= (half ? CLOSE_HALF : CLOSE) * largest);
        }

        private double[] alongChannels(int[] squares, Window window) {
            double[] sums = new double[squares.length];
            for (int i = 0; i < sums.length; i++) {
                int c = i / plane % channels;
                for (int other = Math.max(0, c - window.before); other <= Math.min(channels - 1, c + window.after);
                     other++) sums[i] += squares[i + (other - c) * plane];
            }
            return sums;
        }

        private double[] overPlanes(int[] squares, Window window) {
            int width = shape.w(), height = shape.h();
            double[] sums = new double[squares.length];
            for (int i = 0; i < sums.length; i++) {
                int y = i / width % height, x = i % width;
                for (int row = Math.max(0, y - window.before); row <= Math.min(height - 1, y + window.after); row++) {
                    for (int column = Math.max(0, x - window.before); column <= Math.min(width - 1, x + window.after);
                         column++) sums[i] += squares[i + (row - y) * width + column - x];
                }
            }
            return sums;
        }
    }
}
