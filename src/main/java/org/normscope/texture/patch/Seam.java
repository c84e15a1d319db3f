package org.normscope.texture.patch;

/** The cheapest way down through a field of costs, a step to the left or right at most from row to row. */
final class Seam {
    private Seam() { }

    /** @return the column in each row; of several ways of the same cost the leftmost at the bottom */
    static int[] down(double[][] costs) {
        int rows = costs.length, columns = costs[0].length;
        double[][] sums = new double[rows][columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                sums[y][x] = costs[y][x] + (y == 0 ? 0 : sums[y - 1][cheapest(sums[y - 1], x)]);
            }
        }
        int[] way = new int[rows];
        for (int x = 1; x < columns; x++) if (sums[rows - 1][x] < sums[rows - 1][way[rows - 1]]) way[rows - 1] = x;
        for (int y = rows - 2; y >= 0; y--) way[y] = cheapest(sums[y], way[y + 1]);
        return way;
    }

    private static int cheapest(double[] sums, int x) {
        int best = x;
        if (x > 0 && sums[x - 1] < sums[best]) best = x - 1;
        if (x + 1 < sums.length && sums[x + 1] < sums[best]) best = x + 1;
        return best;
    }
}
