package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Channels that a Reshape parted into groups: [N, G, ...] of channels that lie first, [N, ..., G, C / G] of those that
 * lie last.
 *
 * @param x      what is parted
 * @param parted what it becomes
 * @param axis   of the channels in x, as the file may count them: 1 or -1
 * @param rank   of what it becomes
 * @param groups G
 */
record Parting(String x, String parted, int axis, int rank, int groups) {
    /**
     * Where all axes but pictures and groups share statistics.
     *
     * @param extents of what it becomes, as the Reshape says them
     * @param shared  axes of what it becomes
     * @param whole   shape of x; null where it is not known
     */
    static Optional<Parting> of(String x, String parted, int[] extents, int[] shared, @Nullable Shape whole) {
        int rank = extents.length;
        int[] apart = IntStream.range(1, rank).filter(axis -> Arrays.stream(shared).noneMatch(one ->
            Math.floorMod(one, rank) == axis)).toArray();
        boolean batch = Arrays.stream(shared).anyMatch(axis -> Math.floorMod(axis, rank) == 0);
        if (batch || apart.length != 1 || apart[0] != 1 && apart[0] != rank - 2 || extents[apart[0]] < 1) {
            return Optional.empty();
        }
        boolean last = apart[0] != 1;
        boolean together = whole == null || !last || extents[rank - 1] < 1
            || extents[rank - 1] * extents[rank - 2] == whole.extent(whole.rank() - 1);
        boolean divides = whole == null || last || whole.extent(1) % extents[1] == 0;
        return together && divides ? Optional.of(new Parting(x, parted, last ? -1 : 1, rank, extents[apart[0]]))
            : Optional.empty();
    }

    private int at(int ofRank) {
        return axis == 1 ? 1 : ofRank - 1;
    }

    /** The axes of x that share statistics where every channel is a group of its own: rows and columns. */
    Optional<int[]> plane(Shape whole) {
        int channels = at(whole.rank());
        if (whole.rank() < 3 || whole.extent(channels) != groups) return Optional.empty();
        return Optional.of(IntStream.range(1, whole.rank()).filter(one -> one != channels).toArray());
    }

    /** Whether numbers of sets, picture by picture, lie over x where its sets are. */
    boolean meets(Tensor sets, Shape whole) {
        int channels = whole.extent(at(whole.rank()));
        return lies(sets, whole, at(whole.rank()), channels / groups);
    }

    /** As {@link #meets}, over x parted. */
    boolean meetsParted(Tensor sets, Shape shape) {
        return lies(sets, shape, axis == 1 ? 1 : rank - 2, 1);
    }

    private boolean lies(Tensor sets, Shape over, int along, int each) {
        Shape shape = sets.shape();
        if (shape.rank() != over.rank() || shape.extent(along) != over.extent(along)) return false;
        int inner = 1;
        for (int i = along + 1; i < shape.rank(); i++) inner *= shape.extent(i);
        int ofPicture = shape.size() / shape.extent(0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.extent(axis) != 1 && shape.extent(axis) != over.extent(axis)) return false;
        }
        for (int i = 0; i < sets.data().length; i++) {
            int picture = i / ofPicture, group = i / inner % shape.extent(along) / each;
            if (sets.data()[i] != picture * groups + group) return false;
        }
        return true;
    }

    /**
     * A factor or an offset of x parted as one of channels.
     *
     * @param whole shape of x
     * @return empty where it is none
     */
    Optional<Tensor> ofChannels(Tensor constant, @Nullable Shape whole) {
        if (constant.data().length == 1) return Optional.of(constant);
        if (whole == null || constant.shape().rank() > rank) return Optional.empty();
        int first = axis == 1 ? 1 : rank - 2, lacking = rank - constant.shape().rank();
        int each = whole.extent(at(whole.rank())) / groups;
        int[] extents = new int[rank];
        for (int i = 0; i < rank; i++) extents[i] = i < lacking ? 1 : constant.shape().extent(i - lacking);
        int size = constant.data().length;
        boolean fits = size == extents[first] * extents[first + 1]
            && (extents[first] == 1 || extents[first] == groups)
            && (extents[first + 1] == 1 || rank == whole.rank() + 1 && extents[first + 1] == each);
        if (!fits) return Optional.empty();
        float[] cells = new float[groups * each];
        for (int c = 0; c < cells.length; c++) {
            int group = extents[first] == 1 ? 0 : c / each, within = extents[first + 1] == 1 ? 0 : c % each;
            cells[c] = constant.data()[group * extents[first + 1] + within];
        }
        return Optional.of(Tensor.of(axis == 1 ? Shape.of(cells.length, 1, 1) : Shape.of(cells.length), cells));
    }
}
