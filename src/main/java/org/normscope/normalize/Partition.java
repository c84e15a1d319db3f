package org.normscope.normalize;

import org.normscope.tensor.Shape;

/**
 * Which cells share statistics. The normalizing code, the outline on the maps and the cube all read the same one.
 * For windowed normalizations (LRN) the boxes of neighbouring cells overlap; for the others they partition the maps.
 */
@FunctionalInterface
public interface Partition {
    /** The cells whose values enter the statistics with which this cell is normalized, itself included. */
    CellBox cellsOf(Cell cell, Shape maps);
}
