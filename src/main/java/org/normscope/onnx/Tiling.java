package org.normscope.onnx;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.tensor.Tensor;

/**
 * How maps can be computed tile by tile: tiles begin and end at multiples of {@code step} pixels, and are right
 * {@code halo} pixels away from those of their edges that are not the picture's. Laws come from the operators' own
 * kernels, strides, pads and dilations.
 *
 * @param step  pixels; the picture's sides have to be multiples of it, too
 * @param halo  pixels, a multiple of step
 * @param widest most cells a pixel that any value has
 * @param maps  the law of each value that has a place in the picture
 */
public record Tiling(int step, int halo, double widest, Map<String, Law> maps) {
    /**
     * Where the cells of a value come from: along each axis, cell i from the pixels i * pitch + low to i * pitch +
     * high.
     *
     * @param channels of the value
     * @param pitch    pixels between two cells
     * @param low      pixels, at most high; negative before the cell's own place
     */
    public record Law(int channels, double pitch, double low, double high) {
        /** Of a picture, or of maps that are given as they are. */
        public static Law given(int channels, double pitch) {
            return new Law(channels, pitch, 0, 0);
        }

        private Law widened(double before, double after) {
            return new Law(channels, pitch, low - before, high + after);
        }

        private Law with(Law other) {
            return new Law(channels, pitch, Math.min(low, other.low), Math.max(high, other.high));
        }

        private Law of(int count) {
            return new Law(count, pitch, low, high);
        }

        private Law every(double cells) {
            return new Law(channels, pitch * cells, low, high);
        }
    }

    /**
     * @param graph cut down to what the wanted values need, see {@link Graph#giving(Collection, Collection)}
     * @param fed   the law of each fed value that has a place in the picture; the others are the same for all tiles
     * @return empty where an operator mixes whole maps, or its law is not known
     */
    public static Optional<Tiling> of(Graph graph, Map<String, Law> fed) {
        Map<String, Law> laws = new HashMap<>(fed);
        for (Node node : graph.nodes()) {
            List<Law> read = node.inputs().stream().filter(laws::containsKey).map(laws::get).toList();
            if (read.isEmpty() || node.footprint() == Footprint.SHAPE) continue;
            Optional<Law> law = law(graph, node, read);
            if (law.isEmpty()) return Optional.empty();
            node.outputs().forEach(output -> laws.put(output, law.get()));
        }
        double step = laws.values().stream().mapToDouble(Law::pitch).max().orElse(1);
        double reach = laws.values().stream().mapToDouble(law -> Math.max(-law.low(), law.high() - law.pitch() + step))
            .max().orElse(0);
        double widest = laws.values().stream().mapToDouble(law -> law.channels() / law.pitch() / law.pitch()).max()
            .orElse(1);
        if (step != Math.rint(step) || laws.values().stream().anyMatch(law -> step % law.pitch() != 0)) {
            return Optional.empty();
        }
        return Optional.of(new Tiling((int) step, (int) (Math.ceil(reach / step) * step), widest, Map.copyOf(laws)));
    }

    private static Optional<Law> law(Graph graph, Node node, List<Law> read) {
        Law x = read.get(0);
        return switch (node.footprint()) {
            case WINDOW -> kernel(graph, node).map(kernel -> window(node, x, kernel).of(channels(graph, node, x)));
            case WINDOW_TRANSPOSED -> kernel(graph, node).map(kernel ->
                transposed(node, x, kernel).of(weights(graph, node, 1) * (int) node.integer("group", 1)));
            case PADDED -> pads(graph, node).map(pads -> new Law(x.channels(), x.pitch(),
                x.low() - x.pitch() * Math.max(pads[2], pads[3]), x.high() - x.pitch() * Math.min(pads[2], pads[3])));
            case BLOCKS_SPREAD, BLOCKS_STACKED -> Optional.of(blocks(node, x, (int) node.integer("blocksize", 1)));
            case RESIZED -> resized(graph, node, x);
            case JOINED -> {
                int sum = read.stream().mapToInt(Law::channels).sum();
                yield node.integer("axis", 0) == 1 ? together(read).map(law -> law.of(sum)) : Optional.empty();
            }
            case ITSELF -> together(read);
            // another order of as many channels
            case GATHERED -> node.integer("axis", 0) != 1 ? Optional.empty() : graph.constant(node.input(1))
                .filter(picks -> picks.shape().rank() == 1).map(picks -> x.of(picks.data().length));
            default -> Optional.empty();
        };
    }

