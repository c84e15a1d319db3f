package org.normscope.patches;

import java.util.BitSet;
import java.util.Set;
import org.normscope.patches.field.Box;

/**
 * What an index gathers of one layer: for every unit its strongest places under each ranking, and how its strongest
 * activation in a picture is distributed over the pictures. Taking in a picture allocates nothing.
 */
final class LayerSelection {
    private final IndexedLayer layer;
    private final Box all;
    private final Box inside;
    private final Strongest[] lists = new Strongest[Ranking.values().length];
    private final int[] counts;

    LayerSelection(IndexedLayer layer, PictureHashes hashes) {
        this.layer = layer;
        all = new Box(0, 0, layer.width(), layer.height());
        inside = layer.field().inside();
        for (Ranking ranking : Ranking.values()) {
            Ranking kept = layer.kept(ranking);
            lists[ranking.ordinal()] = kept == ranking ? new Strongest(layer.units(), ranking.several(), hashes)
                : list(kept);
        }
        counts = new int[layer.units() * ActivationBins.COUNT];
    }

    IndexedLayer layer() {
        return layer;
    }

    /** Where a layer makes no difference between inside and anywhere, those rankings share one list. */
    Strongest list(Ranking ranking) {
        return lists[ranking.ordinal()];
    }

    /** Whether the ranking has a list of its own. */
    boolean keeps(Ranking ranking) {
        return layer.kept(ranking) == ranking;
    }

    /**
     * Takes in the maps of one picture.
     *
     * @param maps  [1, units, height, width]
     * @param bins  where to write, from {@code from} on, the bin of each unit's strongest activation
     */
    void take(float[] maps, int picture, byte[] bins, int from) {
        int plane = layer.height() * layer.width();
        boolean tellsInside = layer.tellsInside();
        for (int unit = 0; unit < layer.units(); unit++) {
            int start = unit * plane;
            float strongest = peak(maps, start, start + plane);
            bins[from + unit] = (byte) ActivationBins.of(strongest);
            offer(maps, start, unit, strongest, picture, false);
            if (tellsInside) offer(maps, start, unit, strongest, picture, true);
        }
    }

    private static Ranking one(boolean within) {
        return within ? Ranking.DIFFERENT_INSIDE : Ranking.DIFFERENT;
    }

    private static Ranking several(boolean within) {
        return within ? Ranking.SEVERAL_INSIDE : Ranking.SEVERAL;
    }

    /** The largest value; negative infinity where there are no numbers. NaN is larger than nothing. */
    private static float peak(float[] cells, int from, int to) {
        float peak = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) if (cells[i] > peak) peak = cells[i];
        return peak;
    }

    /** @param strongest no place is stronger: most units are done when it is not wanted */
    private void offer(float[] maps, int start, int unit, float strongest, int picture, boolean within) {
        if (strongest == Float.NEGATIVE_INFINITY) return;
        if (list(one(within)).wants(unit, strongest, picture)) offerOne(maps, start, unit, picture, within);
        if (list(several(within)).wants(unit, strongest, picture)) offerSeveral(maps, start, unit, picture, within);
    }

    /** The first of the strongest places, row by row. */
    private void offerOne(float[] maps, int start, int unit, int picture, boolean within) {
        Box cells = within ? inside : all;
        float strongest = Float.NEGATIVE_INFINITY;
        int at = 0;
        for (int y = cells.y(); y < cells.y() + cells.height(); y++) {
            int row = y * layer.width();
            for (int cell = row + cells.x(); cell < row + cells.x() + cells.width(); cell++) {
                if (maps[start + cell] > strongest) {
                    strongest = maps[start + cell];
                    at = cell;
                }
            }
        }
        if (strongest > Float.NEGATIVE_INFINITY) list(one(within)).offer(unit, strongest, picture, at);
    }

    private void offerSeveral(float[] maps, int start, int unit, int picture, boolean within) {
        Box cells = within ? inside : all;
        Strongest list = list(several(within));
        float least = list.least(unit);
        for (int y = cells.y(); y < cells.y() + cells.height(); y++) {
            int row = y * layer.width();
            for (int cell = row + cells.x(); cell < row + cells.x() + cells.width(); cell++) {
                float value = maps[start + cell];
                if (value >= least && value > Float.NEGATIVE_INFINITY) {
                    list.offer(unit, value, picture, cell);
                    least = list.least(unit);
                }
            }
        }
    }

    /** Counts a picture's bins in, or out again. */
    void count(byte[] bins, int from, int times) {
        for (int unit = 0; unit < layer.units(); unit++) {
            counts[unit * ActivationBins.COUNT + (bins[from + unit] & 255)] += times;
        }
    }

    int[] counts() {
        return counts;
    }

    /** Takes the places of these pictures out of every list. @return the units that lost one */
    BitSet without(Set<Integer> gone) {
        BitSet lost = new BitSet();
        for (Ranking ranking : Ranking.values()) if (keeps(ranking)) lost.or(list(ranking).without(gone));
        return lost;
    }

    /** The least bin that a picture's strongest activation needs for a place in the unit's lists to be possible. */
    int leastBin(int unit) {
        int least = ActivationBins.COUNT;
        for (Ranking ranking : Ranking.values()) {
            Strongest list = list(ranking);
            boolean full = list.count(unit) == Strongest.PLACES;
            least = Math.min(least, full ? ActivationBins.of(list.value(unit, Strongest.PLACES - 1)) : 1);
        }
        return least;
    }

    /** The bin of the ninth strongest of all counted pictures: none weaker can be among the nine. */
    int ninthBin(int unit) {
        int seen = 0;
        for (int bin = ActivationBins.COUNT - 1; bin > 0; bin--) {
            seen += counts[unit * ActivationBins.COUNT + bin];
            if (seen >= Strongest.PLACES) return bin;
        }
        return 1;
    }
}
