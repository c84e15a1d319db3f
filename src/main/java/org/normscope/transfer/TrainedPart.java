package org.normscope.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.normscope.network.Activations;
import org.normscope.network.LayerKind;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.Cut;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What of a network with a head is trained: all weights behind a cut. Weights that the file holds as halves, or
 * computes from others, become plain ones.
 */
public final class TrainedPart {
    /** Name of the input that takes the classes' numbers. */
    static final String LABELS = "labels of the batch";
    /** Behind the names of what the steps are fed with. */
    static final String TRAINED = "/trained";

    /** Whether batch normalization in the trained part keeps its statistics, or takes those of each batch. */
    public enum Norms { FROZEN, UPDATED }

    private final HeadedGraph headed;
    private final Graph graph;
    private final String cut;
    private final Norms norms;
    private final Set<Node> behind = new HashSet<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();

    /**
     * @param cut value whose writer is the last that stays: a layer's output, or the picture
     * @throws TransferException where nothing behind it has weights
     */
    public TrainedPart(HeadedGraph headed, String cut, Norms norms) {
        this.headed = headed;
        this.graph = Gradients.raised(headed.graph());
        this.cut = cut;
        this.norms = norms;
        Set<String> reached = graph.reached(List.of(cut));
        for (Node node : graph.nodes()) if (node.reads().stream().anyMatch(reached::contains)) add(node);
        if (weights.size() <= headed.trained().size()) {
            throw new TransferException("transfer.nothingTrained", graph.name(), cut);
        }
    }

    private void add(Node node) {
        behind.add(node);
        LayerKind kind = LayerKind.of(node.operator());
        boolean linear = kind == LayerKind.CONVOLUTION || kind == LayerKind.FULLY_CONNECTED, norm = BatchNorm.is(node);
        if (!linear && !norm) return;
        for (int i = 0; i < node.inputs().size(); i++) {
            String value = node.input(i);
            if (value.isEmpty() || graph.type(value) != ElementType.FLOAT) continue;
            Map<String, Tensor> into = norm && i > 2 ? statistics : weights;
            graph.constant(value).ifPresent(tensor -> into.put(value, tensor));
        }
    }

    /** What gradients are for, by name. */
    public Map<String, Tensor> weights() {
        return weights;
    }

    /** Running means and variances of the batch normalizations, by name. */
    Map<String, Tensor> statistics() {
        return statistics;
    }

    Norms norms() {
        return norms;
    }

    /** How many numbers are trained. */
    public long size() {
        return weights.values().stream().mapToLong(tensor -> tensor.data().length).sum();
    }

    /**
     * All as if nothing had been learnt: He's normal weights by the number of inputs, biases 0, normalizations that
     * leave what they get.
     */
    Map<String, Tensor> fresh(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> fresh = new LinkedHashMap<>();
        Set<String> gammas = new HashSet<>(), variances = new HashSet<>();
        behind.stream().filter(BatchNorm::is).forEach(node -> {
            gammas.add(node.input(1));
            variances.add(node.input(4));
        });
        Stream.concat(weights.entrySet().stream(), statistics.entrySet().stream()).forEach(entry -> {
            Tensor made = Tensor.zeros(entry.getValue().shape());
            boolean ones = gammas.contains(entry.getKey()) || variances.contains(entry.getKey());
            int rank = made.shape().rank(), inputs = rank < 2 ? 0 : made.data().length / made.shape().extent(0);
            double deviation = inputs == 0 ? 0 : Math.sqrt(2.0 / inputs);
            for (int i = 0; i < made.data().length; i++) {
                made.data()[i] = ones ? 1 : (float) (deviation == 0 ? 0 : deviation * random.nextGaussian());
            }
            fresh.put(entry.getKey(), made);
        });
        return fresh;
    }

    /** The network with these weights and statistics instead of its own. */
    HeadedGraph with(Map<String, Tensor> values) {
        GraphWriter writer = new GraphWriter(graph);
        Map<String, String> renamed = new LinkedHashMap<>();
        values.forEach((name, tensor) -> renamed.put(name, constant(writer, name, tensor)));
        for (Node node : graph.nodes()) {
            if (!behind.contains(node) || node.inputs().stream().noneMatch(renamed::containsKey)) writer.keep(node);
            else writer.keep(node, reads(node, renamed), Set.of());
        }
        Graph written = writer.graph(graph.outputs());
        return new HeadedGraph(written, headed.logits(), renamed.getOrDefault(headed.weights(), headed.weights()),
            renamed.getOrDefault(headed.biases(), headed.biases()));
    }

