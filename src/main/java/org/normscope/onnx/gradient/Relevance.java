package org.normscope.onnx.gradient;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;

/**
 * Layer-wise relevance propagation (Bach et al. 2015; Montavon et al. 2019): every cell hands its share of a decision
 * down to the cells it was made of, in proportion to what each contributed. Activations and normalizations by the
 * cells' own statistics pass relevance on as it is; maxima, reshapes and the like go the gradient's way.
 *
 * @param dense of matrix products
 * @param inner of convolutions
 * @param first of the convolutions and matrix products that read the picture
 */
public record Relevance(Share dense, Share inner, Share first) implements Way {
    /** Added to what is divided by, with its sign; conservation fails by about as much. */
    private static final double EPSILON = 1e-6;
    private static final double GAMMA = .25;

    /** How what a cell has is shared among those it was made of. */
    public enum Share {
        /** By x w. */
        EPSILON,
        /** By x w, positive weights counting a quarter more: less noise. */
        GAMMA,
        /** By x w where it is positive. */
        Z_PLUS,
        /** To all cells of the window alike: where in the picture, not on which pixel. */
        FLAT
    }

    /** One rule for all layers. */
    public static Relevance of(Share share) {
        return new Relevance(share, share, share);
    }

    /**
     * By depth, as is recommended for classifiers (Kohlbrenner et al. 2020): epsilon above, z-plus between, flat at the
     * picture.
     */
    public static Relevance composite() {
        return new Relevance(Share.EPSILON, Share.Z_PLUS, Share.FLAT);
    }

    @Override
    public boolean isRelevance() {
        return true;
    }

    @Override
    public Rules rules(Graph forward) {
        Map<String, Rule> rules = new HashMap<>();
        for (String passing : new String[] {"Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "Clip", "Sigmoid",
            "HardSigmoid", "HardSwish", "Mish",
            "Softplus", "Tanh", "Gelu", "Erf", "Neg", "InstanceNormalization", "GroupNormalization",
                "LayerNormalization", "RMSNormalization",
            "LpNormalization", "LRN", "MeanVarianceNormalization"}) {
            rules.put(passing, Relevance::pass);
        }
        for (String linear : new String[] {"BatchNormalization", "ConvTranspose", "AveragePool", "GlobalAveragePool",
            "ReduceMean", "ReduceSum", "Resize"}) {
            rules.put(linear, proportional(Rules.gradient().of(linear)));
        }
        for (String sum : new String[] {"Add", "Sum", "Sub", "Mean"}) rules.put(sum,
            proportional(Rules.gradient().of(sum)));
        rules.put("Mul", Relevance::factors);
        rules.put("Div", step -> step.giveSummed(0, step.g()));
        rules.put("Conv", step -> share(step, inner));
        for (String product : new String[] {"Gemm", "MatMul"}) rules.put(product, step ->
            share(step, dense));
        return Rules.gradient().with(rules).writing(atThePicture(forward));
    }

    private static void share(Step step, Share share) {
        boolean weighs = step.wants(0) && !step.wants(1) && step.node().integer("transA", 0) == 0;
        switch (weighs ? share : Share.EPSILON) {
            case EPSILON -> WeightedShare.plain(step, EPSILON);
            case FLAT -> WeightedShare.flat(step, EPSILON);
            case Z_PLUS -> WeightedShare.positive(step, EPSILON);
            case GAMMA -> WeightedShare.more(step, GAMMA, EPSILON);
        }
    }

    /** Layers with weights that no other such layer is before. */
    private Map<String, Rule> atThePicture(Graph forward) {
        Map<String, Rule> rules = new HashMap<>();
        Set<String> behind = new HashSet<>();
        for (Node node : forward.nodes()) {
            boolean weighs = node.operator().equals("Conv") || node.operator().equals("Gemm")
                || node.operator().equals("MatMul");
            boolean later = node.reads().stream().anyMatch(behind::contains);
            if (weighs && !later) rules.put(node.output(), step -> share(step, first));
            if (weighs || later) behind.addAll(node.outputs());
        }
        return rules;
    }

    private static void pass(Step step) {
        if (step.wants(0)) step.give(0, step.g());
    }

    /** A gate passes on what it lets through; two factors that both depend on the picture get half each. */
    private static void factors(Step step) {
        boolean both = step.wants(0) && step.wants(1);
        String share = both ? step.op("Mul", step.g(), step.number(.5)) : step.g();
        for (int i = 0; i < 2; i++) if (step.wants(i)) step.giveSummed(i, share);
    }

    /** What the gradient's rule makes of relevance over what it is the relevance of, times what each cell was. */
    private static Rule proportional(Rule gradient) {
        return step -> gradient.back(step.proportional(WeightedShare.stabilized(step, step.y(), EPSILON)));
    }
}
