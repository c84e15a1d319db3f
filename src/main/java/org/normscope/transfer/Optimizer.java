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
        for (int i = 0; i < weight.length; i++) {
            moment[i] = (float) (MOMENTUM * moment[i] + gradient[i] + held * weight[i]);
            weight[i] -= (float) (rate * moment[i]);
        }
    }

    private void adam(float[] weight, float[] gradient, float[] moment, float[] square, double rate, double held) {
        double first = 1 - Math.pow(FIRST, steps), second = 1 - Math.pow(SECOND, steps);
        for (int i = 0; i < weight.length; i++) {
            moment[i] = (float) (FIRST * moment[i] + (1 - FIRST) * gradient[i]);
            square[i] = (float) (SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i]);
            double step = moment[i] / first / (Math.sqrt(square[i] / second) + EPSILON);
            weight[i] -= (float) (rate * (held * weight[i] + step));
        }
    }
}
