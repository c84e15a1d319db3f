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
     * Guided backpropagation: what goes back through a ReLU is cut off where the ReLU did, and where it is negative
     * (Springenberg et al. 2015, arXiv 1412.6806).
     */
    Way GUIDED = forward -> Rules.gradient().with(Map.of("Relu", step ->
        step.give(0, step.op("Relu", CellFunctions.passed(step)))));

    /**
     * The deconvolutional network of Zeiler and Fergus (2014, arXiv 1311.2901): a ReLU cuts off what is negative on its
     * way back.
     */
    Way DECONVNET = forward -> Rules.gradient().with(Map.of("Relu", step -> step.give(0, step.op("Relu", step.g()))));

    /** The gradient as if every rectifier were open: for a first step from where all of them are shut. */
    Way OPENED = forward -> Rules.gradient().with(Stream.of("Relu", "Clip", "ThresholdedRelu", "HardSigmoid", "Shrink")
        .collect(Collectors.toMap(shut -> shut, shut -> step -> step.give(0, step.g()))));

    /** @param forward the graph that is gone back through, its objective included */
    Rules rules(Graph forward);

    /**
     * Whether relevance goes back, not a gradient: it begins as the objective's gradient times the value it is made of.
     */
    default boolean isRelevance() {
        return false;
    }
}
