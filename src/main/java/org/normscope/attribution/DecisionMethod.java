package org.normscope.attribution;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Preprocessing;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Relevance;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** How a decision is traced back, each with the usual parameters. */
public enum DecisionMethod {
    GRADCAM, GRADCAM_PLUS, INTEGRATED, SMOOTHGRAD, GRADIENT, RELEVANCE, OCCLUSION;

    private static final int NOISY_PICTURES = 16, SQUARES = 8;
    private static final double NOISE = .15, ERROR = .01;

    /** Whether it looks at the maps of a layer, not at the picture's pixels. */
    public boolean ofMaps() {
        return this == GRADCAM || this == GRADCAM_PLUS;
    }

    /** What is decided: a class, or one class against another. */
    public static Objective objective(Classes classes, int of, OptionalInt against) {
        Objective logit = classes.logit(of);
        return against.isPresent() ? logit.plus(classes.logit(against.getAsInt()).times(-1)) : logit;
    }

    /**
     * @param picture [1, C, H, W], prepared by the network's preprocessing
     * @param layer   whose maps are looked at, where the method does
     */
    public Attribution of(Network network, GraphRunner runner, int of, OptionalInt against, @Nullable Layer layer,
        Tensor picture, @Nullable Stop stop) {
        Classes classes = Classes.of(network);
        Preprocessing preprocessing = network.spec().preprocessing();
        Objective objective = objective(classes, of, against);
        return switch (this) {
            case GRADCAM, GRADCAM_PLUS -> GradCam.of(network, runner, objective, Objects.requireNonNull(layer),
                this == GRADCAM_PLUS, picture, stop);
            case INTEGRATED -> IntegratedGradients.of(network, runner, objective, picture,
                Plain.BLACK.of(preprocessing), ERROR, stop);
            case SMOOTHGRAD -> SmoothGrad.of(network, runner, objective, picture, NOISY_PICTURES, NOISE, 1, stop);
            case GRADIENT -> Saliency.sizes(network, runner, objective, Way.GRADIENT, picture, stop);
            case RELEVANCE -> Saliency.relevance(network, runner, objective, Relevance.composite(), picture, stop);
            case OCCLUSION -> occlusion(network, runner, classes.logits(), of, against, picture, stop);
        };
    }

    private static Attribution occlusion(Network network, GraphRunner runner, String logits, int of,
        OptionalInt against, Tensor picture, @Nullable Stop stop) {
        Preprocessing preprocessing = network.spec().preprocessing();
        int side = Math.max(2, Math.min(preprocessing.width(), preprocessing.height()) / SQUARES);
        Tensor cover = Plain.GREY.of(preprocessing);
        Attribution one = Occlusion.of(network, runner, logits, of, picture, cover, side, side / 2, stop);
        if (against.isEmpty()) return one;
        Attribution other = Occlusion.of(network, runner, logits, against.getAsInt(), picture, cover, side, side / 2,
            stop);
        float[] difference = one.map().data().clone();
        for (int i = 0; i < difference.length; i++) difference[i] -= other.map().data()[i];
        return Attribution.of(Tensor.of(one.map().shape(), difference), one.score() - other.score());
    }
}
