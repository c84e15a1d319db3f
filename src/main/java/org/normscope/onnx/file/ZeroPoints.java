package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import org.normscope.onnx.ElementType;

/**
 * Writes the zero point of weights that are kept as whole numbers where the file leaves it out. ONNX
 * (DequantizeLinear-10) takes it for zero then, but ONNX Runtime 1.28 looks for it, and the whole program ends.
 */
final class ZeroPoints {
    private static final int ZERO_POINT = 2;

    private ZeroPoints() { }

    static ModelProto written(ModelProto model) {
        ModelProto.Builder changed = model.toBuilder();
        return written(changed.getGraphBuilder(), Map.of()) ? changed.build() : model;
    }

    /** @param around constants that a body can capture */
    private static boolean written(GraphProto.Builder graph, Map<String, TensorProto> around) {
        Map<String, TensorProto> constants = new HashMap<>(around);
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            if (!node.getOpType().equals("Constant")) continue;
            for (AttributeProto value : node.getAttributeList()) {
                if (value.hasT()) constants.put(node.getOutput(0), value.getT());
            }
        }
        boolean any = false;
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasG()) any |= written(attribute.getGBuilder(), constants);
            }
            if (!node.getOpType().equals("DequantizeLinear") || node.getInputCount() != ZERO_POINT) continue;
            TensorProto cells = constants.get(node.getInput(0)), scale = constants.get(node.getInput(1));
            if (cells == null || scale == null) continue;
            int bytes = bytes(ElementType.of(cells.getDataType()));
            if (bytes == 0) continue;
            String name = node.getOutput(0) + "/zero point";
            long count = scale.getDimsList().stream().reduce(1L, (a, b) -> a * b);
            graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(cells.getDataType())
                .addAllDims(scale.getDimsList()).setRawData(ByteString.copyFrom(new byte[(int) count * bytes])));
            node.addInput(name);
            any = true;
        }
        return any;
    }

    /** Of a cell; 0 of types that have no zero point, or are told by less than a byte. */
    private static int bytes(ElementType type) {
        return switch (type) {
            case INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            default -> 0;
        };
    }
}
