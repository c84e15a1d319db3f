package org.normscope.onnx;

/**
 * Where windows with auto_pad SAME begin: as many cells before the first as are asked for of an axis, below zero at
 * cells that no window reads, where windows lie farther apart than they are long. There ONNX does not say which cells
 * these are; the numbers are those of ONNX Runtime, whose convolutions begin elsewhere than its pools.
 *
 * @param before cells of padding before the first one
 * @param after  cells of padding behind the last one
 */
public record SamePads(int before, int after) {
    /**
     * @param node   a convolution or a pool; SAME_LOWER has the odd cell before the first
     * @param read   cells along the axis
     * @param stride cells between two windows
     * @param span   cells from the first to the last that a window reads
     */
    public static SamePads of(Node node, long read, int stride, int span) {
        int total = (int) (Math.floorDiv(read - 1, stride) * stride + span - read);
        boolean lower = node.text("auto_pad", "NOTSET").equals("SAME_LOWER"), convolution = Operators.of(
            node.operator()).kind() == Operator.Kind.CONVOLUTION;
        int before = convolution && total < 0 ? -skipped(-total, lower) : (lower ? total + 1 : total) / 2;
        return new SamePads(before, total - before);
    }

    /** Of so many cells that no window of a convolution reads, those before the first window. */
    private static int skipped(int unread, boolean lower) {
        return lower ? Math.max(0, unread / 2 - 1) : (unread + 1) / 2 - 1;
    }
}
