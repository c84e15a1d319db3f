package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.platform.Fp16Conversions;
import org.junit.jupiter.api.Test;

/** Half precision against ONNX Runtime's own conversion. */
class HalfTest {
    @Test
    void everyHalfIsReadRight() {
        for (int bits = Short.MIN_VALUE; bits <= Short.MAX_VALUE; bits++) {
            // Both zeros and every kind of NaN: floatToIntBits tells the zeros apart and the NaNs not.
            assertEquals(Float.floatToIntBits(Fp16Conversions.fp16ToFloat((short) bits)),
                Float.floatToIntBits(Weights.half((short) bits)), Integer.toHexString(bits));
        }
    }

    @Test
    void roundingGivesTheNearestHalf() {
        for (float value = 1e-8f; value < 7e4f; value *= 1.0007f) {
            assertEquals(Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(value)),
                Weights.roundedToHalf(value), String.valueOf(value));
            assertEquals(Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(-value)),
                Weights.roundedToHalf(-value), String.valueOf(-value));
        }
    }
}
