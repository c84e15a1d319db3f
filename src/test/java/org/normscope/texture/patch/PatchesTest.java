package org.normscope.texture.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** What is cut and matched, against trying everything. */
class PatchesTest {
    @Test
    void seamsAreShortestPaths() {
        SplittableRandom chance = new SplittableRandom(2);
        for (int turn = 0; turn < 60; turn++) {
            double[][] costs = new double[1 + turn % 6][1 + turn % 5];
            for (double[] row : costs) for (int x = 0; x < row.length; x++) row[x] = chance.nextDouble();
            int[] way = Seam.down(costs);
            double sum = 0;
            for (int y = 0; y < way.length; y++) {
                sum += costs[y][way[y]];
                assertTrue(y == 0 || Math.abs(way[y] - way[y - 1]) <= 1);
            }
            double best = Double.POSITIVE_INFINITY;
            for (int x = 0; x < costs[0].length; x++) best = Math.min(best, shortest(costs, 0, x));
            assertEquals(best, sum, 1e-12);
        }
    }

    private static double shortest(double[][] costs, int y, int x) {
        if (x < 0 || x >= costs[0].length) return Double.POSITIVE_INFINITY;
        if (y == costs.length - 1) return costs[y][x];
        double rest = Math.min(shortest(costs, y + 1, x - 1),
            Math.min(shortest(costs, y + 1, x), shortest(costs, y + 1, x + 1)));
        return costs[y][x] + rest;
    }

    @Test
    void matchesAreNearlyTheNearest() {
        Planes source = Planes.of(Lanczos.scaled(PictureSource.open("builtin:paintings/cafe-terrace"), 64)),
            target = Planes.of(Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 56));
        SplittableRandom chance = new SplittableRandom(7);
        int[] match = PatchMatch.anywhere(source, target, chance);
        PatchMatch matches = new PatchMatch(source, target, 2, match);
        double reached = matches.improve(8, chance, Watch.NOBODY, 0, 1), nearest = 0, told = 0;
        for (int at = 0; at < target.size(); at++) {
            float least = Float.POSITIVE_INFINITY;
            for (int from = 0; from < source.size(); from++) least = Math.min(least, matches.distance(at, from, least));
            nearest += least;
            told += matches.distance(at, match[at], Float.POSITIVE_INFINITY);
        }
        assertEquals(told, reached, 1e-4 * told, "the distances told are those of the matches");
        assertTrue(reached <= 1.1 * nearest, reached + " against " + nearest);
    }

    /** Whatever the sample's edges do, every pixel woven is one of the sample's. */
    @Test
    void whatIsCopiedIsTheSamples() {
        Pixels sample = Lanczos.scaled(PictureSource.open("builtin:paintings/night-cafe"), 40);
        Set<Integer> there = new HashSet<>();
        for (int pixel : sample.argb()) there.add(pixel);
        for (TreeNode node : new TreeNode[] {Quilting.NODE, EfrosLeung.NODE, Ashikhmin.NODE}) {
            for (int pixel : node.weave(sample, 61, 45, Map.of(), 3, Watch.NOBODY).argb()) {
                assertTrue(there.contains(pixel), node.id());
            }
        }
    }

    /** A sample that tiles is woven on without a seam: each pixel is followed by what follows it in the sample. */
    @Test
    void whatRepeatsGoesOn() {
        int[] argb = new int[32 * 32];
        for (int i = 0; i < argb.length; i++) argb[i] = i % 32 % 8 < 3 ^ i / 32 % 8 < 5 ? 0xFF202020 : 0xFFE0A030;
        Pixels woven = Quilting.NODE.weave(new Pixels(32, 32, argb), 70, 50, Map.of("block", "18"), 1, Watch.NOBODY);
        for (int y = 0; y < 50; y++) for (int x = 8; x < 70; x++) assertEquals(woven.at(x - 8, y), woven.at(x, y));
    }
}
