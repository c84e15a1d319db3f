package org.normscope.style;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiles of one size over a picture. Each overlaps the next so far that its core, which is right, joins the next one's;
 * at the picture's own edges a core reaches up to the edge.
 *
 * @param width  of every tile, pixels
 * @param height of every tile, pixels
 */
record TileGrid(int width, int height, List<Tile> tiles) {
    /** Where a tile lies, and from where to where its core does, in pixels of the picture. */
    record Tile(int x, int y, int left, int top, int right, int bottom) { }

    /** One axis: where tiles begin, and where their cores do, one more. */
    private record Axis(int length, int[] starts, int[] cores) {
        static Axis of(int extent, int step, int halo, int longest) {
            int inside = Math.max(step, (longest - 2 * halo) / step * step);
            int count = extent <= inside + 2 * halo ? 1 : (extent - 2 * halo + inside - 1) / inside;
            if (count == 1) return new Axis(extent, new int[1], new int[] {0, extent});
            int stride = ((extent - 2 * halo + count - 1) / count + step - 1) / step * step;
            int length = stride + 2 * halo;
            int[] starts = new int[count], cores = new int[count + 1];
            for (int i = 0; i < count; i++) {
                starts[i] = Math.min(i * stride, extent - length);
                cores[i + 1] = i == count - 1 ? extent : starts[i] + length - halo;
            }
            return new Axis(length, starts, cores);
        }
    }

    /**
     * @param width   of the picture, a multiple of step, as is height
     * @param step    where tiles may begin and end
     * @param halo    how much of a tile's edge is not right, unless it is the picture's; a multiple of step
     * @param longest that a tile's side may be, as far as the halo lets it
     */
    static TileGrid of(int width, int height, int step, int halo, int longest) {
        Axis columns = Axis.of(width, step, halo, longest), rows = Axis.of(height, step, halo, longest);
        List<Tile> tiles = new ArrayList<>();
        for (int j = 0; j < rows.starts.length; j++) {
            for (int i = 0; i < columns.starts.length; i++) {
                tiles.add(new Tile(columns.starts[i], rows.starts[j], columns.cores[i], rows.cores[j],
                    columns.cores[i + 1], rows.cores[j + 1]));
            }
        }
        return new TileGrid(columns.length, rows.length, List.copyOf(tiles));
    }
}
