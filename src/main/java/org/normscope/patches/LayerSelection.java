package org.normscope.patches;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What an index gathers of one layer: for every unit its strongest places under each ranking, and how its strongest
 * activation in a picture is distributed over the pictures. Taking in a picture allocates nothing.
 */
final class LayerSelection {
    private final IndexedLayer layer;
    private final Box inside;
    private final Map<Ranking, Strongest> lists = new EnumMap<>(Ranking.class);
    private final int[] counts;

    LayerSelection(IndexedLayer layer, PictureHashes hashes) {
        this.layer = layer;
        inside = layer.tellsInside() ? layer.field().inside() : null;
        for (Ranking ranking : Ranking.values()) {
            Ranking kept = layer.kept(ranking);
            lists.put(ranking, kept == ranking ? new Strongest(layer.units(), ranking.several(), hashes) : lists.get(kept));
        }
        counts = new int[layer.units() * ActivationBins.COUNT];
    }

    IndexedLayer layer() {
        return layer;
    }

    /** Where a layer makes no difference between inside and anywhere, those rankings share one list. */
    Strongest list(Ranking ranking) {
        return lists.get(ranking);
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
        for (int unit = 0; unit < layer.units(); unit++) {
            int start = unit * plane;
            float within = inside == null ? Float.NEGATIVE_INFINITY : strongestInside(maps, start);
            float strongest = inside == null ? Peak.of(maps, start, start + plane) : Math.max(within, strongestOutside(maps, start));
            bins[from + unit] = (byte) ActivationBins.of(strongest);
            offer(maps, start, unit, strongest, picture, Ranking.DIFFERENT, 0, layer.height(), 0, layer.width());
            if (inside == null) continue;
            offer(maps, start, unit, within, picture, Ranking.DIFFERENT_INSIDE, inside.y(), inside.y() + inside.height(), inside.x(),
                inside.x() + inside.width());
        }
    }

    private float strongestInside(float[] maps, int start) {
        float peak = Float.NEGATIVE_INFINITY;
        for (int y = inside.y(); y < inside.y() + inside.height(); y++) {
            int row = start + y * layer.width() + inside.x();
            peak = Math.max(peak, Peak.of(maps, row, row + inside.width()));
        }
        return peak;
    }

    private float strongestOutside(float[] maps, int start) {
        int width = layer.width(), right = inside.x() + inside.width(), bottom = inside.y() + inside.height();
        float peak = Math.max(Peak.of(maps, start, start + inside.y() * width),
            Peak.of(maps, start + bottom * width, start + layer.height() * width));
        for (int y = inside.y(); y < bottom; y++) {
            int row = start + y * width;
            peak = Math.max(peak, Math.max(Peak.of(maps, row, row + inside.x()), Peak.of(maps, row + right, row + width)));
        }
        return peak;
    }

    /** Offers the strongest place to the ranking, and all places that are strong enough to its sibling. */
    private void offer(float[] maps, int start, int unit, float strongest, int picture, Ranking ranking, int top, int bottom, int left, int right) {
        if (strongest == Float.NEGATIVE_INFINITY) return;
        Strongest one = lists.get(ranking), several = lists.get(Ranking.of(true, ranking.inside()));
        boolean first = one.wants(unit, strongest, picture), more = several.wants(unit, strongest, picture);
        if (!first && !more) return;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int cell = y * layer.width() + x;
                float value = maps[start + cell];
                if (first && value == strongest) {
                    one.offer(unit, value + 0f, picture, cell); // + 0 makes one zero of both.
                    first = false;
                }
                if (more && value > Float.NEGATIVE_INFINITY && several.wants(unit, value, picture)) several.offer(unit, value + 0f, picture, cell);
            }
        }
    }

    /** Counts a picture's bins in, or out again. */
    void count(byte[] bins, int from, int times) {
        for (int unit = 0; unit < layer.units(); unit++) counts[unit * ActivationBins.COUNT + (bins[from + unit] & 255)] += times;
    }

    int[] counts() {
        return counts;
    }

    /** Takes the places of these pictures out of every list. @return the units that lost one */
    BitSet without(Set<Integer> gone) {
        BitSet lost = new BitSet();
        for (Ranking ranking : Ranking.values()) if (keeps(ranking)) lost.or(lists.get(ranking).without(gone));
        return lost;
    }

    /** The least bin that a picture's strongest activation needs for a place in the unit's lists to be possible. */
    int leastBin(int unit) {
        int least = ActivationBins.COUNT;
        for (Ranking ranking : Ranking.values()) {
            Strongest list = lists.get(ranking);
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
