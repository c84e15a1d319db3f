package org.normscope.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of an animation have to be decoded for one of them, told from their headers: none before the last one
 * that leaves nothing of what was there, none that is taken back again.
 */
final class FrameOrder {
    /** Pixels decoded for one frame: a film of ten minutes at the size of a screen has fewer between two whole ones. */
    private static final long MOST = 4_000_000_000L;

    private FrameOrder() { }

    /**
     * A frame as its header says it.
     *
     * @param hides whether all that it covers is its own: it does not blend, or has nothing transparent
     */
    record Header(int x, int y, int width, int height, boolean hides, Frame.After after) {
        private boolean covers(int canvasWidth, int canvasHeight) {
            return x <= 0 && y <= 0 && (long) x + width >= canvasWidth && (long) y + height >= canvasHeight;
        }
    }

    /**
     * @param headers of the first frames, up to the wanted one
     * @return by position, in order; the last is the wanted one
     * @throws IOException where these are more pixels than anybody waits for
     */
    static List<Integer> of(List<Header> headers, int width, int height) throws IOException {
        int wanted = headers.size() - 1, from = wanted;
        while (from > 0 && !startsAnew(headers, from, wanted, width, height)) from--;
        List<Integer> order = new ArrayList<>();
        long pixels = 0;
        for (int i = from; i <= wanted; i++) {
            Header header = headers.get(i);
            if (i < wanted && header.after == Frame.After.TAKEN_BACK) continue;
            order.add(i);
            pixels += (long) header.width * header.height;
        }
        if (pixels > MOST) throw new Costly();
        return order;
    }

    private static boolean startsAnew(List<Header> headers, int at, int wanted, int width, int height) {
        Header header = headers.get(at), before = headers.get(at - 1);
        boolean hides = header.hides && header.covers(width, height);
        return hides && (at == wanted || header.after != Frame.After.TAKEN_BACK)
            || before.after == Frame.After.CLEARED && before.covers(width, height);
    }

    /** An animation asks for more work than its bytes can be worth. */
    static final class Costly extends IOException { }
}
