package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.jspecify.annotations.Nullable;

/**
 * A declared input or output of a graph.
 *
 * @param extents slowest axis first; -1 where the file leaves one open; null where it does not even say the rank
 */
public record Value(String name, ElementType type, int @Nullable [] extents) {
    /** An extent that the file leaves open. */
    public static final int OPEN = -1;

    static Value of(ValueInfoProto info) {
        TypeProto.Tensor tensor = info.getType().getTensorType();
        int[] extents = tensor.hasShape()
            ? tensor.getShape().getDimList().stream().mapToInt(Value::extent).toArray() : null;
        return new Value(info.getName(), ElementType.of(tensor.getElemType()), extents);
    }

    /** Exporters also write 0 or -1 for an open extent. */
    private static int extent(Dimension dimension) {
        long extent = dimension.getDimValue();
        return extent > 0 && extent <= Integer.MAX_VALUE ? (int) extent : OPEN;
    }

    /** Number of axes; -1 where the file does not say. */
    public int rank() {
        return extents == null ? -1 : extents.length;
    }
}
