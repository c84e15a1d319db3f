package org.normscope.style;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.normscope.onnx.Tiling.Law;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Maps of the whole picture that tiles are cut from and put into. Memory that is given up is used again. Coarse maps
 * that are too large are kept in half precision, if that fits: most sites lie there, and a result moves by less than a
 * level.
 */
final class MapStore {
    /** Pixels a cell: finer maps lie before and behind few sites. */
    private static final int COARSE = 4;

    private final int width;
    private final int height;
    private final long most;
    private final Map<String, Law> laws = new HashMap<>();
    /**
     * Floats or, in half precision, shorts; outside the heap, which would grow to twice what such large pieces need.
     */
    private final Map<String, Buffer> maps = new HashMap<>();
    private final List<Buffer> free = new ArrayList<>();

    /**
     * @param width  of the picture, pixels
     * @param height of the picture, pixels
     * @param most   bytes that one value's maps may take
     */
    MapStore(int width, int height, long most) {
        this.width = width;
        this.height = height;
        this.most = most;
    }

    private long cells(Law law) {
        return (long) (law.channels() * (width / law.pitch()) * (height / law.pitch()));
    }

    boolean fits(Law law) {
        return Float.BYTES * cells(law) <= most || law.pitch() >= COARSE && Short.BYTES * cells(law) <= most;
    }

    Set<String> names() {
        return Set.copyOf(maps.keySet());
    }

    /** As maps that are given. */
    Map<String, Law> laws() {
        return Map.copyOf(laws);
    }

    private Law law(String name) {
        return Objects.requireNonNull(laws.get(name), name);
    }

    void make(String name, Law law) {
        laws.put(name, Law.given(law.channels(), law.pitch()));
        int cells = (int) cells(law);
        boolean whole = (long) Float.BYTES * cells <= most;
        Optional<Buffer> found =
            free.stream().filter(map -> map instanceof FloatBuffer == whole && map.capacity() == cells).findFirst();
        free.removeIf(map -> found.isPresent() && map == found.get()); // buffers are equal by what they hold
        maps.put(name, found.orElseGet(() -> made(cells, whole)));
    }

    private static Buffer made(int cells, boolean whole) {
        ByteBuffer bytes = ByteBuffer.allocateDirect((whole ? Float.BYTES : Short.BYTES) * cells)
            .order(ByteOrder.nativeOrder());
        return whole ? bytes.asFloatBuffer() : bytes.asShortBuffer();
    }

    /** Gives memory back that nothing was made in. */
    void forget() {
        free.clear();
    }

    void keepOnly(Collection<String> names) {
        for (String name : names()) {
            if (names.contains(name)) continue;
            laws.remove(name);
            free.add(maps.remove(name));
        }
    }

    /** Of a tile's maps. */
    Shape shape(String name, TileGrid grid) {
        Law law = law(name);
        return Shape.of(1, law.channels(), (int) (grid.height() / law.pitch()), (int) (grid.width() / law.pitch()));
    }

    /** Copies a tile's maps into a tensor of their shape. */
    void cut(String name, TileGrid.Tile tile, Tensor into) {
        Law law = law(name);
        Buffer map = Objects.requireNonNull(maps.get(name), name);
        int across = into.shape().w(), down = into.shape().h();
        int wide = (int) (width / law.pitch()), plane = (int) (height / law.pitch()) * wide;
        int from = (int) (tile.y() / law.pitch()) * wide + (int) (tile.x() / law.pitch());
        for (int c = 0, to = 0; c < law.channels(); c++) {
            for (int y = 0; y < down; y++, to += across) {
                take(map, c * plane + from + y * wide, into.data(), to, across);
            }
        }
    }

    /** Puts a tile's core into the maps. */
    void put(String name, float[] cells, TileGrid grid, TileGrid.Tile tile) {
        Law law = law(name);
        Buffer map = Objects.requireNonNull(maps.get(name), name);
        double pitch = law.pitch();
        int across = (int) (grid.width() / pitch), tilePlane = (int) (grid.height() / pitch) * across;
        int wide = (int) (width / pitch), plane = (int) (height / pitch) * wide;
        int left = (int) (tile.left() / pitch), top = (int) (tile.top() / pitch),
            count = (int) (tile.right() / pitch) - left;
        int offset = (int) (tile.x() / pitch), above = (int) (tile.y() / pitch);
        for (int c = 0; c < law.channels(); c++) {
            for (int y = top; y < (int) (tile.bottom() / pitch); y++) {
                give(cells, c * tilePlane + (y - above) * across + left - offset, map,
                    c * plane + y * wide + left, count);
            }
        }
    }

    private static void take(Buffer map, int from, float[] cells, int to, int count) {
        if (map instanceof FloatBuffer floats) {
            floats.get(from, cells, to, count);
            return;
        }
        short[] halves = new short[count];
        ((ShortBuffer) map).get(from, halves);
        for (int i = 0; i < count; i++) cells[to + i] = Halves.toFloat(halves[i]);
    }

    private static void give(float[] cells, int from, Buffer map, int to, int count) {
        if (map instanceof FloatBuffer floats) {
            floats.put(to, cells, from, count);
            return;
        }
        short[] halves = new short[count];
        for (int i = 0; i < count; i++) halves[i] = Halves.of(cells[from + i]);
        ((ShortBuffer) map).put(to, halves);
    }
}
