package org.normscope.network;

import org.normscope.onnx.Operators;

/** What a layer does, told from its operator ({@link Operators}), never from its name. */
public enum LayerKind {
    CONVOLUTION, FULLY_CONNECTED, NORMALIZATION, ACTIVATION, POOLING, ADD, CONCAT, OTHER;

    public static LayerKind of(String operator) {
        return valueOf(Operators.of(operator).kind().name());
    }
}
