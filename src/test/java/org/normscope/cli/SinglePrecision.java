package org.normscope.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A network of half precision with the same weights in float32: what is off in the first alone is its rounding. */
final class SinglePrecision {
    private static final int FLOAT = 1, HALF = 10, MANTISSA = 10, BIAS = 15;

    private SinglePrecision() { }

    static byte[] of(byte[] file) throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder().clearValueInfo();
        graph.getInitializerBuilderList().forEach(SinglePrecision::widen);
        graph.getInputBuilderList().forEach(SinglePrecision::widen);
        graph.getOutputBuilderList().forEach(SinglePrecision::widen);
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasT()) widen(attribute.getTBuilder());
                if (node.getOpType().equals("Cast") && attribute.getI() == HALF) attribute.setI(FLOAT);
            }
        }
        return model.build().toByteArray();
    }

    private static void widen(ValueInfoProto.Builder value) {
        if (value.getType().getTensorType().getElemType() == HALF) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(FLOAT);
        }
    }

    private static void widen(TensorProto.Builder tensor) {
        if (tensor.getDataType() != HALF) return;
        tensor.setDataType(FLOAT);
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) tensor.addFloatData(single(bytes.getShort()));
        for (int bits : tensor.getInt32DataList()) tensor.addFloatData(single((short) bits));
        tensor.clearRawData().clearInt32Data();
    }

    /** IEEE 754 binary16: (1 + m / 1024) 2^(e - 15), m / 1024 2^-14 where e is 0. */
    static float single(short half) {
        int exponent = half >> MANTISSA & 31, mantissa = half & 1023;
        double size = exponent == 31 ? mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN : exponent == 0
            ? Math.scalb(mantissa, 1 - BIAS - MANTISSA) : Math.scalb(1024 + mantissa, exponent - BIAS - MANTISSA);
        return (float) (half < 0 ? -size : size);
    }
}
