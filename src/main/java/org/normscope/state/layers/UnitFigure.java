package org.normscope.state.layers;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.state.desk.Words;
import org.normscope.stats.NotFinite;

/**
 * The figure of a layer: a 3 x 3 block of patches for each of up to nine units.
 *
 * @param units  of this page, in the order in which their blocks stand
 * @param order  all units of the layer in the order in which they are paged through
 * @param page   from 0
 * @param pixels 3 x 3 blocks
 * @param block  side of a block, pixels
 * @param gap    between blocks, pixels
 * @param field  of a cell of the layer: what it sees of the picture
 * @param beyond whether a cell depends on statistics of whole maps too
 * @param broken of the units, which give no finite number on some pictures
 */
public record UnitFigure(Layer layer, List<Integer> units, List<Integer> order, int page, Pixels pixels, int block,
                         int gap, Words field, boolean beyond, NotFinite broken) {
    public int pages() {
        return (order.size() + LayersSettings.BLOCKS - 1) / LayersSettings.BLOCKS;
    }

    /** Left edge of the block at an index of {@link #units()}, pixels of the figure. */
    public int left(int index) {
        return index % BlockPainter.ROW * (block + gap);
    }

    public int top(int index) {
        return index / BlockPainter.ROW * (block + gap);
    }
}
