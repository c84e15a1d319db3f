package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.image.Frame.After;
import org.normscope.image.FrameOrder.Header;

/** A late frame is the same whether all before it are laid down or those that matter. */
class FrameOrderTest {
    private static final int WIDTH = 4, HEIGHT = 3;

    @Test
    void whatIsLeftOutDoesNotShow() throws IOException {
        Random random = new Random(7);
        int leftOut = 0;
        for (int film = 0; film < 3000; film++) {
            List<Frame> frames = new ArrayList<>();
            List<Header> headers = new ArrayList<>();
            for (int i = 0, count = 1 + random.nextInt(8); i < count; i++) {
                boolean whole = random.nextBoolean(), hides = random.nextInt(3) == 0;
                int x = whole ? 0 : random.nextInt(WIDTH), y = whole ? 0 : random.nextInt(HEIGHT);
                int width = whole ? WIDTH : 1 + random.nextInt(WIDTH), height = whole ? HEIGHT
                    : 1 + random.nextInt(HEIGHT);
                int[] argb = random.ints((long) width * height).map(c -> random.nextInt(3) == 0 ? 0 : c).toArray();
                After after = After.values()[random.nextInt(3)];
                frames.add(new Frame(x, y, new Pixels(width, height, argb), !hides, after));
                headers.add(new Header(x, y, width, height, hides, after));
            }
            FrameCanvas all = new FrameCanvas(WIDTH, HEIGHT), some = new FrameCanvas(WIDTH, HEIGHT);
            frames.forEach(all::lay);
            List<Integer> order = FrameOrder.of(headers, WIDTH, HEIGHT);
            order.forEach(i -> some.lay(frames.get(i)));
            leftOut += frames.size() - order.size();
            assertArrayEquals(all.pixels().argb(), some.pixels().argb(),
                headers + " " + order);
        }
        assertTrue(leftOut > 3000, leftOut + " were left out");
    }

    /** A few bytes a frame can say a hundred megapixels, a thousand times. */
    @Test
    void moreThanAnybodyWaitsForIsRefused() {
        Header large = new Header(0, 0, 10_000, 10_000, false, After.STAYS);
        assertThrows(FrameOrder.Costly.class, () -> FrameOrder.of(Collections.nCopies(41, large), 10_000, 10_000));
    }
}
