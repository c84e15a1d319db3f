package org.normscope.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Tensor;

/**
 * A normalization that an exporter wrote out in other operators: (x - mean) / sqrt(variance + eps), x / sqrt(mean x^2
 * + eps),
 * x / |x|, or an InstanceNormalization of groups between two Reshapes; each with gamma and beta behind it, where they
 * are
 * constants. Told from the operators and who reads what, never from names. Nobody else reads what is inside.
 *
 * @param operator the one that stands for it all: LayerNormalization, RMSNormalization, LpNormalization,
 *                 GroupNormalization
 * @param nodes    it takes; the last writes y
 * @param input    x
 * @param axes     that share statistics, as the file counts them; none for groups
 * @param gamma    as the file has it; null where there is none
 * @param beta     as gamma
 * @param epsilon  0 where there is none
 * @param groups   of a GroupNormalization, else 1
 */
public record DecomposedNorm(String operator, List<Node> nodes, String input, int[] axes,
                             @Nullable Tensor gamma, @Nullable Tensor beta, float epsilon, int groups) {

    /** The value it writes. */
    public String output() {
        return nodes.get(nodes.size() - 1).output();
    }

    /**
     * The operator that stands for it all, where the axes are known: over rows and columns alone it is instance
     * normalization, over the pictures of the batch too it is batch normalization with the batch's statistics.
     *
     * @param letters of its maps, by axis: NCHW, NHWC, NTC
     */
    public String operator(String letters) {
        if (!operator.equals("LayerNormalization")) return operator;
        String shared = Arrays.stream(axes).mapToObj(axis -> letters.substring(Math.floorMod(axis, letters.length()))
            .substring(0, 1)).collect(Collectors.joining());
        if (shared.contains("C")) return operator;
        return shared.contains("N") ? "BatchNormalization" : "InstanceNormalization";
    }

    /** All of a graph, in running order. */
    public static List<DecomposedNorm> all(Graph graph) {
        List<DecomposedNorm> all = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Search search = new Search(graph);
            Optional<DecomposedNorm> found = switch (node.operator()) {
                case "Div" -> search.divided(node, node.input(0), node.input(1));
                case "Mul" -> search.multiplied(node, node.input(0), node.input(1)).or(() -> new Search(graph)
                    .multiplied(node, node.input(1), node.input(0)));
                case "Reshape" -> search.grouped(node);
                default -> Optional.empty();
            };
            found.filter(norm -> norm.isClosed(graph)).ifPresent(all::add);
        }
        return all;
    }

    /** The normalization that writes a value. */
    public static Optional<DecomposedNorm> of(Graph graph, String value) {
        return all(graph).stream().filter(norm -> norm.output().equals(value)).findFirst();
    }

    private boolean isClosed(Graph graph) {
        Set<Node> own = Set.copyOf(nodes);
        Set<String> outputs = graph.outputs().stream().map(Value::name).collect(Collectors.toSet());
        return nodes.stream().filter(node -> node != nodes.get(nodes.size() - 1)).flatMap(node -> node.outputs()
            .stream())
            .allMatch(value -> !outputs.contains(value) && own.containsAll(graph.readers(value)));
    }

    /** One attempt to find one, gathering the nodes it takes. */
    private static final class Search {
        private final Graph graph;
        private final Set<Node> taken = new LinkedHashSet<>();

        Search(Graph graph) {
            this.graph = graph;
        }

        /** d / sqrt(...), or x / |x|. */
        Optional<DecomposedNorm> divided(Node last, String data, String divisor) {
            Optional<Node> root = by(divisor, "Sqrt");
            if (root.isPresent()) return squared(last, data, root.get().input(0));
            Optional<Node> power = by(divisor, "Pow").filter(node -> is(node.input(1), .5f));
            return power.isPresent() ? squared(last, data, power.get().input(0)) : length(last, data, divisor);
        }

        /** d * (1 / sqrt(...)), d * (...)^(-1/2). */
        Optional<DecomposedNorm> multiplied(Node last, String data, String factor) {
            Optional<Node> power = by(factor, "Pow").filter(node -> is(node.input(1), -.5f));
            if (power.isPresent()) return squared(last, data, power.get().input(0));
            Optional<Node> inverse = by(factor, "Reciprocal");
            if (inverse.isEmpty()) return Optional.empty();
            return by(inverse.get().input(0), "Sqrt").flatMap(root -> squared(last, data, root.input(0)));
        }

        /** mean(d^2) + eps, where d is x less its mean, or x itself. */
        private Optional<DecomposedNorm> squared(Node last, String data, String sum) {
            Optional<Node> added = by(sum, "Add");
            float epsilon = added.map(node -> constant(node, 1).or(() -> constant(node, 0)).map(t -> t.data()[0])
                .orElse(Float.NaN))
                .orElse(0f);
            String mean = added.map(node -> constant(node, 1).isPresent() ? node.input(0) : node.input(1)).orElse(sum);
            Optional<Node> reduced = by(mean, "ReduceMean");
            if (reduced.isEmpty() || Float.isNaN(epsilon)) return Optional.empty();
            Optional<Node> square = by(reduced.get().input(0), "Mul", "Pow")
                .filter(node -> node.operator().equals("Mul") ? node.input(0).equals(node.input(1))
                    : is(node.input(1), 2));
            if (square.isEmpty()) return Optional.empty();
            String centred = square.get().input(0);
            int[] axes = axes(reduced.get());
            Optional<String> x = centre(data, axes);
            boolean same = centred.equals(data) || x.isPresent() && centre(centred, axes).equals(x);
            if (!same || axes.length == 0) return Optional.empty();
            taken.add(last);
            return Optional.of(x.map(from -> made("LayerNormalization", from, axes, epsilon))
                .orElseGet(() -> made("RMSNormalization", data, axes, epsilon)));
        }

        /** The x of x - mean(x). */
        private Optional<String> centre(String data, int[] axes) {
            Optional<Node> less = graph.writer(data).filter(node -> node.operator().equals("Sub"));
            if (less.isEmpty()) return Optional.empty();
            String x = less.get().input(0);
            Optional<Node> mean = graph.writer(less.get().input(1)).filter(node -> node.operator().equals("ReduceMean")
                && node.input(0).equals(x) && Arrays.equals(axes(node), axes));
            if (mean.isEmpty()) return Optional.empty();
            taken.add(mean.get());
            taken.add(less.get());
            return Optional.of(x);
        }

        /** |x|, perhaps no less than some small number, perhaps spread over x. */
        private Optional<DecomposedNorm> length(Node last, String data, String divisor) {
            String value = divisor;
            for (Optional<Node> way = by(value, "Expand", "Clip", "Max", "Add"); way.isPresent(); way = by(value,
                "Expand", "Clip", "Max", "Add")) {
                boolean small = way.get().operator().equals("Expand") || constant(way.get(), 1).filter(t -> t.data()
                    .length == 1).isPresent();
                if (!small) return Optional.empty();
                value = way.get().input(0);
            }
            Optional<Node> length = by(value, "ReduceL2", "ReduceL1").filter(node -> node.input(0).equals(data));
            if (length.isEmpty()) return Optional.empty();
            taken.add(last);
            return Optional.of(made("LpNormalization", data, axes(length.get()), 0));
        }

        /** Groups as channels of an InstanceNormalization, and back. */
        Optional<DecomposedNorm> grouped(Node back) {
            Optional<Node> norm = by(back.input(0), "InstanceNormalization");
            if (norm.isEmpty()) return Optional.empty();
            Optional<Node> there = by(norm.get().input(0), "Reshape");
            Optional<Tensor> ones = constant(norm.get(), 1), zeros = constant(norm.get(), 2);
            if (there.isEmpty() || ones.isEmpty() || zeros.isEmpty()) return Optional.empty();
            for (float one : ones.get().data()) if (one != 1) return Optional.empty();
            for (float zero : zeros.get().data()) if (zero != 0) return Optional.empty();
            taken.add(back);
            Affine affine = behind(back);
            return Optional.of(new DecomposedNorm("GroupNormalization", ordered(), there.get().input(0), new int[0],
                affine.gamma,
                affine.beta, norm.get().real("epsilon", 1e-5f), ones.get().data().length));
        }

        private DecomposedNorm made(String operator, String x, int[] axes, float epsilon) {
            Affine affine = behind(taken.stream().reduce((first, last) -> last).orElseThrow());
            return new DecomposedNorm(operator, ordered(), x, axes, affine.gamma, affine.beta, epsilon, 1);
        }

        private record Affine(@Nullable Tensor gamma, @Nullable Tensor beta) { }

        /** A factor and an offset that are constants, each if nobody else reads what comes before. */
        private Affine behind(Node core) {
            Optional<Node> scaled = only(core, "Mul");
            Tensor gamma = scaled.flatMap(node -> factor(node, core)).orElse(null);
            if (gamma != null) taken.add(scaled.get());
            Node before = gamma == null ? core : scaled.get();
            Optional<Node> moved = only(before, "Add");
            Tensor beta = moved.flatMap(node -> factor(node, before)).orElse(null);
            if (beta != null) taken.add(moved.get());
            return new Affine(gamma, beta);
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

        private int[] axes(Node reduction) {
            return reduction.integers("axes").or(() -> constant(reduction, 1).map(Folded::whole)).orElse(new int[0]);
        }
    }
}
