package org.normscope.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, slowest axis first. Feature maps are NCHW: pictures, units (channels), rows, columns.
 *
 * <p>{@link #n()}, {@link #c()}, {@link #h()} and {@link #w()} read any rank as feature maps: a missing axis has extent
 * 1 (a fully connected layer, rank 2, is C units of one cell each), and axes past the fourth are folded into W.
 */
public final class Shape {
    private final int[] extents;
    private final int size;
    private final int width;

    private Shape(int[] extents) {
        long product = 1;
        for (int extent : extents) {
            if (extent < 0) throw new IllegalArgumentException("negative extent in " + Arrays.toString(extents));
            product *= extent;
            if (product > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(extents) + " is too large");
            }
        }
        this.extents = extents;
        this.size = (int) product;
        this.width = extents.length == 3 ? extents[2] : Arrays.stream(extents).skip(3).reduce(1, (a, b) -> a * b);
    }

    /** @throws IllegalArgumentException where an extent is negative or the cells do not fit one Java array */
    public static Shape of(int... extents) {
        return new Shape(extents.clone());
    }

    public int rank() {
        return extents.length;
    }

    public int extent(int axis) {
        return extents[axis];
    }

    /** Number of cells. */
    public int size() {
        return size;
    }

    public int n() {
        return rank() > 0 ? extents[0] : 1;
    }

    public int c() {
        return rank() > 1 ? extents[1] : 1;
    }

    public int h() {
        return rank() > 3 ? extents[2] : 1;
    }

    public int w() {
        return width;
    }

    /** Cells of one feature map: H x W. */
    public int plane() {
        return h() * w();
    }

    /** The same cells read as rank 4: [N, C, H, W]. */
    public Shape asMaps() {
        return rank() == 4 ? this : of(n(), c(), h(), w());
    }

    public int[] toArray() {
        return extents.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** As people write it: {@code 1 x 64 x 56 x 56}. */
    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
    }
}
