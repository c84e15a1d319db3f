package org.normscope.style;

/** float32 as float16 (IEEE 754 binary16) and back: 11 bits of precision, largest 65504, in half the memory. */
final class Halves {
    private static final int LARGEST = 0x7BFF, LEAST_NORMAL = 0x38800000, BIAS = 0x38000000;

    private Halves() { }

    /** The nearest half, of two as near the even one; what is too large becomes the largest. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value), sign = bits >>> 16 & 0x8000, size = bits & 0x7FFFFFFF;
        if (size < LEAST_NORMAL) return (short) (sign | (int) Math.rint(Math.abs(value) * 0x1p24));
        return (short) (sign | Math.min(LARGEST, size - BIAS + 0xFFF + (size >>> 13 & 1) >>> 13));
    }

    static float toFloat(short half) {
        int size = half & 0x7FFF;
        float value = size < 0x400 ? size * 0x1p-24f : Float.intBitsToFloat((size << 13) + BIAS);
        return half < 0 ? -value : value;
    }
}
