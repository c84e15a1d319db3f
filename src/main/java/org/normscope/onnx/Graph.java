package org.normscope.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.Collection;

/** An ONNX model as bytes and objects. Immutable; surgery returns new graphs. */
public final class Graph {
    private final OnnxMl.ModelProto model;

    Graph(OnnxMl.ModelProto model) {
        this.model = model;
    }

    OnnxMl.ModelProto model() {
        return model;
    }

    /** The model as a file's bytes. */
    public byte[] toBytes() {
        return model.toByteArray();
    }

    /** SHA-256 of {@link #toBytes()}, hexadecimal: the key under which sessions and indexes are kept. */
    public String hash() {
        throw new UnsupportedOperationException();
    }

    /** The same graph that gives these values (outputs or values inside) as its only outputs. */
    public Graph giving(Collection<String> values) {
        throw new UnsupportedOperationException();
    }
}
