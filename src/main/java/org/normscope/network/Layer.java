package org.normscope.network;

import org.normscope.onnx.Operators;
import org.normscope.tensor.Shape;

/**
 * A node whose output depends on the picture and has rank 2 or more.
 *
 * @param name     the node's, else its output's, made unique
 * @param operator ONNX operator: Conv, BatchNormalization
 * @param input    name of the value it reads its maps from
 * @param output   name of the value it writes (its first output)
 * @param shape    of the output for one picture at the network's input size
 */
public record Layer(String name, String operator, LayerKind kind, String input, String output, Shape shape) {
    /** The operator where there is little room: BN. */
    public String brief() {
        return Operators.of(operator.replaceFirst(" \\(.*", "")).brief();
    }
}
