package org.normscope.patches.field;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Random;

/**
 * A small network of random windows, strides, pads, dilations, branches and resizings. All weights are positive and no
 * statistics of whole maps are taken, so that a pixel that is seen always moves what sees it.
 */
public final class RandomGraph {
    private static final int CHANNELS = 3;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("random");
    private final Random random;
    private String last = "x";
    private int names;

    private RandomGraph(long seed) {
        random = new Random(seed);
    }

    public static byte[] of(long seed) {
        RandomGraph made = new RandomGraph(seed);
        made.graph.addInput(maps("x"));
        int depth = 2 + made.random.nextInt(4);
        for (int i = 0; i < depth; i++) made.step();
        made.graph.addOutput(ValueInfoProto.newBuilder().setName(made.last).setType(TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        return ModelProto.newBuilder().setIrVersion(8).setGraph(made.graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(18)).build().toByteArray();
    }

    private static ValueInfoProto maps(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("n"))
            .addDim(Dimension.newBuilder().setDimValue(CHANNELS)).addDim(Dimension.newBuilder().setDimParam("h"))
            .addDim(Dimension.newBuilder().setDimParam("w"));
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
            TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape))).build();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> last = convolution(last, false);
            case 3, 4 -> last = pooling();
            case 5 -> last = branches();
            case 6 -> last = transposed();
            case 7 -> last = resize();
            case 8 -> last = pad();
            case 9 -> last = slice();
            case 10 -> last = write(node("Relu", last));
            default -> last = random.nextInt(3) > 0 ? convolution(last, false) : write(node("GlobalAveragePool", last));
        }
    }

    private String convolution(String from, boolean same) {
        int high = side(), wide = side();
        NodeProto.Builder node = node("Conv", from, weights(CHANNELS, CHANNELS, high, wide));
        if (same) return write(node.addAttribute(text("auto_pad", random.nextBoolean() ? "SAME_UPPER" : "SAME_LOWER")));
        return write(window(node, 3, true));
    }

    private String pooling() {
        boolean max = random.nextBoolean();
        int high = 1 + random.nextInt(3), wide = 1 + random.nextInt(3);
        NodeProto.Builder node = node(max ? "MaxPool" : "AveragePool", last)
            .addAttribute(integers("kernel_shape", high, wide));
        if (!max) node.addAttribute(integer("count_include_pad", random.nextInt(2)));
        boolean explicit = random.nextInt(3) > 0;
        if (explicit) {
            node.addAttribute(integers("strides", side(), side()))
                .addAttribute(integer("ceil_mode", random.nextInt(2)));
            node.addAttribute(integers("pads", random.nextInt(high), random.nextInt(wide),
                random.nextInt(high), random.nextInt(wide)));
            if (max) node.addAttribute(integers("dilations", 1 + random.nextInt(2), 1 + random.nextInt(2)));
            return write(node);
        }
        return write(node.addAttribute(integers("strides", side(), side()))
            .addAttribute(text("auto_pad", automatic())));
    }

    private NodeProto.Builder window(NodeProto.Builder node, int pads, boolean dilated) {
        node.addAttribute(integers("strides", side(), side()));
        if (dilated) node.addAttribute(integers("dilations", 1 + random.nextInt(2), 1 + random.nextInt(2)));
        return random.nextInt(3) == 0 ? node.addAttribute(text("auto_pad", automatic()))
            : node.addAttribute(integers("pads", random.nextInt(pads), random.nextInt(pads),
                random.nextInt(pads), random.nextInt(pads)));
    }

    private String automatic() {
        return new String[] {"SAME_UPPER", "SAME_LOWER", "VALID"}[random.nextInt(3)];
    }

    private String branches() {
        String left = convolution(last, true), right = random.nextBoolean() ? convolution(last, true) : last;
        if (random.nextBoolean()) return write(node("Add", left, right));
        String both = write(node("Concat", left, right).addAttribute(integer("axis", 1)));
        return write(node("Conv", both, weights(CHANNELS, 2 * CHANNELS, 1, 1)));
    }

    private String transposed() {
        NodeProto.Builder node = node("ConvTranspose", last, weights(CHANNELS, CHANNELS, side(), side()));
        node.addAttribute(integers("strides", side(), side()))
            .addAttribute(integers("dilations", 1 + random.nextInt(2), 1 + random.nextInt(2)));
        if (random.nextInt(3) == 0) return write(node.addAttribute(text("auto_pad", automatic())));
        return write(node.addAttribute(
            integers("pads", random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2))));
    }

    private String resize() {
        float[] scales = {.5f, .75f, 1.5f, 2, 3};
        String mode = random.nextBoolean() ? "nearest" : "linear";
        String[] coordinates = {"half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"};
        String[] rounding = {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"};
        String sizes = constant(1, 1, scales[random.nextInt(5)], scales[random.nextInt(5)]);
        return write(node("Resize", last, "", sizes).addAttribute(text("mode", mode))
            .addAttribute(text("coordinate_transformation_mode", coordinates[random.nextInt(4)]))
            .addAttribute(text("nearest_mode", rounding[random.nextInt(4)])));
    }

    private String pad() {
        String mode = new String[] {"constant", "edge", "reflect"}[random.nextInt(3)];
        String pads = integers(0, 0, random.nextInt(3), random.nextInt(3), 0, 0, random.nextInt(3), random.nextInt(3));
        return write(node("Pad", last, pads).addAttribute(text("mode", mode)));
    }

    private String slice() {
        return write(node("Slice", last, integers(random.nextInt(2), random.nextInt(3)),
            integers(1000, -1 - random.nextInt(2)), integers(2, 3), integers(1 + random.nextInt(2), 1)));
    }

    private int side() {
        return 1 + random.nextInt(3);
    }

    private String weights(int... extents) {
        TensorProto.Builder weights = TensorProto.newBuilder().setName("w" + names++)
            .setDataType(TensorProto.DataType.FLOAT_VALUE);
        int size = 1;
        for (int extent : extents) {
            weights.addDims(extent);
            size *= extent;
        }
        for (int i = 0; i < size; i++) weights.addFloatData(.5f + random.nextFloat());
        graph.addInitializer(weights);
        return weights.getName();
    }

    private String constant(float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("c" + names++)
            .setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(values.length);
        for (float value : values) tensor.addFloatData(value);
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String integers(int... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("c" + names++)
            .setDataType(TensorProto.DataType.INT64_VALUE).addDims(values.length);
        for (int value : values) tensor.addInt64Data(value);
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private static NodeProto.Builder node(String operator, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator);
        for (String input : inputs) node.addInput(input);
        return node;
    }

    private String write(NodeProto.Builder node) {
        String output = "v" + names++;
        graph.addNode(node.addOutput(output));
        return output;
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    private static AttributeProto integers(String name, int... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name)
            .setType(AttributeProto.AttributeType.INTS);
        for (int value : values) attribute.addInts(value);
        return attribute.build();
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING)
            .setS(com.google.protobuf.ByteString.copyFromUtf8(value)).build();
    }
}
