package org.normscope.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.normscope.tensor.Tensor;

/**
 * A group of operators that mixes batch and instance normalization of one value, channel by channel: y = BN(x) + IN(x),
 * each with a gamma and beta of its own, zero where the other has the channel. Told from the operators, never from
 * their names: a BatchNormalization and an InstanceNormalization added (what {@link NormSurgery} writes), IN + rho (BN
 * - IN) (as BIN is trained), or Split, both, Concat (as IBN-a is trained). Nobody else reads what is inside the group.
 *
 * @param nodes           of the group, in running order; the last writes y
 * @param input           x
 * @param batchGamma      by channel, as are the next five
 * @param mean            that BN recorded; 0 where IN alone has the channel in a group of its own
 * @param variance        that BN recorded; 1 where IN alone has the channel in a group of its own
 * @param covered         whether BN recorded statistics of every channel
 * @param batchEpsilon    of BN
 * @param instanceEpsilon of IN
 */
public record MixedNorm(List<Node> nodes, String input, float[] batchGamma, float[] batchBeta,
                        float[] instanceGamma, float[] instanceBeta,
                        float[] mean, float[] variance, boolean covered, float batchEpsilon, float instanceEpsilon) {
    private static final String BATCH = "BatchNormalization", INSTANCE = "InstanceNormalization";

    /** @param value that the group writes; empty where no such group does, or its parameters are no constants */
    public static Optional<MixedNorm> of(Graph graph, String value) {
        Optional<Node> writer = graph.writer(value).filter(node -> node.inputs().size() == 2);
        if (writer.isEmpty()) return Optional.empty();
        Optional<MixedNorm> found = switch (writer.get().operator()) {
            case "Add" -> added(graph, writer.get()).or(() -> blended(graph, writer.get()));
            case "Concat" -> concatenated(graph, writer.get());
            default -> Optional.empty();
        };
        return found.filter(norm -> norm.isClosed(graph));
    }

    private static Optional<MixedNorm> added(Graph graph, Node add) {
        return both(graph, add.input(0), add.input(1)).filter(Both::ofOneValue).map(both ->
            new MixedNorm(List.of(both.instance.node, both.batch.node, add), both.batch.x, both.batch.gamma,
                both.batch.beta, both.instance.gamma,
                both.instance.beta, both.batch.mean, both.batch.variance, true, both.batch.epsilon,
                both.instance.epsilon));
    }

    /** IN + rho (BN - IN), the factors of a sum and of a product either way round. */
    private static Optional<MixedNorm> blended(Graph graph, Node add) {
        for (int side = 0; side < 2; side++) {
            Optional<Node> share = graph.writer(add.input(side)).filter(node -> node.operator().equals("Mul"));
            if (share.isEmpty()) continue;
            for (int factor = 0; factor < 2; factor++) {
                Optional<Tensor> rho = graph.constant(share.get().input(factor));
                Optional<Node> difference = graph.writer(share.get().input(1 - factor))
                    .filter(node -> node.operator().equals("Sub"));
                if (rho.isEmpty() || difference.isEmpty() || !difference.get().input(1).equals(add.input(1 - side))) {
                    continue;
                }
                Optional<Both> both = both(graph, difference.get().input(0), difference.get().input(1));
                if (both.isEmpty() || !both.get().ofOneValue()
                    || !both.get().batch.node.outputs().contains(difference.get().input(0))) {
                    continue;
                }
                return shared(both.get(), rho.get(),
                    List.of(both.get().batch.node, both.get().instance.node, difference.get(), share.get(), add));
            }
        }
        return Optional.empty();
    }

    private static Optional<MixedNorm> shared(Both both, Tensor rho, List<Node> nodes) {
        Half batch = both.batch, instance = both.instance;
        int channels = batch.gamma.length;
        int[] extents = rho.shape().toArray();
        boolean single = rho.data().length == 1,
            byChannel = rho.data().length == channels && extents.length >= 3 && extents[extents.length - 3] == channels;
        if (!single && !byChannel) return Optional.empty();
        float[][] of = new float[4][channels];
        for (int c = 0; c < channels; c++) {
            float share = rho.data()[single ? 0 : c];
            of[0][c] = share * batch.gamma[c];
            of[1][c] = share * batch.beta[c];
            of[2][c] = (1 - share) * instance.gamma[c];
            of[3][c] = (1 - share) * instance.beta[c];
        }
        return Optional.of(new MixedNorm(nodes, batch.x, of[0], of[1], of[2], of[3], batch.mean, batch.variance, true,
            batch.epsilon, instance.epsilon));
    }

    private static Optional<MixedNorm> concatenated(Graph graph, Node concat) {
        Optional<Both> both = concat.integer("axis", -1) == 1 ? both(graph, concat.input(0), concat.input(1))
            : Optional.empty();
        if (both.isEmpty()) return Optional.empty();
        Half batch = both.get().batch, instance = both.get().instance;
        boolean instanceFirst = instance.node.outputs().contains(concat.input(0));
        Half first = instanceFirst ? instance : batch, second = instanceFirst ? batch : instance;
        Optional<Node> split =
            graph.writer(first.x).filter(node -> node.operator().equals("Split") && node.integer("axis", 0) == 1)
                .filter(node -> node.outputs().equals(List.of(first.x, second.x)));
        if (split.isEmpty()) return Optional.empty();
        int channels = first.gamma.length + second.gamma.length, ofBatch = instanceFirst ? instance.gamma.length : 0,
            ofInstance = instanceFirst ? 0 : batch.gamma.length;
        return Optional.of(new MixedNorm(List.of(split.get(), instance.node, batch.node, concat), split.get().input(0),
            placed(batch.gamma, ofBatch, channels, 0), placed(batch.beta, ofBatch, channels, 0),
            placed(instance.gamma, ofInstance, channels, 0),
            placed(instance.beta, ofInstance, channels, 0), placed(batch.mean, ofBatch, channels, 0),
            placed(batch.variance, ofBatch, channels, 1), false, batch.epsilon, instance.epsilon));
    }

    private static float[] placed(float[] part, int at, int channels, float elsewhere) {
        float[] whole = new float[channels];
        Arrays.fill(whole, elsewhere);
        System.arraycopy(part, 0, whole, at, part.length);
        return whole;
    }

    /** One of the two normalizations; mean and variance are BN's alone, and empty in the other. */
    private record Half(Node node, String x, float[] gamma, float[] beta, float[] mean,
                        float[] variance, float epsilon) { }

    private record Both(Half batch, Half instance) {
        boolean ofOneValue() {
            return batch.x.equals(instance.x) && batch.gamma.length == instance.gamma.length;
        }
    }

    private static Optional<Both> both(Graph graph, String one, String other) {
        Optional<Half> batch = half(graph, one, BATCH).or(() -> half(graph, other, BATCH)),
            instance = half(graph, one, INSTANCE).or(() -> half(graph, other, INSTANCE));
        boolean found = batch.isPresent() && instance.isPresent();
        return found ? Optional.of(new Both(batch.get(), instance.get())) : Optional.empty();
    }

    private static Optional<Half> half(Graph graph, String value, String operator) {
        Optional<Node> writer = graph.writer(value)
            .filter(node -> node.operator().equals(operator) && node.domain().isEmpty() && node.outputs().size() == 1);
        if (writer.isEmpty()) return Optional.empty();
        Node node = writer.get();
        if (operator.equals(BATCH)) {
            return BatchNorm.of(graph, node).filter(norm -> !norm.positional()).map(norm -> new Half(node,
                node.input(0), norm.gamma(), norm.beta(),
                norm.mean(), norm.variance(), norm.epsilon()));
        }
        Optional<Tensor> gamma = graph.constant(node.input(1)), beta = graph.constant(node.input(2));
        if (gamma.isEmpty() || beta.isEmpty() || gamma.get().data().length != beta.get().data()
            .length) return Optional.empty();
        return Optional.of(new Half(node, node.input(0), gamma.get().data(), beta.get().data(),
            new float[0], new float[0], node.real("epsilon", 1e-5f)));
    }

    private boolean isClosed(Graph graph) {
        Set<Node> own = new HashSet<>(nodes);
        Set<String> outputs = graph.outputs().stream().map(Value::name).collect(Collectors.toSet());
        return nodes.stream().limit(nodes.size() - 1L).flatMap(node -> node.outputs().stream())
            .allMatch(value -> !outputs.contains(value) && own.containsAll(graph.readers(value)));
    }

    /** gamma of the whole: of both. */
    public float[] gamma() {
        return sum(batchGamma, instanceGamma);
    }

    /** beta of the whole: of both. */
    public float[] beta() {
        return sum(batchBeta, instanceBeta);
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int c = 0; c < sum.length; c++) sum[c] = a[c] + b[c];
        return sum;
    }

    /** Which channels BN has a part in. */
    public boolean[] ofBatch() {
        boolean[] of = new boolean[batchGamma.length];
        for (int c = 0; c < of.length; c++) of[c] = batchGamma[c] != 0 || batchBeta[c] != 0;
        return of;
    }

    /** Whether every channel is either's alone: IBN-a, else BIN. */
    public boolean isSplit() {
        boolean[] batch = ofBatch();
        for (int c = 0; c < batch.length; c++) {
            if (batch[c] && (instanceGamma[c] != 0 || instanceBeta[c] != 0)) return false;
        }
        return true;
    }

    /** BN's share, the mean over the channels: 1 is BN, 0 is IN. A channel that is constant zero counts as IN. */
    public double rho() {
        double sum = 0;
        for (int c = 0; c < batchGamma.length; c++) {
            double gamma = Math.abs(batchGamma[c]) + Math.abs(instanceGamma[c]),
                beta = Math.abs(batchBeta[c]) + Math.abs(instanceBeta[c]);
            sum += gamma > 0 ? Math.abs(batchGamma[c]) / gamma : beta > 0 ? Math.abs(batchBeta[c]) / beta : 0;
        }
        return sum / batchGamma.length;
    }
}
