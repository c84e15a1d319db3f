package org.normscope.onnx;

/**
 * How the cells that an operator writes lie to those that it reads, told without its sizes: what receptive fields and
 * tiles
 * are computed from.
 */
public enum Footprint {
    /** Each cell reads the cell in its place; an operand of fewer cells is broadcast. */
    ITSELF,
    /** A window slides over rows and columns: kernel_shape, strides, pads, dilations, auto_pad. */
    WINDOW,
    /** The same the other way round: each cell read is spread over a window. */
    WINDOW_TRANSPOSED,
    /** Rows and columns are interpolated. */
    RESIZED,
    /** Channels become blocks of cells (DepthToSpace). */
    BLOCKS_SPREAD,
    /** Blocks of cells become channels (SpaceToDepth). */
    BLOCKS_STACKED,
    /** Values are put beside each other along an axis. */
    JOINED,
    /** A value is cut into several along an axis. */
    PARTED,
    /** The cells stay in their order, the axes change. */
    RESHAPED,
    /** The axes change places. */
    TRANSPOSED,
    /** Some rows and columns are left, perhaps every other one, perhaps backwards. */
    SLICED,
    /** A border is cut off (the retired Crop). */
    CROPPED,
    /** Cells are put around. */
    PADDED,
    /** Slices along an axis are picked by number. */
    GATHERED,
    /** The whole is repeated along its axes. */
    REPEATED,
    /** Axes are taken together into one cell. */
    REDUCED,
    /** One cell a channel is left of whole maps. */
    POOLED,
    /** Each cell reads the one in its place and all before it along an axis, or all behind it (CumSum). */
    CUMULATED,
    /** A product of matrices: every cell reads a row of one and a column of the other. */
    CONNECTED,
    /** A product told by an equation (Einsum). */
    CONTRACTED,
    /** Cells are changed by statistics of whole maps, or of all maps. */
    MAPS,
    /** Cells are changed by statistics over all axes from {@code axis} on. */
    FROM_AXIS,
    /** Cells are changed by what stands along {@code axis}. */
    ON_AXIS,
    /** Only the shape is read, none of the content. */
    SHAPE,
    /** Which cells are read depends on what is in them (GridSample, RoiAlign). */
    DATA,
    /** Not known. */
    UNKNOWN
}
