package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.normscope.tensor.Tensor;

/** Rewrites the normalizations of a graph in plain ONNX operators, so that any tool opens what is saved. */
public final class NormSurgery {
    private static final float EPSILON = 1e-5f;

    private NormSurgery() { }

    /**
     * Blends a BatchNormalization with instance normalization, channel by channel:
     * y = gamma (rho BN(x) + (1 - rho) IN(x)) + beta, with its running statistics, gamma, beta and epsilon. As
     * operators: a BatchNormalization with rho gamma and rho beta, an InstanceNormalization with the rest of both, an
     * Add. Where rho is 1 throughout the graph stays as it is, where it is 0 only the InstanceNormalization stands. Of
     * a {@link MixedNorm} the BN part is blended so, and what it had of instance normalization stays.
     *
     * @param value that the BatchNormalization, or the group, writes
     * @param rho   by channel, in [0, 1]
     * @throws BadNetworkException where another operator writes it, or not all that it needs are constants
     */
    public static Graph blended(Graph graph, String value, float[] rho) {
        Optional<MixedNorm> mixed = MixedNorm.of(graph, value);
        if (mixed.isPresent()) return all(rho, 1) ? graph : mixed(graph, mixed.get(), rho);
        BatchNorm norm = batchNorm(graph, value);
        Node node = norm.node();
        float[] gamma = norm.gamma(), beta = norm.beta();
        if (all(rho, 1)) return graph;
        NodeExchange exchange = new NodeExchange(graph, node);
        boolean alone = all(rho, 0);
        String label = node.label(), name = named(graph, node), in = alone ? node.name() : exchange.name(label + "/in");
        float[] rest = new float[rho.length];
        for (int c = 0; c < rest.length; c++) rest[c] = 1 - rho[c];
        ElementType type = graph.type(node.input(0));
        String instance = exchange.add("InstanceNormalization", in, List.of(node.input(0),
            exchange.vector(label + "/in/scale", type, product(rest, gamma)),
            exchange.vector(label + "/in/bias", type, product(rest, beta))),
            alone ? value : exchange.name(value + "/in"), epsilon(node.real("epsilon", EPSILON)));
        if (alone) return exchange.graph();
        ElementType affine = graph.type(node.input(1));
        String batch = exchange.add(node.proto().toBuilder().setName(exchange.name(label + "/bn"))
            .setInput(1, exchange.vector(label + "/bn/scale", affine, product(rho, gamma)))
            .setInput(2, exchange.vector(label + "/bn/bias", affine, product(rho, beta)))
            .clearOutput().addOutput(exchange.name(value + "/bn")));
        exchange.add("Add", name, List.of(batch, instance), value);
        return exchange.graph();
    }

    /** Which channels BN has a part in: all of a BatchNormalization, those left of a {@link MixedNorm}. */
    public static boolean[] ofBatch(Graph graph, String value) {
        return MixedNorm.of(graph, value).map(MixedNorm::ofBatch).orElseGet(() -> {
            boolean[] all = new boolean[batchNorm(graph, value).gamma().length];
            Arrays.fill(all, true);
            return all;
        });
    }

    private static Graph mixed(Graph graph, MixedNorm norm, float[] rho) {
        Node last = norm.nodes().get(norm.nodes().size() - 1);
        NodeExchange exchange = new NodeExchange(graph, norm.nodes());
        ElementType type = graph.type(norm.input());
        float[] gamma = product(rho, norm.batchGamma()), beta = product(rho, norm.batchBeta());
        boolean alone = all(gamma, 0) && all(beta, 0);
        String label = last.label(), name = named(graph, last), value = last.output(), in = label + "/in";
        // What is given up of BN is added to IN: the same gamma and beta in all, to the last bit where rho is 1.
        float[] instanceGamma = new float[rho.length], instanceBeta = new float[rho.length];
        for (int c = 0; c < rho.length; c++) {
            instanceGamma[c] = norm.instanceGamma()[c] + (1 - rho[c]) * norm.batchGamma()[c];
            instanceBeta[c] = norm.instanceBeta()[c] + (1 - rho[c]) * norm.batchBeta()[c];
        }
        String instance = exchange.add("InstanceNormalization", alone ? name : exchange.name(in), List.of(norm.input(),
            exchange.vector(in + "/scale", type, instanceGamma), exchange.vector(in + "/bias", type, instanceBeta)),
            alone ? value : exchange.name(value + "/in"), epsilon(norm.instanceEpsilon()));
        if (alone) return exchange.graph();
        String bn = label + "/bn",
            batch = exchange.add("BatchNormalization", exchange.name(bn),
                List.of(norm.input(), exchange.vector(bn + "/scale", type, gamma),
                    exchange.vector(bn + "/bias", type, beta), exchange.vector(bn + "/mean", type, norm.mean()),
                    exchange.vector(bn + "/variance", type, norm.variance())),
                exchange.name(value + "/bn"), epsilon(norm.batchEpsilon()));
        exchange.add("Add", name, List.of(batch, instance), value);
        return exchange.graph();
    }

