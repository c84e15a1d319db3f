package org.normscope.tensor;

import java.util.Arrays;

/**
 * float32 cells in row-major order, with their shape.
 *
 * <p>A tensor is never changed once it has been handed to someone else. {@link #data()} is the array itself, not a
 * copy: a caller reads it, or writes it only while building the tensor.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    private Tensor(Shape shape, float[] data) {
        if (data.length != shape.size()) {
            throw new IllegalArgumentException(data.length + " values do not fill a tensor of " + shape);
        }
        this.shape = shape;
        this.data = data;
    }

    /** @throws IllegalArgumentException unless there are exactly as many values as the shape has cells */
    public static Tensor of(Shape shape, float... data) {
        return new Tensor(shape, data);
    }

    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    public Shape shape() {
        return shape;
    }

    public float[] data() {
        return data;
    }

    /** Index in {@link #data()} of a cell of feature maps (see {@link Shape} for ranks other than four). */
    public int index(int n, int c, int y, int x) {
        return ((n * shape.c() + c) * shape.h() + y) * shape.w() + x;
    }

    public float at(int n, int c, int y, int x) {
        return data[index(n, c, y, x)];
    }

    /** The same cells under another shape of the same size. */
    public Tensor reshaped(Shape other) {
        return new Tensor(other, data);
    }

    /** The feature maps of one picture of the batch: [1, C, H, W], copied. */
    public Tensor picture(int n) {
        int cells = shape.c() * shape.plane();
        return new Tensor(Shape.of(1, shape.c(), shape.h(), shape.w()),
            Arrays.copyOfRange(data, n * cells, (n + 1) * cells));
    }

    @Override
    public String toString() {
        return "Tensor " + shape;
    }
}