    private static List<String> reads(Node node, Map<String, String> renamed) {
        return node.inputs().stream().map(input -> renamed.getOrDefault(input, input)).toList();
    }

    /**
     * One step of training as graphs.
     *
     * @param frozen   gives what is fed to the other from pictures
     * @param fed      names of what the first gives
     * @param gradient of the mean cross-entropy, for all weights
     * @param forward  gives the logits as the network in use does: statistics are not those of the batch
     * @param updated  by the name of a statistic the value that it has behind a batch
     */
    record Graphs(Graph frozen, List<String> fed, GradientGraph gradient, Graph forward,
                  Map<String, String> updated) {
        /** What a run of {@link #gradient} gave for the weights, by their names. */
        Map<String, Tensor> gradients(Activations run) {
            Map<String, Tensor> gradients = new LinkedHashMap<>();
            gradient.gradients().forEach((weight, value) ->
                gradients.put(weight.substring(0, weight.length() - TRAINED.length()), run.get(value)));
            return gradients;
        }
    }

    /** What the graphs are fed. @param given what the frozen part gives of a batch */
    static Map<String, Tensor> feeds(Map<String, Tensor> given, Map<String, Tensor> weights) {
        Map<String, Tensor> feeds = new HashMap<>(given);
        weights.forEach((name, tensor) -> feeds.put(name + TRAINED, tensor));
        return feeds;
    }

    /** What {@link #LABELS} takes: the number of each picture's class. */
    static Tensor labels(int[] classes) {
        float[] numbers = new float[classes.length];
        for (int i = 0; i < classes.length; i++) numbers[i] = classes[i];
        return Tensor.of(Shape.of(classes.length), numbers);
    }

    Graphs graphs() {
        Map<String, String> updated = new LinkedHashMap<>();
        Cut apart = apart(norms, updated);
        List<String> trained = weights.keySet().stream().map(name -> name + TRAINED).toList(),
            released = Stream.concat(statistics.keySet().stream().map(name -> name + TRAINED)
                .filter(apart.tail()::isWeights), trained.stream()).toList();
        GradientGraph gradient = Gradients.of(apart.tail()).feeding(released)
            .write(Objective.crossEntropy(headed.logits(), LABELS), trained);
        List<String> fed = new ArrayList<>(List.of(cut));
        fed.addAll(apart.crossing());
        return new Graphs(graph, List.copyOf(fed), gradient, released(apart(Norms.FROZEN, new HashMap<>()).tail(),
            released), updated);
    }

    private static Graph released(Graph tail, List<String> names) {
        GraphWriter writer = new GraphWriter(tail);
        tail.nodes().forEach(writer::keep);
        names.forEach(name -> tail.constant(name).ifPresent(tensor ->
            writer.release(name, tensor.shape().toArray())));
        return writer.graph();
    }

    /** What is behind the cut, with plain weights. @param updated takes what batches give of the statistics */
    private Cut apart(Norms how, Map<String, String> updated) {
        GraphWriter writer = new GraphWriter(graph);
        Map<String, String> plain = new LinkedHashMap<>();
        Stream.concat(weights.entrySet().stream(), statistics.entrySet().stream()).forEach(entry ->
            plain.put(entry.getKey(), constant(writer, entry.getKey(), entry.getValue())));
        for (Node node : graph.nodes()) {
            if (!behind.contains(node)) {
                writer.keep(node);
            } else if (how == Norms.UPDATED && BatchNorm.is(node) && statistics.containsKey(node.input(3))) {
                String mean = writer.name(node.label() + "/mean of the batch"),
                    variance = writer.name(node.label() + "/variance of the batch");
                writer.add("BatchNormalization", node.name(), reads(node, plain),
                    List.of(node.output(), mean, variance), Map.of("epsilon", node.real("epsilon", 1e-5f),
                        "momentum", node.real("momentum", .9f), "training_mode", 1));
                updated.put(node.input(3), mean);
                updated.put(node.input(4), variance);
            } else {
                writer.keep(node, reads(node, plain), Set.of());
            }
        }
        return writer.graph(graph.outputs()).after(cut, List.of(headed.logits()));
    }

    private static String constant(GraphWriter writer, String name, Tensor tensor) {
        double[] cells = new double[tensor.data().length];
        for (int i = 0; i < cells.length; i++) cells[i] = tensor.data()[i];
        return writer.constant(name + TRAINED, ElementType.FLOAT, tensor.shape().toArray(), cells);
    }

    String logits() {
        return headed.logits();
    }
}
