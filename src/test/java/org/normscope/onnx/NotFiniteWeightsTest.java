package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Weights that are no numbers are refused, whatever they are stored as; Java's own conversions say which those are. */
class NotFiniteWeightsTest {
    private static TensorProto.Builder weights(TensorProto.DataType type, int cells) {
        return TensorProto.newBuilder().setName("w").setDataType(type.getNumber()).addDims(cells);
    }

    private static boolean refused(TensorProto.Builder weights) {
        try {
            Weights.refuseNotFinite(weights.build(), "net.onnx");
            return false;
        } catch (BadNetworkException e) {
            return true;
        }
    }

    private static ByteString raw(int width, long... cells) {
        ByteBuffer bytes = ByteBuffer.allocate(width * cells.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long cell : cells) {
            if (width == 2) bytes.putShort((short) cell);
            else if (width == 4) bytes.putInt((int) cell);
            else bytes.putLong(cell);
        }
        return ByteString.copyFrom(bytes.array());
    }

    @Test
    void everyPatternOfSixteenBits() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float half = Weights.half((short) bits), brain = Float.intBitsToFloat(bits << 16);
            assertEquals(!Float.isFinite(half),
                refused(weights(TensorProto.DataType.FLOAT16, 2).setRawData(raw(2, 0x3C00, bits))), "half " + bits);
            assertEquals(!Float.isFinite(brain),
                refused(weights(TensorProto.DataType.BFLOAT16, 2).setRawData(raw(2, bits, 0))), "bfloat16 " + bits);
        }
    }

    @Test
    void floatsAndDoublesRawAndListed() {
        float[] cells = {0, -0f, Float.MAX_VALUE, -Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY};
        for (float cell : cells) {
            boolean bad = !Float.isFinite(cell);
            assertEquals(bad, refused(weights(TensorProto.DataType.FLOAT, 2)
                .setRawData(raw(4, 0, Float.floatToRawIntBits(cell)))), "raw " + cell);
            assertEquals(bad, refused(weights(TensorProto.DataType.FLOAT, 2).addFloatData(1).addFloatData(cell)),
                "listed " + cell);
            assertEquals(bad, refused(weights(TensorProto.DataType.DOUBLE, 2)
                .setRawData(raw(8, 0, Double.doubleToRawLongBits(cell)))), "double " + cell);
        }
    }

    @Test
    void aLoneInfiniteNumberMayBeALimitAndALoneNaNNothing() {
        for (int cells = 1; cells <= 2; cells++) {
            long[] infinite = new long[cells], none = new long[cells];
            infinite[0] = 0xFF800000L;
            none[0] = 0x7FC00000L;
            assertEquals(cells == 2, refused(weights(TensorProto.DataType.FLOAT, cells).setRawData(raw(4, infinite))));
            assertEquals(true, refused(weights(TensorProto.DataType.FLOAT, cells).setRawData(raw(4, none))));
        }
    }

    @Test
    void cellsThatDoNotFillTheShapeAreRefused() {
        assertEquals(true, refused(weights(TensorProto.DataType.FLOAT16, 3).setRawData(raw(2, 0, 0))));
        assertEquals(true, refused(weights(TensorProto.DataType.FLOAT, -2).setRawData(raw(4, 0, 0))));
    }
}
