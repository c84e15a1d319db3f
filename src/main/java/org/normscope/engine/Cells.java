package org.normscope.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import org.normscope.onnx.BadNetworkException;
import org.normscope.tensor.Tensor;

/** Brings tensors over the engine's wall and back: float32 on this side, what the graph wants on the other. */
final class Cells {
    private Cells() { }

    static NDArray toEngine(Tensor tensor, OnnxJavaType type, NDManager manager, String file) {
        float[] data = tensor.data();
        Shape shape = new Shape(Arrays.stream(tensor.shape().toArray()).asLongStream().toArray());
        return switch (type) {
            case FLOAT -> manager.create(floats(data, manager), shape, DataType.FLOAT32);
            case DOUBLE -> manager.create(doubles(data), shape, DataType.FLOAT64);
            case FLOAT16 -> manager.create(halves(data, manager), shape, DataType.FLOAT16);
            case INT64 -> manager.create(longs(data), shape, DataType.INT64);
            case INT32 -> manager.create(integers(data), shape, DataType.INT32);
            case UINT8 -> manager.create(bytes(data, 0, 255, manager), shape, DataType.UINT8);
            case INT8 -> manager.create(bytes(data, -128, 127, manager), shape, DataType.INT8);
            case BOOL -> manager.create(bytes(data, 0, 1, manager), shape, DataType.BOOLEAN);
            default -> throw new BadNetworkException("engine.type", file, type.toString());
        };
    }

    private static FloatBuffer floats(float[] data, NDManager manager) {
        return OffHeap.words(data.length, manager).asFloatBuffer().put(0, data);
    }

    private static DoubleBuffer doubles(float[] data) {
        DoubleBuffer doubles = DoubleBuffer.allocate(data.length);
        for (float cell : data) doubles.put(cell);
        return doubles.flip();
    }

    private static ByteBuffer halves(float[] data, NDManager manager) {
        ByteBuffer halves = OffHeap.bytes(Math.multiplyExact(Short.BYTES, data.length), manager);
        for (float cell : data) halves.putShort(Fp16Conversions.floatToFp16(cell));
        return halves.flip();
    }

    private static LongBuffer longs(float[] data) {
        LongBuffer longs = LongBuffer.allocate(data.length);
        for (float cell : data) longs.put(Math.round((double) cell));
        return longs.flip();
    }

    private static IntBuffer integers(float[] data) {
        IntBuffer integers = IntBuffer.allocate(data.length);
        for (float cell : data) integers.put(Math.round(cell));
        return integers.flip();
    }

    private static ByteBuffer bytes(float[] data, int lowest, int highest, NDManager manager) {
        ByteBuffer bytes = OffHeap.bytes(data.length, manager);
        for (float cell : data) bytes.put((byte) Math.max(lowest, Math.min(highest, Math.round(cell))));
        return bytes.flip();
    }

    /** The tensor's cells, copied: the engine's memory goes back to it. */
    static Tensor fromEngine(OrtNDArray array, String value, String file) {
        return fromEngine(array.getTensor(), value, file);
    }

    static Tensor fromEngine(OnnxTensor tensor, String value, String file) {
        float[] data = switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> floats(tensor.getFloatBuffer());
            case DOUBLE -> floats(tensor.getDoubleBuffer());
            case INT64 -> floats(tensor.getLongBuffer());
            case INT32 -> floats(tensor.getIntBuffer());
            case INT16 -> floats(tensor.getShortBuffer());
            case UINT8 -> floats(tensor.getByteBuffer(), 0xff);
            case INT8, BOOL -> floats(tensor.getByteBuffer(), -1);
            default -> throw new BadNetworkException("engine.type", file, tensor.getInfo().type + " (" + value + ")");
        };
        int[] extents = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
        return Tensor.of(org.normscope.tensor.Shape.of(extents), data);
    }

    /** float32 comes on the heap already, copied once; converted halves do not. */
    private static float[] floats(FloatBuffer cells) {
        if (cells.hasArray()) return cells.array();
        float[] data = new float[cells.remaining()];
        cells.get(data);
        return data;
    }

    private static float[] floats(DoubleBuffer cells) {
        float[] data = new float[cells.remaining()];
        for (int i = 0; i < data.length; i++) data[i] = (float) cells.get(i);
        return data;
    }

    private static float[] floats(LongBuffer cells) {
        float[] data = new float[cells.remaining()];
        for (int i = 0; i < data.length; i++) data[i] = cells.get(i);
        return data;
    }

    private static float[] floats(IntBuffer cells) {
        float[] data = new float[cells.remaining()];
        for (int i = 0; i < data.length; i++) data[i] = cells.get(i);
        return data;
    }

    private static float[] floats(ShortBuffer cells) {
        float[] data = new float[cells.remaining()];
        for (int i = 0; i < data.length; i++) data[i] = cells.get(i);
        return data;
    }

    private static float[] floats(ByteBuffer cells, int mask) {
        float[] data = new float[cells.remaining()];
        for (int i = 0; i < data.length; i++) data[i] = cells.get(i) & mask;
        return data;
    }
}
