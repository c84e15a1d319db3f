package org.normscope.texture.statistics;

import java.util.SplittableRandom;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.node.Branch;
import org.normscope.node.Easel;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;

/**
 * A pair of textures to tell apart: Julesz, "Visual Pattern Discrimination", 1962, conjectured that textures with the
 * same statistics of pairs of points look the same; Julesz, Gilbert and Victor, "Visual Discrimination of Textures
 * with Identical Third-Order Statistics", Biological Cybernetics 31, 1978, found the even texture that refutes it. A
 * square in the middle has one texture, what is around it the other, black and white by the toss of a coin.
 *
 * <ul><li>{@code density}: first order differs, 2 of 3 cells white; <li>{@code pairs}: second order differs, a cell
 * is as its left neighbour 3 times in 4; <li>{@code even}: every 2 x 2 cells hold an even number of white ones, so
 * orders 1 to 3 are those of the coin, and yet it is seen at once; <li>{@code far}: the same of four cells five
 * apart, as different in the fourth order, and not seen.</ul>
 *
 * <p>Of the sample it takes the mean colours of its lighter and its darker half.
 */
public final class Julesz {
    private static final int FAR = 5;

    public static final TreeNode NODE = TreeNode.of("julesz", 1962, "Julesz",
        "Visual Pattern Discrimination, IRE Transactions on Information Theory 8", Branch.STATISTICS, Kind.TEXTURE,
        "p\\left(x_i,x_j\\right)=q\\left(x_i,x_j\\right)\\;\\Rightarrow\\;\\mathrm{alike?}", Julesz::work,
        new Knob.Choice("pair", "even", "far", "pairs", "density"), new Knob.Whole("cell", 1, 32, 4));

    private Julesz() { }

    private static Pixels work(Easel easel) {
        int cell = easel.knobs().whole("cell"), columns = (easel.width() + cell - 1) / cell,
            rows = (easel.height() + cell - 1) / cell, side = Math.max(1, Math.min(columns, rows) / 2);
        SplittableRandom chance = easel.chance();
        boolean[][] field = coins(columns, rows, chance),
            patch = texture(easel.knobs().word("pair"), side, side, chance);
        easel.at(.5);
        for (int y = 0; y < side; y++) {
            System.arraycopy(patch[y], 0, field[(rows - side) / 2 + y], (columns - side) / 2, side);
        }
        int[] colours = colours(easel.contentPlanes());
        int[] argb = new int[easel.width() * easel.height()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = colours[field[i / easel.width() / cell][i % easel.width() / cell] ? 1 : 0];
        }
        return new Pixels(easel.width(), easel.height(), argb);
    }

    private static boolean[][] coins(int columns, int rows, SplittableRandom chance) {
        boolean[][] coins = new boolean[rows][columns];
        for (boolean[] row : coins) for (int x = 0; x < columns; x++) row[x] = chance.nextBoolean();
        return coins;
    }

    static boolean[][] texture(String pair, int columns, int rows, SplittableRandom chance) {
        boolean[][] made = coins(columns, rows, chance);
        int apart = pair.equals("far") ? FAR : 1;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                switch (pair) {
                    case "density" -> made[y][x] = chance.nextInt(3) > 0;
                    case "pairs" -> { if (x > 0) made[y][x] = made[y][x - 1] ^ chance.nextInt(4) == 0; }
                    default -> {
                        if (x < apart || y < apart) continue;
                        made[y][x] = made[y - apart][x] ^ made[y][x - apart] ^ made[y - apart][x - apart];
                    }
                }
            }
        }
        return made;
    }

    /** The mean of the darker half and of the lighter; black and white where the sample is flat. */
    private static int[] colours(Planes sample) {
        float[] light = sample.luminance();
        double middle = 0;
        for (float value : light) middle += value / light.length;
        double[][] sums = new double[2][4];
        for (int i = 0; i < light.length; i++) {
            double[] half = sums[light[i] > middle ? 1 : 0];
            for (int c = 0; c < 3; c++) half[c] += sample.values()[c][i];
            half[3]++;
        }
        if (sums[0][3] == 0 || sums[1][3] == 0) return new int[] {0xFF000000, 0xFFFFFFFF};
        int[] colours = new int[2];
        for (int k = 0; k < 2; k++) {
            colours[k] = 0xFF;
            for (int c = 0; c < 3; c++) colours[k] = colours[k] << 8 | (int) Math.round(255 * sums[k][c] / sums[k][3]);
        }
        return colours;
    }
}
