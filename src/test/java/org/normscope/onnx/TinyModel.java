package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import org.normscope.onnx.file.GraphFile;

/** Writes small networks, node by node. */
public final class TinyModel {
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17));
    private final GraphProto.Builder graph = model.getGraphBuilder().setName("tiny");

    /** @param extents -1 leaves one open */
    public TinyModel typedInput(String name, int type, int... extents) {
        graph.addInput(value(name, type, extents));
        return this;
    }

    /** A float32 input. */
    public TinyModel input(String name, int... extents) {
        return typedInput(name, 1, extents);
    }

    public TinyModel output(String... names) {
        for (String name : names) graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    public TinyModel opset(int version) {
        model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setDomain("").setVersion(version));
        return this;
    }

    public TinyModel domain(String name) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(name).setVersion(1));
        return this;
    }

    public TinyModel irVersion(int version) {
        model.setIrVersion(version);
        return this;
    }

    public TinyModel weights(String name, int[] extents, float... cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
        for (int extent : extents) tensor.addDims(extent);
        for (float cell : cells) tensor.addFloatData(cell);
        return weights(tensor.build());
    }

    public TinyModel weights(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /**
     * A node named after its operator and output: {@code node("Relu", "x", "y")}; several inputs are parted by blanks.
     */
    public TinyModel node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        return node(written(operator, inputs, outputs, attributes).build());
    }

    /** As {@link #node(String, String, String, AttributeProto...)}, not yet in the model. */
    public static NodeProto.Builder written(String operator, String inputs, String outputs,
                                            AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addAllAttribute(List.of(attributes))
            .addAllOutput(List.of(outputs.split(" ")));
        return inputs.isEmpty() ? node : node.addAllInput(List.of(inputs.split(" ")));
    }

    /** A local function of the domain "own", which the model has to name. */
    public static FunctionProto.Builder function(String name, String inputs, String outputs,
                                                 NodeProto.Builder... nodes) {
        FunctionProto.Builder function = FunctionProto.newBuilder().setDomain("own").setName(name)
            .addAllInput(List.of(inputs.split(" "))).addAllOutput(List.of(outputs.split(" ")))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
        for (NodeProto.Builder node : nodes) function.addNode(node);
        return function;
    }

    /** A call of a local function. */
    public static NodeProto.Builder call(String function, String inputs, String outputs,
                                         AttributeProto... attributes) {
        return written(function, inputs, outputs, attributes).setDomain("own");
    }

    public TinyModel function(FunctionProto.Builder function) {
        model.addFunctions(function);
        return this;
    }

    public TinyModel node(NodeProto node) {
        graph.addNode(node);
        return this;
    }

    public byte[] bytes() {
        return model.build().toByteArray();
    }

    public Graph graph() {
        return GraphFile.read(bytes(), "tiny.onnx");
    }

    public static ValueInfoProto value(String name, int type, int... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int extent : extents) {
            shape.addDim(extent < 0 ? TensorShapeProto.Dimension.newBuilder().setDimParam(name + shape.getDimCount())
                : TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder().setName(name)
            .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type)
                .setShape(shape))).build();
    }

    /** A vector of int64, for {@link #weights(TensorProto)}. */
    public static TensorProto whole(String name, long... cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(7).addDims(cells.length);
        for (long cell : cells) tensor.addInt64Data(cell);
        return tensor.build();
    }

    /** One int64 without axes. */
    public static TensorProto scalar(String name, long cell) {
        return TensorProto.newBuilder().setName(name).setDataType(7).addInt64Data(cell).build();
    }

    public static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) attribute.addInts(value);
        return attribute.build();
    }

    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value)).build();
    }

    public static AttributeProto texts(String name, String... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS);
        for (String value : values) attribute.addStrings(ByteString.copyFromUtf8(value));
        return attribute.build();
    }

    public static AttributeProto body(String name, GraphProto value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(value).build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.TENSOR).setT(value).build();
    }
}