    /**
     * Normalizes a value by instance: y = rho x + (1 - rho) IN(x), without gamma and beta, for all that read it.
     *
     * @param value    that a node writes, [N, C, H, W]
     * @param channels C
     * @param rho      in [0, 1]; 1 leaves the graph as it is
     */
    public static Graph instanceAfter(Graph graph, String value, int channels, float rho) {
        if (rho == 1) return graph;
        Node node = graph.writer(value).orElseThrow(() -> new IllegalArgumentException("no node writes " + value));
        NodeExchange exchange = new NodeExchange(graph, node);
        String label = node.label(), plain = exchange.name(value + "/plain");
        NodeProto.Builder writer = node.proto().toBuilder();
        writer.setOutput(node.outputs().indexOf(value), plain);
        exchange.add(writer);
        ElementType type = graph.type(value);
        float[] scale = new float[channels];
        Arrays.fill(scale, 1 - rho);
        String instance = exchange.add("InstanceNormalization", exchange.name(label + "/in"), List.of(plain,
            exchange.vector(label + "/in/scale", type, scale),
            exchange.vector(label + "/in/bias", type, new float[channels])),
            rho == 0 ? value : exchange.name(value + "/in"), epsilon(EPSILON));
        if (rho == 0) return exchange.graph();
        String kept = exchange.add("Mul", exchange.name(label + "/rho"),
            List.of(plain, exchange.vector(label + "/rho/value", type, rho)), exchange.name(value + "/rho"));
        exchange.add("Add", exchange.name(label + "/ibn-b"), List.of(kept, instance), value);
        return exchange.graph();
    }

    /**
     * Mixes the channels of a value, for all that read it, in each cell alike: a convolution of one cell.
     *
     * @param value  that a node writes, [N, C, H, W]
     * @param matrix [C, C, 1, 1]
     * @param bias   C numbers
     */
    public static Graph mixedAfter(Graph graph, String value, Tensor matrix, float[] bias) {
        Node node = graph.writer(value).orElseThrow(() -> new IllegalArgumentException("no node writes " + value));
        NodeExchange exchange = new NodeExchange(graph, node);
        String plain = exchange.name(value + "/plain"), mixed = exchange.name(node.label() + "/mixed");
        NodeProto.Builder writer = node.proto().toBuilder();
        writer.setOutput(node.outputs().indexOf(value), plain);
        exchange.add(writer);
        ElementType type = graph.type(value);
        exchange.add("Conv", mixed, List.of(plain, exchange.kernel(mixed + "/weights", type, matrix),
            exchange.vector(mixed + "/bias", type, bias)), value);
        return exchange.graph();
    }

    /**
     * Gives a BatchNormalization other running statistics.
     *
     * @param value    that the BatchNormalization writes
     * @param mean     by channel
     * @param variance by channel
     * @throws BadNetworkException as {@link #blended}
     */
    public static Graph withStatistics(Graph graph, String value, float[] mean, float[] variance) {
        Node node = batchNorm(graph, value).node();
        NodeExchange exchange = new NodeExchange(graph, node);
        String means = exchange.vector(node.label() + "/mean", graph.type(node.input(3)), mean);
        String variances = exchange.vector(node.label() + "/variance", graph.type(node.input(4)), variance);
        exchange.add(node.proto().toBuilder().setInput(3, means).setInput(4, variances));
        return exchange.graph();
    }

