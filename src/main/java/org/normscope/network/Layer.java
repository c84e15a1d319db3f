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
 * @param slices   of three-dimensional maps, which stand one below the other in shape; 1 where they are flat
 */
public record Layer(String name, String operator, LayerKind kind, String input, String output, Shape shape,
                    int slices) {
    /** One of flat maps. */
    public Layer(String name, String operator, LayerKind kind, String input, String output, Shape shape) {
        this(name, operator, kind, input, output, shape, 1);
    }

    /** Rows of one slice, which are all where maps are flat. */
    public int rows() {
        return shape.h() / slices;
    }

    /** The operator where there is little room: BN. */
    public String brief() {
        return Operators.of(operator.replaceFirst(" \\(.*", "")).brief();
    }
}
