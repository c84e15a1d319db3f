package org.normscope.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.normscope.tensor.Tensor;

/**
 * The InstanceNormalizations of a graph, each rewritten so that population statistics can be mixed in while it runs:
 *
 * <pre>y = (x - mean) (own + known) gamma + known (mean - populationMean) gamma + beta
 * own = (1 - rho) / sqrt(variance + eps), known = rho / sqrt(populationVariance + eps)</pre>
 *
 * <p>rho, [1, C, 1, 1] in [0, 1], is a new input of the graph for each; mean and variance of the picture are values of
 * their own, so that a run may be fed those of a larger picture.
 *
 * @param graph without the InstanceNormalizations that could be rewritten
 * @param sites in running order
 */
public record InstanceBlend(Graph graph, List<Site> sites) {
    private static final float EPSILON = 1e-5f;

    /**
     * Names around one normalization.
     *
     * @param label    of the old node
     * @param input    what is normalized, [N, C, H, W]
     * @param output   the result
     * @param mean     of the picture by channel, [N, C, 1, 1]
     * @param variance of the picture by channel, [N, C, 1, 1]
     * @param rho      input of the graph
     */
    public record Site(String label, String input, String output, String mean, String variance,
                       String rho, int channels) { }

    /**
     * Of what a normalization normalizes, by channel, over many pictures.
     */
    public record Population(float[] mean, float[] variance) { }

    /** The InstanceNormalizations that can be rewritten: those whose gamma and beta are constants, in running order. */
    public static List<Node> normalizations(Graph graph) {
        return graph.nodes()
            .stream().filter(node -> node.operator().equals("InstanceNormalization") && node.domain().isEmpty()
                && graph.constant(node.input(1)).isPresent() && graph.constant(node.input(2)).isPresent()).toList();
    }

    /** @param population of the k-th of {@link #normalizations} */
    public static InstanceBlend of(Graph graph, IntFunction<Population> population) {
        List<Site> sites = new ArrayList<>();
        Graph rewritten = graph;
        for (Node node : normalizations(graph)) {
            NodeExchange exchange = new NodeExchange(rewritten, node);
            sites.add(exchanged(exchange, graph, node, "site" + sites.size(), population.apply(sites.size())));
            rewritten = exchange.graph();
        }
        return new InstanceBlend(rewritten, List.copyOf(sites));
    }

    /**
     * The graph with fixed shares instead: every normalization stands as InstanceNormalization, BatchNormalization or
     * both.
     *
     * @param rho by channel, of the k-th of {@link #normalizations}
     */
    public static Graph frozen(Graph graph, IntFunction<Population> population, IntFunction<float[]> rho) {
        List<Node> nodes = normalizations(graph);
        Graph rewritten = graph;
        for (int k = 0; k < nodes.size(); k++) {
            Node node = nodes.get(k);
            rewritten = NormSurgery.replaced(rewritten, node.output(),
                new NormSurgery.Fixed(node.label(), node.input(0), rho.apply(k),
                    graph.constant(node.input(1)).orElseThrow().data(),
                    graph.constant(node.input(2)).orElseThrow().data(),
                    population.apply(k).mean(), population.apply(k).variance(), node.real("epsilon", EPSILON)));
        }
        return rewritten.pruned();
    }

    private static Site exchanged(NodeExchange to, Graph graph, Node node, String site, Population population) {
        ElementType type = graph.type(node.input(0));
        String x = node.input(0), epsilon = to.vector(site + ".epsilon", type, node.real("epsilon", EPSILON)),
            one = to.vector(site + ".one", type, 1);
        float[] scale = graph.constant(node.input(1)).map(Tensor::data).orElseThrow(),
            shift = graph.constant(node.input(2)).map(Tensor::data).orElseThrow();
        String gamma = to.channels(site + ".gamma", type, scale), beta = to.channels(site + ".beta", type, shift);
        String rho = to.input(site + ".rho", type, 1, scale.length, 1, 1);
        String mean = to.add("GlobalAveragePool", site + ".mean", x), apart = to.add("Sub", site + ".apart", x, mean);
        String variance = to.add("GlobalAveragePool", site + ".variance",
            to.add("Mul", site + ".squared", apart, apart));
        String own = to.add("Div", site + ".own", to.add("Sub", site + ".rest", one, rho),
            to.add("Sqrt", site + ".deviation", to.add("Add", site + ".sure", variance, epsilon)));
        String populationMean = to.channels(site + ".population_mean", type, population.mean());
        String populationVariance = to.channels(site + ".population_variance", type, population.variance());
        String known = to.add("Div", site + ".known", rho,
            to.add("Sqrt", site + ".population_deviation",
                to.add("Add", site + ".population_sure", populationVariance, epsilon)));
        String slope = to.add("Mul", site + ".slope", to.add("Add", site + ".both", own, known), gamma);
        String moved = to.add("Mul", site + ".moved", known, to.add("Sub", site + ".away", mean, populationMean));
        String level = to.add("Add", site + ".level", to.add("Mul", site + ".moved_scaled", moved, gamma), beta);
        to.add("Add", node.name(), List.of(to.add("Mul", site + ".scaled", apart, slope), level), node.output());
        return new Site(node.label(), x, node.output(), mean, variance, rho, scale.length);
    }
}
