package org.normscope.onnx.gradient;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.DoubleRun.Cells;

/** One operator with random inputs and attributes. */
final class RuleCase {
    static final int FLOAT = 1, INT64 = 7, BOOL = 9, DOUBLE = 11;

    private final String operator;
    private final String prefix;
    private final Random random;
    private final List<AttributeProto> attributes = new ArrayList<>();
    private final Map<String, Cells> real = new LinkedHashMap<>();
    private final Map<String, Cells> whole = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> fixed = new ArrayList<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private int outputs = 1;
    private int observed;
    private int opset = 17;
    private boolean linear;
    private boolean coarse;

    /** @param prefix of all names, for several cases in one network */
    RuleCase(String operator, String prefix, Random random) {
        this.operator = operator;
        this.prefix = prefix;
        this.random = random;
    }

    RuleCase opset(int version) {
        opset = version;
        return this;
    }

    RuleCase outputs(int count) {
        outputs = count;
        return this;
    }

    /** Only the first outputs are of real numbers, or have gradients. */
    RuleCase observing(int count) {
        observed = count;
        return this;
    }

    /** In each input, so that differences in float32 may take a large step. */
    RuleCase linear() {
        linear = true;
        return this;
    }

    /** An input with a gradient. */
    RuleCase real(String name, double low, double high, int... extents) {
        double[] data = new double[Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
        // float32 holds them exactly, so that both types compute the same.
        for (int i = 0; i < data.length; i++) data[i] = (float) (low + (high - low) * random.nextDouble());
        return real(name, Cells.of(extents, data));
    }

    /** An input whose cells differ by more than any step of the differences, from each other and from 0. */
    RuleCase apart(String name, int... extents) {
        double[] data = new double[Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < data.length; i++) {
            int j = random.nextInt(i + 1);
            data[i] = data[j];
            data[j] = i - data.length / 2 + .5;
        }
        return real(name, Cells.of(extents, data));
    }

    RuleCase real(String name, int... extents) {
        return real(name, -2, 2, extents);
    }

    RuleCase real(String name, Cells cells) {
        real.put(prefix + name, cells);
        inputs.add(prefix + name);
        return this;
    }

    /** An input of real numbers that is a constant of the file. */
    RuleCase constant(String name, double... cells) {
        return constant(name, Cells.of(new int[] {cells.length}, cells));
    }

    RuleCase constant(String name, Cells cells) {
        real(name, cells);
        fixed.add(prefix + name);
        return this;
    }

    /** A constant without axes. */
    RuleCase number(String name, double cell) {
        real(name, Cells.of(new int[0], cell));
        fixed.add(prefix + name);
        return this;
    }

    /** A constant vector of whole numbers. */
    RuleCase whole(String name, long... cells) {
        return whole(name, new int[] {cells.length}, cells);
    }

    RuleCase whole(String name, int[] extents, long... cells) {
        whole.put(prefix + name, Cells.of(extents, Arrays.stream(cells).asDoubleStream().toArray()));
        inputs.add(prefix + name);
        return this;
    }

    /** A constant of truths. */
    RuleCase truths(String name, int[] extents, long... cells) {
        types.put(prefix + name, BOOL);
        return whole(name, extents, cells);
    }

    /** A constant whole number without axes. */
    RuleCase wholeNumber(String name, long cell) {
        return whole(name, new int[0], cell);
    }

    /** Keeps a constant in float32, whatever the operator computes in. */
    RuleCase floats(String name) {
        types.put(prefix + name, FLOAT);
        return this;
    }

    /** Computes in float32, also where the engine says that it has float64: not all of it is as exact as it says. */
    RuleCase inFloat32() {
        coarse = true;
        return this;
    }

    boolean isInFloat32() {
        return coarse;
    }

    int extent(String name, int axis) {
        return (int) real.get(prefix + name).extents()[axis];
    }

    /** An input that is left out. */
    RuleCase without() {
        inputs.add("");
        return this;
    }

    RuleCase with(String name, long value) {
        attributes.add(TinyModel.integer(name, value));
        return this;
    }

    RuleCase with(String name, float value) {
        attributes.add(TinyModel.real(name, value));
        return this;
    }

    RuleCase with(String name, String value) {
        attributes.add(TinyModel.text(name, value));
        return this;
    }

    RuleCase with(String name, int... values) {
        attributes.add(TinyModel.integers(name, Arrays.stream(values).asLongStream().toArray()));
        return this;
    }

    RuleCase reals(String name, float... values) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        for (float value : values) attribute.addFloats(value);
        attributes.add(attribute.build());
        return this;
    }

    int opset() {
        return opset;
    }

    /** The inputs whose gradients are compared. */
    List<String> differentiated() {
        return real.keySet().stream().filter(name -> !fixed.contains(name)).toList();
    }

    Map<String, Cells> feeds() {
        return real;
    }

    /** The outputs that the objective is made of: those of real numbers. */
    List<String> observed() {
        return IntStream.range(0, observed == 0 ? outputs : observed).mapToObj(i -> prefix + "y" + i).toList();
    }

    /** Adds the node, its inputs and its constants to a network. */
    void addTo(TinyModel model, int type, boolean open) {
        real.forEach((name, cells) -> {
            int[] extents = Arrays.stream(cells.extents()).mapToInt(e -> (int) e).toArray();
            if (fixed.contains(name)) model.weights(tensor(name, types.getOrDefault(name, type), cells));
            else model.typedInput(name, type, open ? opened(extents) : extents);
        });
        whole.forEach((name, cells) -> model.weights(tensor(name, types.getOrDefault(name, INT64), cells)));
        model.node(NodeProto.newBuilder().setOpType(operator).setName(prefix + "node").addAllInput(inputs)
            .addAllOutput(IntStream.range(0, outputs).mapToObj(i -> prefix + "y" + i).toList())
                .addAllAttribute(attributes).build());
        model.output(observed().toArray(String[]::new));
    }

    private static int[] opened(int[] extents) {
        int[] open = extents.clone();
        Arrays.fill(open, -1);
        return open;
    }

    static TensorProto tensor(String name, int type, Cells cells) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        for (long extent : cells.extents()) tensor.addDims(extent);
        ByteBuffer bytes = ByteBuffer.allocate(8 * cells.data().length).order(ByteOrder.LITTLE_ENDIAN);
        for (double cell : cells.data()) {
            if (type == FLOAT) bytes.putFloat((float) cell);
            else if (type == DOUBLE) bytes.putDouble(cell);
            else if (type == BOOL) bytes.put((byte) cell);
            else bytes.putLong((long) cell);
        }
        return tensor.setRawData(ByteString.copyFrom(bytes.flip())).build();
    }

    boolean isLinear() {
        return linear;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(operator);
        real.forEach((name, cells) -> text.append(' ').append(name).append(Arrays.toString(cells.extents())));
        whole.forEach((name, cells) -> text.append(' ').append(name).append(Arrays.toString(cells.data())));
        attributes.forEach(a -> text.append(' ').append(a.toString().replaceAll("\\s+", " ")));
        return text.toString();
    }
}