    /**
     * A normalization whose parameters are fixed: y = gamma (rho BN(x) + (1 - rho) IN(x)) + beta, all by channel.
     *
     * @param label of the new nodes: the old one's, or one that no node has
     * @param input x, a value of the graph, [N, C, H, W]
     * @param mean  of BN, as is variance
     */
    public record Fixed(String label, String input, float[] rho, float[] gamma, float[] beta, float[] mean,
                        float[] variance, float epsilon) { }

    /**
     * Puts a normalization in the place of the node that writes a value, as {@link #blended} would leave it: a
     * BatchNormalization, an InstanceNormalization, or both and an Add. What only led to the old node stays, until
     * {@link Graph#pruned}.
     *
     * @param value that a node with one output writes
     */
    public static Graph replaced(Graph graph, String value, Fixed norm) {
        Node node = graph.writer(value).orElseThrow(() -> new IllegalArgumentException("no node writes " + value));
        NodeExchange exchange = new NodeExchange(graph, node);
        ElementType type = graph.type(norm.input());
        boolean instance = !all(norm.rho(), 1), batch = !all(norm.rho(), 0);
        float[] rest = new float[norm.rho().length];
        for (int c = 0; c < rest.length; c++) rest[c] = 1 - norm.rho()[c];
        String in = batch ? exchange.name(norm.label() + "/in") : norm.label(),
            bn = instance ? exchange.name(norm.label() + "/bn") : norm.label();
        String ofInstance = batch ? exchange.name(value + "/in") : value,
            ofBatch = instance ? exchange.name(value + "/bn") : value;
        if (instance) {
            exchange.add("InstanceNormalization", in,
                List.of(norm.input(), exchange.vector(in + "/scale", type, product(rest, norm.gamma())),
                    exchange.vector(in + "/bias", type, product(rest, norm.beta()))), ofInstance,
                epsilon(norm.epsilon()));
        }
        if (batch) {
            exchange.add("BatchNormalization", bn,
                List.of(norm.input(), exchange.vector(bn + "/scale", type, product(norm.rho(), norm.gamma())),
                    exchange.vector(bn + "/bias", type, product(norm.rho(), norm.beta())),
                    exchange.vector(bn + "/mean", type, norm.mean()),
                    exchange.vector(bn + "/variance", type, norm.variance())), ofBatch, epsilon(norm.epsilon()));
        }
        if (instance && batch) exchange.add("Add", norm.label(), List.of(ofBatch, ofInstance), value);
        return exchange.graph();
    }

    /** A layer of several operators is told by their names. */
    private static String named(Graph graph, Node node) {
        boolean free = graph.nodes().stream().noneMatch(other -> other.name().equals(node.label()));
        return node.name().isEmpty() && free ? node.label() : node.name();
    }

    private static BatchNorm batchNorm(Graph graph, String value) {
        Optional<Node> writer = graph.writer(value).filter(BatchNorm::is);
        Node node = writer.orElseThrow(() -> new BadNetworkException("onnx.batchNorm", graph.name(), value));
        boolean statisticsAreRead = node.outputs().stream().skip(1)
            .anyMatch(output -> !graph.readers(output).isEmpty());
        if (statisticsAreRead) throw computed(graph, node);
        BatchNorm norm = BatchNorm.of(graph, node).orElseThrow(() -> computed(graph, node));
        if (norm.positional()) throw new BadNetworkException("onnx.batchNorm.positions", graph.name(), node.label());
        return norm;
    }

    private static BadNetworkException computed(Graph graph, Node node) {
        return new BadNetworkException("onnx.batchNorm.computed", graph.name(), node.label());
    }

    private static boolean all(float[] rho, float value) {
        for (float one : rho) if (one != value) return false;
        return true;
    }

    private static float[] product(float[] a, float[] b) {
        float[] product = new float[a.length];
        for (int i = 0; i < product.length; i++) product[i] = a[i] * b[i];
        return product;
    }

    private static AttributeProto epsilon(float value) {
        return AttributeProto.newBuilder().setName("epsilon").setType(AttributeType.FLOAT).setF(value).build();
    }
}
