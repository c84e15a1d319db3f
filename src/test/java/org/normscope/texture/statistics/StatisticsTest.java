package org.normscope.texture.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.plane.ColourAxes;
import org.normscope.image.plane.Planes;
import org.normscope.node.Watch;
import org.normscope.texture.pyramid.SteerablePyramid;

/** Textures have the statistics that they claim. */
class StatisticsTest {
    /**
     * How often each way to colour a few cells occurs, against the coin's: cells at places dx, dy. Three cells in a
     * corner are at chance in the even texture, four are not; nor are two side by side where pairs differ.
     */
    @ParameterizedTest
    @CsvSource({"even,3,true", "even,4,false", "far,3,true", "far,4,true", "pairs,2,false", "density,1,false"})
    void ordersOfStatisticsDifferWhereTheyShould(String pair, int cells, boolean alike) {
        int side = 128, turns = 40;
        int[] counts = new int[1 << cells];
        SplittableRandom chance = new SplittableRandom(11);
        for (int turn = 0; turn < turns; turn++) {
            boolean[][] made = Julesz.texture(pair, side, side, chance);
            for (int y = 0; y + 1 < side; y++) {
                for (int x = 0; x + 1 < side; x++) {
                    int code = 0;
                    for (int k = 0; k < cells; k++) code = 2 * code + (made[y + k / 2][x + k % 2] ? 1 : 0);
                    counts[code]++;
                }
            }
        }
        double even = turns * (side - 1.0) * (side - 1) / counts.length, most = 0;
        for (int count : counts) most = Math.max(most, Math.abs(count / even - 1));
        assertTrue(alike ? most < .1 : most > .3, pair + " of " + cells + ": " + most);
    }

    @Test
    void heegerBergensBandsHaveTheSamplesSpread() {
        Pixels sample = Lanczos.scaled(PictureSource.open("builtin:paintings/cafe-terrace"), 96);
        Planes woven = Planes.of(HeegerBergen.NODE.weave(sample, 96, 96, Map.of("scales", "3"), 2, Watch.NOBODY));
        PrincipalColours colours = PrincipalColours.of(Planes.of(sample));
        float[] wanted = colours.turned(Planes.of(sample)).values()[0], made = colours.turned(woven).values()[0];
        SteerablePyramid a = SteerablePyramid.of(wanted, sample.width(), sample.height(), 3, 4, false),
            b = SteerablePyramid.of(made, 96, 96, 3, 4, false);
        for (int scale = 0; scale < 2; scale++) {
            for (int k = 0; k < 4; k++) {
                double ratio = spread(b.bands().get(scale)[k]) / spread(a.bands().get(scale)[k]);
                assertTrue(ratio > .75 && ratio < 1.25, scale + " " + k + ": " + ratio);
            }
        }
        ColourAxes own = ColourAxes.of(Planes.of(sample)), theirs = ColourAxes.of(woven);
        for (int c = 0; c < 3; c++) assertEquals(own.mean()[c], theirs.mean()[c], .03);
    }

    private static double spread(float[] band) {
        double sum = 0;
        for (float value : band) sum += value * value;
        return Math.sqrt(sum / band.length);
    }
}
