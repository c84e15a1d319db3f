package org.normscope.onnx;

/** What the cells of a value are, with the number ONNX gives the type (TensorProto.DataType). */
public enum ElementType {
    UNKNOWN(0), FLOAT(1), UINT8(2), INT8(3), UINT16(4), INT16(5), INT32(6), INT64(7), STRING(8), BOOL(9), FLOAT16(10),
    DOUBLE(11), UINT32(12), UINT64(13), COMPLEX64(14), COMPLEX128(15), BFLOAT16(16), UINT4(21), INT4(22);

    private final int number;

    ElementType(int number) {
        this.number = number;
    }

    /** As ONNX counts types. */
    public int number() {
        return number;
    }

    /** The type of a number; the reals of 8 and 4 bits that later versions of ONNX added are {@link #UNKNOWN} here. */
    public static ElementType of(int number) {
        for (ElementType type : values()) if (type.number == number) return type;
        return UNKNOWN;
    }

    /** Whether cells are real numbers, of any width. */
    public boolean isReal() {
        return switch (this) {
            case FLOAT, FLOAT16, DOUBLE, BFLOAT16 -> true;
            default -> false;
        };
    }

    /** The type of a gradient: of what is whole, too, it is real. */
    public ElementType ofGradient() {
        return isReal() ? this : FLOAT;
    }
}