    /** A convolution has as many as its weights say, a pooling as many as it reads. */
    private static int channels(Graph graph, Node node, Law x) {
        return Operators.of(node.operator()).kind() == Operator.Kind.CONVOLUTION ? weights(graph, node, 0)
            : x.channels();
    }

    private static Optional<Law> together(List<Law> read) {
        boolean aligned = read.stream().allMatch(law -> law.pitch() == read.get(0).pitch());
        int channels = read.stream().mapToInt(Law::channels).max().orElse(1);
        return aligned ? read.stream().reduce(Law::with).map(law -> law.of(channels)) : Optional.empty();
    }

    private static int weights(Graph graph, Node node, int axis) {
        return graph.constant(node.weights()).map(weights -> weights.shape().extent(axis)).orElse(1);
    }

    private static Optional<int[]> kernel(Graph graph, Node node) {
        return node.integers("kernel_shape").or(() -> graph.constant(node.weights())
            .map(w -> new int[] {w.shape().extent(2), w.shape().extent(3)}))
            .filter(kernel -> kernel.length == 2);
    }

    /** Cells from the first to the last that a window reads, on either axis. */
    private static int span(Node node, int[] kernel, int axis) {
        return (kernel[axis] - 1) * node.integers("dilations").orElse(new int[] {1, 1})[axis];
    }

    private static int stride(Node node) {
        return node.integers("strides").orElse(new int[] {1, 1})[0];
    }

    private static Law window(Node node, Law x, int[] kernel) {
        int rows = span(node, kernel, 0), columns = span(node, kernel, 1), longest = Math.max(rows, columns);
        int[] pads = node.integers("pads").orElse(new int[4]);
        boolean automatic = node.text("auto_pad", "NOTSET").startsWith("SAME");
        double before = automatic ? longest : Math.max(pads[0], pads[1]);
        double after = automatic ? longest : Math.max(rows - pads[0], columns - pads[1]);
        return x.widened(x.pitch() * before, x.pitch() * after).every(stride(node));
    }

    private static Law transposed(Node node, Law x, int[] kernel) {
        int[] pads = node.integers("pads").orElse(new int[4]);
        int span = Math.max(span(node, kernel, 0), span(node, kernel, 1)), most = Math.max(pads[0], pads[1]);
        boolean automatic = node.text("auto_pad", "NOTSET").startsWith("SAME");
        double one = x.pitch() / stride(node);
        return x.widened(one * (automatic ? span : span - Math.min(pads[0], pads[1])), one * (automatic ? span : most))
            .every(1.0 / stride(node));
    }

    private static Law blocks(Node node, Law x, int side) {
        if (node.footprint() == Footprint.BLOCKS_STACKED) return x.widened(0, x.pitch() * (side - 1)).every(side)
            .of(x.channels() * side * side);
        return x.widened(x.pitch() * (1 - 1.0 / side), 0).every(1.0 / side).of(x.channels() / (side * side));
    }

    /**
     * On either side one cell goes in, two or, for cubic, three; a half more or less by where positions are counted
     * from.
     */
    private static Optional<Law> resized(Graph graph, Node node, Law x) {
        int position = node.inputs().size() <= 2 ? 1 : 2;
        List<Float> said = node.reals("scales");
        Optional<float[]> scales = said.isEmpty() ? graph.constant(node.input(position)).map(Tensor::data)
            : Optional.of(new float[] {said.get(0), said.get(1), said.get(2), said.get(3)});
        boolean plain = !node.text("coordinate_transformation_mode", "").matches("align_corners|tf_crop_and_resize");
        int cells = switch (node.text("mode", "nearest")) {
            case "nearest" -> 1;
            case "linear" -> 2;
            default -> 3;
        };
        return scales.filter(s -> plain && s.length == 4 && s[0] == 1 && s[1] == 1 && s[2] == s[3] && s[2] >= 1)
            .map(s -> x.widened(cells * x.pitch(), cells * x.pitch()).every(1 / s[2]));
    }

    private static Optional<int[]> pads(Graph graph, Node node) {
        Optional<int[]> pads = node.integers("pads").or(() -> graph.constant(node.input(1)).map(t -> {
            int[] cells = new int[t.data().length];
            for (int i = 0; i < cells.length; i++) cells[i] = (int) t.data()[i];
            return cells;
        }));
        return pads.filter(p -> p.length == 8 && p[0] == 0 && p[1] == 0 && p[4] == 0 && p[5] == 0);
    }
}
