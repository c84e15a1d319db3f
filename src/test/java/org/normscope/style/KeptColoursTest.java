package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Mask;

/** Whose colours a painted picture has, and where it is painted. */
class KeptColoursTest {
    /** Colours around a mean, red and green moving together by a share. */
    private static Pixels cloud(long seed, int mean, double spread, double share) {
        Random random = new Random(seed);
        int[] argb = new int[5000];
        for (int i = 0; i < argb.length; i++) {
            double r = random.nextGaussian(), g = share * r + random.nextGaussian(), b = random.nextGaussian();
            argb[i] = 0xFF000000 | level(mean + spread * r) << 16 | level(mean - 20 + spread * g) << 8
                | level(mean + 30 + spread / 2 * b);
        }
        return new Pixels(50, 100, argb);
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Means of R, G, B and the six products of two of them. */
    private static double[] statistics(Pixels picture) {
        double[] sums = new double[9];
        for (int pixel : picture.argb()) {
            double[] c = {pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255};
            for (int i = 0, at = 3; i < 3; i++) {
                sums[i] += c[i] / 5000;
                for (int j = i; j < 3; j++) sums[at++] += c[i] * c[j] / 5000;
            }
        }
        for (int i = 0, at = 3; i < 3; i++) for (int j = i; j < 3; j++) sums[at++] -= sums[i] * sums[j];
        return sums;
    }

    @Test
    void matchedColoursHaveTheContentsMeanAndCovariance() {
        Pixels content = cloud(1, 120, 15, .8), painted = cloud(2, 100, 20, -.3);
        double[] wanted = statistics(content), got = statistics(KeptColours.matched(content, painted));
        for (int i = 0; i < 3; i++) assertEquals(wanted[i], got[i], .1);
        for (int i = 3; i < 9; i++) assertEquals(wanted[i], got[i], 2);
        assertTrue(Math.abs(statistics(painted)[4] - wanted[4]) > 50, "they differed before");
    }

    @Test
    void aFlatPictureStaysOne() {
        Pixels flat = new Pixels(2, 1, new int[] {0xFF102030, 0xFF102030});
        assertArrayEquals(flat.argb(),
            KeptColours.matched(flat, new Pixels(2, 1, new int[] {0xFF808080, 0xFF808080})).argb());
    }

    @Test
    void luminanceOnlyLeavesTheChroma() {
        Pixels content = cloud(1, 120, 15, .8), painted = cloud(2, 100, 20, -.3),
            kept = KeptColours.luminanceOnly(content, painted);
        for (int i = 0; i < 5000; i++) {
            int c = content.argb()[i], p = painted.argb()[i], k = kept.argb()[i];
            assertEquals((c >> 16 & 255) - (c & 255), (k >> 16 & 255) - (k & 255), 1);
            assertEquals(.299 * (p >> 16 & 255) + .587 * (p >> 8 & 255) + .114 * (p & 255),
                .299 * (k >> 16 & 255) + .587 * (k >> 8 & 255) + .114 * (k & 255), 1);
        }
    }

    @Test
    void aGreyPictureIsAMask() {
        Mask mask = Mask.of(new Pixels(3, 1, new int[] {0xFF000000, 0xFFFFFFFF, 0x80FFFFFF}), 3, 1);
        assertArrayEquals(new float[] {0, 1, 128 / 255f}, mask.shares(), 1e-6f);
        Pixels mixed = mask.mix(new Pixels(3, 1, new int[] {0xFF0A0A0A, 0xFF0A0A0A, 0xFF000000}),
            new Pixels(3, 1, new int[] {0xFFC8C8C8, 0xFFC8C8C8, 0xFFFFFFFF}));
        assertArrayEquals(new int[] {0xFF0A0A0A, 0xFFC8C8C8, 0xFF808080}, mixed.argb());
        assertArrayEquals(new int[] {0x120A0A0A, 0xFFC8C8C8, 0x00808080},
            mixed.withAlphaOf(new Pixels(3, 1, new int[] {0x12000000, -1, 0})).argb());
    }
}
