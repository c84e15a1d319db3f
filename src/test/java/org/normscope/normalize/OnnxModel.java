package org.normscope.normalize;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.engine.TestEngine;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** A small ONNX graph, fed from tensors and run by ONNX Runtime: what this project did not write. */
public final class OnnxModel {
    private final int opset;
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("peer");
    private final Map<String, Tensor> feeds = new LinkedHashMap<>();

    public OnnxModel(int opset) {
        this.opset = opset;
    }

    public OnnxModel input(String name, Tensor value) {
        feeds.put(name, value);
        graph.addInput(info(name, value.shape().rank()));
        return this;
    }

    public OnnxModel input(String name, float... values) {
        return input(name, Tensor.of(Shape.of(values.length), values));
    }

    public OnnxModel integers(String name, long... values) {
        graph.addInitializer(OnnxMl.TensorProto.newBuilder().setName(name)
            .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
            .addDims(values.length).addAllInt64Data(Arrays.stream(values).boxed().toList()));
        return this;
    }

    /** Attributes are Integer, Float, or a list of integers. Inputs and outputs are separated by spaces. */
    public OnnxModel node(String operator, String inputs, String outputs, Map<String, ?> attributes) {
        OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setOpType(operator)
            .addAllInput(List.of(inputs.split(" "))).addAllOutput(List.of(outputs.split(" ")));
        attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return this;
    }

    public OnnxModel node(String operator, String inputs, String outputs) {
        return node(operator, inputs, outputs, Map.of());
    }

    private static OnnxMl.AttributeProto attribute(String name, Object value) {
        OnnxMl.AttributeProto.Builder attribute = OnnxMl.AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer integer) {
            return attribute.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(integer).build();
        }
        if (value instanceof Float real) {
            return attribute.setType(OnnxMl.AttributeProto.AttributeType.FLOAT).setF(real).build();
        }
        ((List<?>) value).forEach(element -> attribute.addInts(((Number) element).longValue()));
        return attribute.setType(OnnxMl.AttributeProto.AttributeType.INTS).build();
    }

    private static OnnxMl.ValueInfoProto info(String name, int rank) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (int axis = 0; axis < rank; axis++) {
            shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name + axis));
        }
        return OnnxMl.ValueInfoProto.newBuilder().setName(name).setType(OnnxMl.TypeProto.newBuilder().setTensorType(
            OnnxMl.TypeProto.Tensor.newBuilder().setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE).setShape(shape)))
            .build();
    }

    /** The inputs' values by name. */
    public Map<String, Tensor> feeds() {
        return feeds;
    }

    /** The model as a file's bytes. */
    public byte[] bytes(String output) {
        graph.clearOutput().addOutput(OnnxMl.ValueInfoProto.newBuilder().setName(output)
            .setType(OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE))));
        return OnnxMl.ModelProto.newBuilder().setIrVersion(10).setGraph(graph)
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset)).build().toByteArray();
    }

    /** What ONNX Runtime gives for this value. */
    public Tensor run(String output) {
        OrtEnvironment environment = TestEngine.environment();
        Map<String, OnnxTensor> fed = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(bytes(output), options)) {
                for (Map.Entry<String, Tensor> feed : feeds.entrySet()) {
                    long[] extents = Arrays.stream(feed.getValue().shape().toArray()).asLongStream().toArray();
                    fed.put(feed.getKey(),
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(feed.getValue().data()), extents));
                }
                try (OrtSession.Result result = session.run(fed)) {
                    OnnxTensor tensor = (OnnxTensor) result.get(0);
                    FloatBuffer buffer = tensor.getFloatBuffer();
                    float[] data = new float[buffer.remaining()];
                    buffer.get(data);
                    int[] extents = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
                    return Tensor.of(Shape.of(extents), data);
                }
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }
}
