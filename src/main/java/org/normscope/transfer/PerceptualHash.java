package org.normscope.transfer;

import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;

/**
 * A perceptual hash: whether the picture, shrunk to 9 x 8 gray cells, grows lighter from each cell to the next in its
 * row (Krawetz's difference hash). Pictures whose 64 bits differ in few places look the same at arm's length.
 */
final class PerceptualHash {
    private static final int SIDE = 8;
    private static final int WHITE = -1;

    private PerceptualHash() { }

    static long of(Pixels picture) {
        Pixels small = Resampling.resample(picture.overWhite(),
            new Placement(0, 0, picture.width(), picture.height()), SIDE + 1, SIDE, WHITE);
        long bits = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                bits = bits << 1 | (Pixels.luminance(small.at(x, y)) < Pixels.luminance(small.at(x + 1, y)) ? 1 : 0);
            }
        }
        return bits;
    }
}
