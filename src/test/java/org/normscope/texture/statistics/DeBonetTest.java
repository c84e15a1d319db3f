package org.normscope.texture.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;

/** Where pixels may come from, against the definition tried on every place; the pyramid against its picture. */
class DeBonetTest {
    private static final int SCALES = 3, SIDE = 32, COLUMNS = 3, ROWS = 2;
    private static final double TOLERANCE = .9;

    private final List<DeBonet.Level> levels = DeBonet.levels(sample(), SCALES);

    /** Light and dark by places, so that some are alike and others are not. */
    private static Planes sample() {
        SplittableRandom chance = new SplittableRandom(4);
        Planes sample = Planes.empty(SIDE, SIDE, 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < sample.size(); i++) {
                sample.values()[c][i] = (i / 8 % 2 + i / SIDE / 8 % 2) / 3f + .3f * (float) chance.nextDouble();
            }
        }
        return sample;
    }

    @Test
    void thePyramidIsThePicture() {
        Planes again = DeBonet.joined(levels.stream().map(DeBonet.Level::band).toList()), sample = sample();
        for (int c = 0; c < 3; c++) assertArrayEquals(sample.values()[c], again.values()[c], 1e-6f);
    }

    /** With no tolerance a coarsest pixel brings all that lies below its place. */
    @Test
    void nothingAlikeIsACopy() {
        DeBonet.Shuffle shuffle = filled(0, COLUMNS, ROWS, 3);
        for (int level = 0; level < SCALES; level++) {
            for (int pixel = 0; pixel < shuffle.sources(level).length; pixel++) {
                int up = SCALES - level, source = shuffle.sources(level)[pixel], wide = SIDE >> level;
                assertEquals(above(shuffle, level, pixel)[up - 1],
                    (source / wide >> up) * (SIDE >> SCALES) + (source % wide >> up));
            }
        }
    }

    @Test
    void pixelsComeFromWhereAllAboveIsAlike() {
        for (int level = 0; level < SCALES; level++) {
            Set<List<Integer>> met = new HashSet<>();
            Set<List<Integer>> wanted = new HashSet<>();
            int pixel = 5 * (COLUMNS << SCALES - level) / 4 + 1;
            int[] firsts = null;
            for (int seed = 0; seed < 3000; seed++) {
                DeBonet.Shuffle shuffle = filled(TOLERANCE, COLUMNS, ROWS, seed);
                int[] above = above(shuffle, level, pixel);
                if (firsts == null) firsts = above;
                assertTrue(allowed(level, pixel, above, shuffle.sources(level)[pixel]), "level " + level);
                // Of those with the same above, what is met is all that is allowed.
                if (java.util.Arrays.equals(firsts, above)) met.add(List.of(shuffle.sources(level)[pixel]));
            }
            for (int place = 0; place < levels.get(level).band().size(); place++) {
                if (allowed(level, pixel, firsts, place)) wanted.add(List.of(place));
            }
            if (level == SCALES - 1) assertEquals(wanted, met);
            assertTrue(wanted.containsAll(met) && wanted.size() < levels.get(level).band().size());
        }
    }

    private DeBonet.Shuffle filled(double tolerance, int columns, int rows, int seed) {
        DeBonet.Shuffle shuffle = new DeBonet.Shuffle(levels, columns, rows, tolerance, Integer.MAX_VALUE,
            new SplittableRandom(seed));
        for (int y = 0; y < rows; y++) for (int x = 0; x < columns; x++) shuffle.fill(x, y);
        return shuffle;
    }

    /** Sources of what lies above a pixel, the next coarser level first. */
    private static int[] above(DeBonet.Shuffle shuffle, int level, int pixel) {
        int across = COLUMNS << SCALES - level, x = pixel % across, y = pixel / across;
        int[] above = new int[SCALES - level];
        for (int up = 1; up <= above.length; up++) {
            above[up - 1] = shuffle.sources(level + up)[(y >> up) * (across >> up) + (x >> up)];
        }
        return above;
    }

    /** By the definition: in the same corner, and above it nothing differs from what lies above the pixel. */
    private boolean allowed(int level, int pixel, int[] above, int place) {
        int across = COLUMNS << SCALES - level, wide = SIDE >> level, x = place % wide, y = place / wide,
            cell = 1 << SCALES - level;
        boolean allowed = x % cell == pixel % across % cell && y % cell == pixel / across % cell;
        for (int up = 1; up <= above.length; up++) {
            int at = (y >> up) * (wide >> up) + (x >> up);
            for (float[] feature : levels.get(level + up).features()) {
                allowed &= Math.abs(feature[at] - feature[above[up - 1]]) <= TOLERANCE;
            }
        }
        return allowed;
    }

    @Test
    void oneColourStaysOne() {
        int[] blue = new int[20 * 20];
        java.util.Arrays.fill(blue, 0xFF3050A0);
        for (int pixel : DeBonet.NODE.weave(new Pixels(20, 20, blue), 37, 21, Map.of(), 1, Watch.NOBODY).argb()) {
            assertEquals(0xFF3050A0, pixel);
        }
    }
}
