package org.normscope.patches;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A unit of the same layer that fires on the same pictures.
 *
 * @param likeness Pearson's correlation of the two units' strongest activations over the pictures, in the index's bins
 */
public record Kin(int unit, double likeness) {
    /** That many pictures tell it as well as all. */
    private static final int MOST_PICTURES = 2000;

    /**
     * The nearest, nearest first.
     *
     * @param before units of all layers before this one
     * @param all    units of all layers
     */
    static List<Kin> of(IndexFile file, IndexedLayer layer, int unit, int before, int all, int count) {
        int units = layer.units(), pictures = 0;
        double[] sum = new double[units], squares = new double[units], products = new double[units];
        List<byte[]> bins = new ArrayList<>();
        file.query("SELECT bins FROM picture ORDER BY number LIMIT " + MOST_PICTURES, row -> {
            byte[] every = new byte[all];
            IndexStore.unpack(row.getBytes(1), every);
            byte[] own = new byte[units];
            System.arraycopy(every, before, own, 0, units);
            bins.add(own);
        });
        for (byte[] of : bins) {
            pictures++;
            double here = of[unit] & 255;
            for (int other = 0; other < units; other++) {
                double there = of[other] & 255;
                sum[other] += there;
                squares[other] += there * there;
                products[other] += here * there;
            }
        }
        List<Kin> kin = new ArrayList<>();
        double deviation = Math.sqrt(pictures * squares[unit] - sum[unit] * sum[unit]);
        for (int other = 0; other < units; other++) {
            double its = Math.sqrt(pictures * squares[other] - sum[other] * sum[other]);
            if (other == unit || its == 0 || deviation == 0) continue;
            kin.add(new Kin(other, (pictures * products[other] - sum[unit] * sum[other]) / deviation / its));
        }
        kin.sort(Comparator.comparingDouble(one -> -one.likeness()));
        return List.copyOf(kin.subList(0, Math.min(count, kin.size())));
    }
}
