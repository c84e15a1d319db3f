package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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
    private static final int LARGE = 1_000_000, LARGE_HALF = 10_000;
    /** Places of a map that have cells of certain kinds. */
    private static final int CASES = 3, SMALL = 24;
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
        if (wanted != null) return Optional.of(norm(x, 1, null));
        Shape shape = shapes.get(x);
        if (shape == null || shape.rank() < 3) return Optional.empty();
        // Small maps tell the same, as long as no extents are written in the file.
        Shape small = small(shape);
        Optional<Window> found = new Probe(square.output(), power.base, small, Map.of(x, small)).window()
            .or(() -> new Probe(square.output(), power.base, shape, shapes).window());
        // A root of the mean over all channels is another normalization.
        return found.filter(window -> power.beta != .5 || !window.channels || Math.min(window.before, window.after)
            < shape.extent(1) - 1).map(window -> norm(x, window.channels ? 1 : 2, new DecomposedNorm.Neighbours(
                window.before, window.after, window.channels, window.k, window.factor, power.beta)));
    }

    private static Shape small(Shape shape) {
        int[] extents = shape.toArray();
        for (int axis = 2; axis < extents.length; axis++) extents[axis] = Math.min(extents[axis], SMALL);
        return Shape.of(extents);
    }

    private DecomposedNorm norm(String x, int axis, DecomposedNorm.@Nullable Neighbours neighbours) {
        return new DecomposedNorm("LRN", taken.ordered(), x, new int[] {axis}, null, null, Epsilon.NONE, 1, false,
            null, neighbours);
    }

    /** What becomes of squares between two values. */
    private final class Probe {
        private final String from, to;
        private final Shape shape;
        private final Map<String, Shape> shapes;
        private final boolean half;
        private final int channels, plane, large;

        /** @param shape of the squares */
        Probe(String from, String to, Shape shape, Map<String, Shape> shapes) {
            this.from = from;
            this.to = to;
            this.shape = shape;
            this.shapes = shapes;
            half = graph.type(from) == ElementType.FLOAT16;
            channels = shape.extent(1);
            plane = shape.size() / shape.extent(0) / channels;
            large = half ? LARGE_HALF : LARGE;
        }

        Optional<Window> window() {
            return channels < 2 || plane < CASES ? Optional.empty() : ofChannels().or(this::ofPlane);
        }

        private float @Nullable [] followed(int... squares) {
            Tensor given = Tensor.zeros(shape);
            for (int i = 0; i < squares.length; i++) given.data()[i] = squares[i];
            return Constants.followed(graph, from, given, to, shapes).filter(result -> result.shape().equals(shape))
                .map(Tensor::data).orElse(null);
        }

        private int[] noise() {
            return new Random(0).ints(shape.size(), 1, half ? 1000 : 100_000).toArray();
        }

        /**
         * The first place has nothing, which leaves k; the second the first channel alone, whose windows tell how far
         * one reaches back; the third the last alone, which tells how far ahead; all others have cells of all kinds.
         */
        private Optional<Window> ofChannels() {
            int[] squares = noise();
            for (int i = 0; i < squares.length; i++) {
                int place = i % plane, channel = i / plane % channels;
                if (place < CASES) squares[i] = place == 1 && channel == 0 || place == 2 && channel == channels - 1
                    ? large : 0;
            }
            float[] result = followed(squares);
            if (result == null) return Optional.empty();
            float k = result[0];
            int before = 0, after = 0;
            while (before + 1 < channels && result[(before + 1) * plane + 1] != k) before++;
            while (after + 1 < channels && result[(channels - 2 - after) * plane + 2] != k) after++;
            Window window = new Window(before, after, true, k, (result[1] - (double) k) / large);
            return Optional.of(window).filter(of -> isOne(of) && agrees(of, result, alongChannels(squares, of)));
        }

        /** The first channel has its middle cell alone, whose windows tell how far one reaches; the others have all. */
        private Optional<Window> ofPlane() {
            if (shape.rank() != 4) return Optional.empty();
            int width = shape.w(), middle = shape.h() / 2 * width + width / 2;
            int[] squares = noise();
            for (int i = 0; i < plane; i++) squares[i] = i == middle ? large : 0;
            float[] result = followed(squares);
            if (result == null) return Optional.empty();
            float k = result[0];
            int reach = 0;
            while (reach < Math.min(shape.h() / 2, width / 2) && result[middle - reach - 1] != k) reach++;
            Window window = new Window(reach, reach, false, k, (result[middle] - (double) k) / large);
            return Optional.of(window).filter(of -> isOne(of) && agrees(of, result, overPlanes(squares, of)));
        }

        private boolean isOne(Window window) {
            return window.before + window.after > 0 && window.factor > 0;
        }

        private boolean agrees(Window window, float[] result, double[] sums) {
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
