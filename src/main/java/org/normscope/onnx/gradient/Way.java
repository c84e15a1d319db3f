package org.normscope.onnx.gradient;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normscope.onnx.Graph;

/** A way of going back through a network. */
public interface Way {
    /** The gradient. */
    Way GRADIENT = forward -> Rules.gradient();

    /**
     * Guided backpropagation: what goes back through a ReLU, or a Clip from 0 on as ReLU6 is one, is cut off where it
     * did, and where it is negative (Springenberg et al. 2015, arXiv 1412.6806).
     */
    Way GUIDED = forward -> Rules.gradient().with(Map.of("Relu", step -> step.give(0, step.op("Relu",
        CellFunctions.passed(step))), "Clip", step -> CellFunctions.clip(step, CellFunctions.cutsOff(step)
            ? step.op("Relu", step.g()) : step.g())));

    /**
     * The deconvolutional network of Zeiler and Fergus (2014, arXiv 1311.2901): a ReLU, or such a Clip, cuts off what
     * is negative on its way back.
     */
    Way DECONVNET = forward -> Rules.gradient().with(Map.of("Relu", step -> step.give(0, step.op("Relu", step.g())),
        "Clip", step -> {
            if (CellFunctions.cutsOff(step)) step.give(0, step.op("Relu", step.g()));
            else CellFunctions.clip(step, step.g());
        }));

    /** The gradient as if every rectifier were open: for a first step from where all of them are shut. */
    Way OPENED = forward -> Rules.gradient().with(Stream.of("Relu", "Clip", "ThresholdedRelu", "HardSigmoid", "Shrink",
        "Max", "Min").collect(Collectors.toMap(shut -> shut, shut -> Rules.gradient().of("Sum"))));

    /** @param forward the graph that is gone back through, its objective included */
    Rules rules(Graph forward);

    /**
     * Whether relevance goes back, not a gradient: it begins as the objective's gradient times the value it is made of.
     */
    default boolean isRelevance() {
        return false;
    }
}
