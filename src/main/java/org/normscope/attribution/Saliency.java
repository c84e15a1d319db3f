package org.normscope.attribution;

import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Relevance;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** What one run back to the picture tells. */
public final class Saliency {
    private Saliency() { }

    /**
     * How much each pixel would change the score: the gradient's size (Simonyan et al. 2014, arXiv 1312.6034), or what
     * guided backpropagation or the deconvolutional network make of it.
     */
    public static Attribution sizes(Network network, GraphRunner runner, Objective objective, Way way, Tensor picture,
        @Nullable Stop stop) {
        Decision.Answer answer = new Decision(network, runner, objective, way, network.picture()).of(picture, stop);
        return Attribution.of(Attribution.sizes(answer.gradient()), answer.score());
    }

    /**
     * How much of the score each pixel is answerable for (Bach et al. 2015); the rest went to biases and to what
     * flattens.
     */
    public static Attribution relevance(Network network, GraphRunner runner, Objective objective, Relevance relevance,
        Tensor picture, @Nullable Stop stop) {
        Decision.Answer answer = new Decision(network, runner, objective, relevance, network.picture())
            .of(picture, stop);
        return Attribution.of(Attribution.signed(answer.gradient().picture(0)), answer.score());
    }
}
