package org.normscope.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.normscope.tensor.Tensor;

/**
 * Steps against gradients, as PyTorch takes them: SGD with momentum, or Adam with decoupled weight decay (Loshchilov
 * and Hutter 2019). Only what has two axes or more decays: biases and normalizations stay free.
 */
final class Optimizer {
    /** Which one. */
    enum Kind { SGD, ADAM }

    private static final double MOMENTUM = .9, FIRST = .9, SECOND = .999, EPSILON = 1e-8;

    private final Kind kind;
    private final double decay;
    private final Map<String, float[]> moments = new HashMap<>(), squares = new HashMap<>();
    private int steps;

    Optimizer(Kind kind, double decay) {
        this.kind = kind;
        this.decay = decay;
    }

    /** Changes the weights in place. @param gradients by the weights' names */
    void step(Map<String, Tensor> weights, Map<String, Tensor> gradients, double rate) {
        steps++;
        gradients.forEach((name, gradient) -> {
            Tensor weight = Objects.requireNonNull(weights.get(name));
            double held = weight.shape().rank() > 1 ? decay : 0;
            float[] moment = moments.computeIfAbsent(name, key -> new float[weight.data().length]);
            if (kind == Kind.SGD) sgd(weight.data(), gradient.data(), moment, rate, held);
            else adam(weight.data(), gradient.data(), moment,
                squares.computeIfAbsent(name, key -> new float[moment.length]), rate, held);
        });
    }

    private static void sgd(float[] weight, float[] gradient, float[] moment, double rate, double held) {
        float step = (float) rate, decayed = (float) held, momentum = (float) MOMENTUM;
        for (int i = 0; i < weight.length; i++) {
            moment[i] = momentum * moment[i] + gradient[i] + decayed * weight[i];
            weight[i] -= step * moment[i];
        }
    }

    /** All in one kind of number: the compiler takes eight at a time then, of millions. */
    private void adam(float[] weight, float[] gradient, float[] moment, float[] square, double rate, double held) {
        float step = (float) (rate / (1 - Math.pow(FIRST, steps))), kept = (float) (1 - rate * held),
            unbiased = (float) (1 / (1 - Math.pow(SECOND, steps))), epsilon = (float) EPSILON,
            first = (float) FIRST, rest = (float) (1 - FIRST), second = (float) SECOND, other = (float) (1 - SECOND);
        for (int i = 0; i < weight.length; i++) {
            float g = gradient[i];
            moment[i] = first * moment[i] + rest * g;
            square[i] = second * square[i] + other * g * g;
            weight[i] = kept * weight[i] - step * moment[i] / ((float) Math.sqrt(square[i] * unbiased) + epsilon);
        }
    }
}
