package org.normscope.style;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.onnx.Tiling.Law;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Maps of the whole picture that tiles are cut from and put into. Memory that is given up is used again. */
final class MapStore {
    private final int width;
    private final int height;
    private final long most;
    private final Map<String, Law> laws = new HashMap<>();
    private final Map<String, float[]> maps = new HashMap<>();
    private final List<float[]> free = new ArrayList<>();

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
        return 4 * cells(law) <= most;
    }

    Set<String> names() {
        return Set.copyOf(maps.keySet());
    }

    /** As maps that are given. */
    Map<String, Law> laws() {
        return Map.copyOf(laws);
    }

    void make(String name, Law law) {
        int cells = (int) cells(law);
        float[] found = free.stream().filter(array -> array.length == cells).findFirst().orElse(null);
        free.remove(found);
        laws.put(name, Law.given(law.channels(), law.pitch()));
        maps.put(name, found == null ? new float[cells] : found);
    }

    void keepOnly(Collection<String> names) {
        for (String name : names()) {
            if (names.contains(name)) continue;
            laws.remove(name);
            free.add(maps.remove(name));
        }
    }

    /** A tile's maps, copied. */
    Tensor tile(String name, TileGrid grid, TileGrid.Tile tile) {
        Law law = laws.get(name);
        int across = (int) (grid.width() / law.pitch()), down = (int) (grid.height() / law.pitch());
        Tensor cut = Tensor.zeros(Shape.of(1, law.channels(), down, across));
        int wide = (int) (width / law.pitch()), plane = (int) (height / law.pitch()) * wide;
        int from = (int) (tile.y() / law.pitch()) * wide + (int) (tile.x() / law.pitch());
        for (int c = 0, to = 0; c < law.channels(); c++) {
            for (int y = 0; y < down; y++, to += across) System.arraycopy(maps.get(name), c * plane + from + y * wide, cut.data(), to, across);
        }
        return cut;
    }

    /** Puts a tile's core into the maps. */
    void put(String name, float[] cells, TileGrid grid, TileGrid.Tile tile) {
        Law law = laws.get(name);
        double pitch = law.pitch();
        int across = (int) (grid.width() / pitch), tilePlane = (int) (grid.height() / pitch) * across;
        int wide = (int) (width / pitch), plane = (int) (height / pitch) * wide;
        int left = (int) (tile.left() / pitch), top = (int) (tile.top() / pitch), count = (int) (tile.right() / pitch) - left;
        int offset = (int) (tile.x() / pitch), above = (int) (tile.y() / pitch);
        for (int c = 0; c < law.channels(); c++) {
            for (int y = top; y < (int) (tile.bottom() / pitch); y++) {
                System.arraycopy(cells, c * tilePlane + (y - above) * across + left - offset, maps.get(name), c * plane + y * wide + left, count);
            }
        }
    }
}
