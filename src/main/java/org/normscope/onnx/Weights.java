package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Reads the constants of a file, whatever their element type, as float32. */
public final class Weights {
    private Weights() { }

    /**
     * The cells of weights, in row-major order.
     *
     * @param file stands in messages
     * @throws BadNetworkException where the cells do not fill the shape, or are no numbers
     */
    public static Tensor read(TensorProto weights, String file) {
        Shape shape = shape(weights, file);
        IntToDoubleFunction cell = weights.hasRawData() ? raw(weights, shape, file) : typed(weights, shape, file);
        float[] data = new float[shape.size()];
        // Most files hold these; a call a cell takes a good part of a start.
        if (weights.hasRawData() && ElementType.of(weights.getDataType()) == ElementType.FLOAT) {
            weights.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(data);
        } else {
            for (int i = 0; i < data.length; i++) data[i] = (float) cell.applyAsDouble(i);
        }
        return Tensor.of(shape, data);
    }

    /**
     * A network with weights that are no numbers shows nothing but what is no number. A single infinite constant may be
     * a limit that is never reached, as in a Clip.
     *
     * @param file stands in messages
     * @throws BadNetworkException where weights hold NaN, or several cells of which one is infinite
     */
    public static void refuseNotFinite(TensorProto weights, String file) {
        ElementType type = ElementType.of(weights.getDataType());
        boolean finite = switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                int cells = shape(weights, file).size();
                boolean plain = cells > 1 && weights.getRawData().size() == width(type) * cells;
                yield plain ? isFinite(weights.getRawData(), type) : isFinite(read(weights, file).data());
            }
            case DOUBLE -> isFinite(read(weights, file).data());
            default -> true;
        };
        if (!finite) throw new BadNetworkException("onnx.notFinite", file, weights.getName());
    }

    private static boolean isFinite(float[] cells) {
        for (float cell : cells) if (Float.isNaN(cell) || Float.isInfinite(cell) && cells.length > 1) return false;
        return true;
    }

    /**
     * By the bits of the exponent, which are all ones in no finite number. Nothing is called for a cell: to read all
     * weights of a network takes a good part of a start, in which nothing is compiled yet.
     */
    private static boolean isFinite(ByteString raw, ElementType type) {
        ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (type == ElementType.FLOAT) {
            int[] cells = new int[bytes.remaining() / 4];
            bytes.asIntBuffer().get(cells);
            for (int bits : cells) if ((bits & 0x7F800000) == 0x7F800000) return false;
        } else {
            short[] cells = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(cells);
            int exponent = type == ElementType.FLOAT16 ? 0x7C00 : 0x7F80;
            for (short bits : cells) if ((bits & exponent) == exponent) return false;
        }
        return true;
    }

    private static Shape shape(TensorProto weights, String file) {
        try {
            return Shape.of(weights.getDimsList().stream().mapToInt(Math::toIntExact).toArray());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw broken(weights, file);
        }
    }

    private static IntToDoubleFunction raw(TensorProto weights, Shape shape, String file) {
        ByteBuffer bytes = weights.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (pairs(weights) && bytes.remaining() == (shape.size() + 1) / 2) return paired(weights, bytes::get);
        int width = width(ElementType.of(weights.getDataType()));
        if (width == 0 || bytes.remaining() != (long) width * shape.size()) throw broken(weights, file);
        return switch (ElementType.of(weights.getDataType())) {
            case FLOAT -> i -> bytes.getFloat(4 * i);
            case DOUBLE -> i -> bytes.getDouble(8 * i);
            case FLOAT16 -> i -> half(bytes.getShort(2 * i));
            case BFLOAT16 -> i -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
            case INT64, UINT64 -> i -> bytes.getLong(8 * i);
            case INT32 -> i -> bytes.getInt(4 * i);
            case UINT32 -> i -> bytes.getInt(4 * i) & 0xffffffffL;
            case INT16 -> i -> bytes.getShort(2 * i);
            case UINT16 -> i -> bytes.getShort(2 * i) & 0xffff;
            case UINT8 -> i -> bytes.get(i) & 0xff;
            default -> i -> bytes.get(i);
        };
    }

    private static IntToDoubleFunction typed(TensorProto weights, Shape shape, String file) {
        ElementType type = ElementType.of(weights.getDataType());
        if (pairs(weights) && weights.getInt32DataCount() == (shape.size() + 1) / 2) {
            return paired(weights, weights::getInt32Data);
        }
        int held = switch (type) {
            case FLOAT -> weights.getFloatDataCount();
            case DOUBLE -> weights.getDoubleDataCount();
            case INT64 -> weights.getInt64DataCount();
            case UINT32, UINT64 -> weights.getUint64DataCount();
            case INT32, INT16, UINT16, INT8, UINT8, BOOL, FLOAT16, BFLOAT16 -> weights.getInt32DataCount();
            default -> -1;
        };
        if (held != shape.size()) throw broken(weights, file);
        return switch (type) {
            case FLOAT -> weights::getFloatData;
            case DOUBLE -> weights::getDoubleData;
            case INT64 -> weights::getInt64Data;
            case UINT32, UINT64 -> weights::getUint64Data;
            case FLOAT16 -> i -> half((short) weights.getInt32Data(i));
            case BFLOAT16 -> i -> Float.intBitsToFloat(weights.getInt32Data(i) << 16);
            default -> weights::getInt32Data;
        };
    }

    private static boolean pairs(TensorProto weights) {
        ElementType type = ElementType.of(weights.getDataType());
        return type == ElementType.INT4 || type == ElementType.UINT4;
    }

    /** Two cells in a byte, the first in the lower half. */
    private static IntToDoubleFunction paired(TensorProto weights, IntUnaryOperator held) {
        boolean signed = ElementType.of(weights.getDataType()) == ElementType.INT4;
        return i -> {
            int cell = held.applyAsInt(i / 2) >> 4 * (i % 2) & 0xF;
            return signed && cell > 7 ? cell - 16 : cell;
        };
    }

    /** Bytes of one cell; 0 for what is no number. */
    public static int width(ElementType type) {
        return switch (type) {
            case DOUBLE, INT64, UINT64 -> 8;
            case FLOAT, INT32, UINT32 -> 4;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
            case INT8, UINT8, BOOL -> 1;
            default -> 0;
        };
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent biased by 15, 10 bits of fraction. */
    static float half(short bits) {
        int sign = bits & 0x8000, exponent = bits >> 10 & 0x1f, fraction = bits & 0x3ff;
        return switch (exponent) {
            case 0 -> (sign == 0 ? 0x1p-24f : -0x1p-24f) * fraction;
            case 31 -> Float.intBitsToFloat(sign << 16 | 0xff << 23 | fraction << 13);
            // Of binary32 the exponent is biased by 127, the fraction 23 bits wide.
            default -> Float.intBitsToFloat(sign << 16 | exponent - 15 + 127 << 23 | fraction << 13);
        };
    }

    /** The nearest binary16, ties to even. */
    static float roundedToHalf(float value) {
        float quantum = Math.scalb(1f, Math.max(-14, Math.getExponent(value)) - 10);
        float rounded = (float) Math.rint(value / quantum) * quantum;
        return Math.abs(rounded) < 65520 ? rounded : rounded * Float.POSITIVE_INFINITY;
    }

    private static BadNetworkException broken(TensorProto weights, String file) {
        return new BadNetworkException("onnx.weights", file, weights.getName());
    }
}
