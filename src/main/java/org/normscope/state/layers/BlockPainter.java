package org.normscope.state.layers;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.normscope.image.Pixels;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;

/** Lays patches out for the screen: a unit's nine as a 3 x 3 block. What lies between them is transparent. */
final class BlockPainter {
    static final int ROW = 3;
    /** Up to that side a patch is as good from what the network saw. */
    private static final int THUMBNAIL = 96;

    private BlockPainter() { }

    /** Patches in their order, cut so that each source picture is opened once. */
    static List<Pixels> cut(PatchCutter cutter, List<Patch> patches, int side) {
        if (side <= THUMBNAIL) return cutter.page(patches, side, Runnable::run);
        return patches.stream().map(patch -> cutter.cut(patch, side)).toList();
    }

    static int blockSide(int side, int hair) {
        return ROW * side + (ROW - 1) * hair;
    }

    static Pixels block(List<Pixels> patches, int side, int hair) {
        int width = blockSide(side, hair);
        int[] argb = new int[width * width];
        lay(patches, side, hair, argb, width, 0, 0);
        return new Pixels(width, width, argb);
    }

    /** Into a larger picture; a patch that is no square stands in the middle of its place. */
    static void lay(List<Pixels> patches, int side, int hair, int[] argb, int stride, int left, int top) {
        IntUnaryOperator place = at -> at * (side + hair);
        for (int i = 0; i < patches.size(); i++) {
            Pixels patch = patches.get(i);
            int x = left + place.applyAsInt(i % ROW) + (side - patch.width()) / 2,
                y = top + place.applyAsInt(i / ROW) + (side - patch.height()) / 2;
            for (int row = 0; row < patch.height(); row++) {
                System.arraycopy(patch.argb(), row * patch.width(), argb, (y + row) * stride + x, patch.width());
            }
        }
    }
}
