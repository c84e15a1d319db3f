package org.normscope.image;

import org.jspecify.annotations.Nullable;

/** What the frames of an animation are laid on, one over the other; transparent at first. */
final class FrameCanvas {
    private final int width;
    private final int height;
    private int[] argb;
    private int @Nullable [] before;
    private @Nullable Frame last;

    FrameCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.argb = new int[width * height];
    }

    /** Lays the next frame down; what lies beyond the canvas is cut off. */
    void lay(Frame frame) {
        if (last != null && last.after() == Frame.After.TAKEN_BACK && before != null) argb = before;
        if (last != null && last.after() == Frame.After.CLEARED) cover(last, true);
        before = frame.after() == Frame.After.TAKEN_BACK ? argb.clone() : null;
        cover(frame, false);
        last = frame;
    }

    private void cover(Frame frame, boolean clear) {
        Pixels pixels = frame.pixels();
        int left = Math.max(0, frame.x()), right = Math.min(width, frame.x() + pixels.width());
        for (int y = Math.max(0, frame.y()); y < Math.min(height, frame.y() + pixels.height()); y++) {
            for (int x = left; x < right; x++) {
                int over = clear ? 0 : pixels.at(x - frame.x(), y - frame.y()), at = y * width + x;
                argb[at] = clear || !frame.blends() ? over : over(over, argb[at]);
            }
        }
    }

    /** Not premultiplied, as all pixels here (Porter and Duff's "over"). */
    private static int over(int top, int under) {
        int a = top >>> 24, b = under >>> 24;
        if (a == 255 || b == 0) return top;
        if (a == 0) return under;
        int alpha = 255 * a + b * (255 - a), mixed = (alpha + 127) / 255;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int sum = (top >> shift & 255) * 255 * a + (under >> shift & 255) * b * (255 - a);
            mixed = mixed << 8 | (sum + alpha / 2) / alpha;
        }
        return mixed;
    }

    Pixels pixels() {
        return new Pixels(width, height, argb);
    }
}
