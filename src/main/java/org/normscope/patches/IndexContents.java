package org.normscope.patches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An index in memory: the selections of all layers, and the pictures they are of. Used by one thread at a time. */
final class IndexContents {
    private final IndexSubject subject;
    private final PictureHashes hashes = new PictureHashes();
    private final List<LayerSelection> selections = new ArrayList<>();
    private final int[] offsets;
    private final byte[] bins;
    private final float[] cells;

    IndexContents(IndexSubject subject) {
        this.subject = subject;
        offsets = new int[subject.layers().size()];
        int units = 0;
        for (IndexedLayer layer : subject.layers()) {
            offsets[layer.number()] = units;
            units += layer.units();
            selections.add(new LayerSelection(layer, hashes));
        }
        bins = new byte[units];
        cells = new float[subject.layers().stream().mapToInt(IndexedLayer::cells).max().orElse(0)];
    }

    IndexSubject subject() {
        return subject;
    }

    PictureHashes hashes() {
        return hashes;
    }

    List<LayerSelection> selections() {
        return selections;
    }

    /** The maps of one picture. */
    @FunctionalInterface
    interface Maps {
        /** Copies a layer's maps into the front of the array. */
        void read(IndexedLayer layer, float[] cells);
    }

    /**
     * Takes in a new picture's maps.
     *
     * @return the bin of every unit's strongest activation, layer after layer: overwritten by the next picture
     */
    byte[] take(int picture, Maps maps) {
        offer(picture, maps);
        count(bins, 1);
        return bins;
    }

    /** Offers a picture's places again, without counting it again. */
    void offer(int picture, Maps maps) {
        for (LayerSelection selection : selections) {
            maps.read(selection.layer(), cells);
            selection.take(cells, picture, bins, offsets[selection.layer().number()]);
        }
    }

    void count(byte[] pictureBins, int times) {
        for (LayerSelection selection : selections) {
            selection.count(pictureBins, offsets[selection.layer().number()], times);
        }
    }

    int units() {
        return bins.length;
    }

    /**
     * Offers the places that another index of the same subject holds.
     *
     * @param numbers by the other's picture number, the number here
     */
    void offer(IndexContents other, int[] numbers) {
        for (LayerSelection selection : selections) {
            LayerSelection from = other.selections.get(selection.layer().number());
            for (Ranking ranking : Ranking.values()) {
                if (selection.keeps(ranking)) {
                    offer(from.list(ranking), selection.list(ranking), selection.layer().units(), numbers);
                }
            }
        }
    }

    private static void offer(Strongest from, Strongest to, int units, int[] numbers) {
        for (int unit = 0; unit < units; unit++) {
            for (int i = 0; i < from.count(unit); i++) {
                to.offer(unit, from.value(unit, i), numbers[from.picture(unit, i)], from.cell(unit, i));
            }
        }
    }

    /** Takes pictures out of every list; the units that lost a place want others, by layer. */
    List<BitSet> without(Set<Integer> gone) {
        List<BitSet> wanting = new ArrayList<>();
        for (LayerSelection selection : selections) wanting.add(selection.without(gone));
        return wanting;
    }

    /**
     * For units that lost places, the least bin of a picture's strongest activation that may bring it among the nine.
     *
     * @param known whether the lists hold what the ninth strongest picture has, so that they tell; else the counts tell
     */
    Refill refill(List<BitSet> wanting, boolean known) {
        int[] units = new int[wanting.stream().mapToInt(BitSet::cardinality).sum()], least = new int[units.length];
        int next = 0;
        for (LayerSelection selection : selections) {
            BitSet lost = wanting.get(selection.layer().number());
            for (int unit = lost.nextSetBit(0); unit >= 0; unit = lost.nextSetBit(unit + 1)) {
                units[next] = offsets[selection.layer().number()] + unit;
                least[next++] = known ? selection.leastBin(unit) : selection.ninthBin(unit);
            }
        }
        return new Refill(units, least, new HashSet<>());
    }

    /**
     * Which pictures have to be run again to fill lists that lost places.
     *
     * @param units positions in a picture's bins
     * @param least of each, the bin from which on a picture is a candidate
     * @param runs  numbers of pictures that are candidates
     */
    record Refill(int[] units, int[] least, Set<Integer> runs) {
        void consider(int picture, byte[] pictureBins) {
            for (int i = 0; i < units.length; i++) {
                if ((pictureBins[units[i]] & 255) >= least[i]) {
                    runs.add(picture);
                    return;
                }
            }
        }
    }

    @Override
    public String toString() {
        return subject.network() + ", " + Arrays.stream(offsets).count() + " layers";
    }
}
