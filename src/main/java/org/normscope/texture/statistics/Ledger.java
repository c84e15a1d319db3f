package org.normscope.texture.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A texture's statistics in the order in which they are met: first written down, of the sample, then compared with, of
 * what is woven. Differences are taken relative to the sample's spread, and a group's sum of their squares relative to
 * that of its values, so that all groups weigh alike: phases have small correlations that matter as much.
 */
final class Ledger {
    /** What stands for what: correlations are covariances over the sample's own variances. */
    enum Group {
        /** Mean, variance, skewness, kurtosis of pixels and low bands, the high-pass residual's variance. */
        MARGINALS,
        /** Autocorrelations of the low bands: what repeats. */
        REPETITION,
        /** Autocorrelations and correlations of the magnitudes of bands: what comes together, lines and corners. */
        MAGNITUDES,
        /** Correlations of bands with the phase-doubled ones of the next scale: which side is lit. */
        PHASES
    }

    /** @param spread that it is divided by; 0 for a statistic that says nothing, of a band that is flat */
    record Entry(Group group, double value, double spread) { }

    private static final double FLAT = 1e-14;
    /** A group whose statistics are smaller than this, on average, is taken to be so large: noise has no phases. */
    private static final double SMALL = 1e-4;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> named = new LinkedHashMap<>();
    private final boolean[] wanted;
    private boolean writing = true;
    private int at;
    private int samples;
    private double loss;
    private final double[] errors = new double[Group.values().length];
    private final double[] sizes = new double[Group.values().length];
    private final int[] counts = new int[Group.values().length];

    /** @param wanted by group: of the others nothing is asked */
    Ledger(boolean... wanted) {
        this.wanted = wanted.clone();
    }

    /** Whether what is met is written down, of a sample. */
    boolean isWriting() {
        return writing;
    }

    /** From here on the statistics of another sample are written: what counts is the mean of all. */
    void another() {
        at = 0;
        samples++;
    }

    /** From here on what is met is compared. */
    void compare() {
        if (writing) settle();
        writing = false;
        at = 0;
        loss = 0;
        java.util.Arrays.fill(errors, 0);
    }

    /**
     * A statistic.
     *
     * @param name   of its kind and place, for those who look
     * @param spread of the sample's; where it is compared, the sample's counts
     * @return the derivative of the loss by the value; 0 while writing
     */
    double meet(Group group, String name, double value, double spread) {
        if (writing) {
            Entry before = at < entries.size() ? entries.get(at) : new Entry(group, 0, 0),
                entry = new Entry(group, before.value + value, before.spread + spread);
            if (at < entries.size()) entries.set(at, entry);
            else entries.add(entry);
            at++;
            named.put(name, entry);
            return 0;
        }
        Entry entry = entries.get(at++);
        if (entry.spread == 0) return 0;
        double off = (value - entry.value) / entry.spread;
        errors[group.ordinal()] += off * off;
        if (!wanted[group.ordinal()]) return 0;
        double weight = 1 / size(group);
        loss += weight * off * off;
        return 2 * weight * off / entry.spread;
    }

    private void settle() {
        int over = Math.max(1, samples);
        entries.replaceAll(entry -> new Entry(entry.group, entry.value / over, entry.spread / over > FLAT
            ? entry.spread / over : 0));
        for (Entry entry : entries) {
            if (entry.spread == 0) continue;
            sizes[entry.group.ordinal()] += entry.value * entry.value / (entry.spread * entry.spread);
            counts[entry.group.ordinal()]++;
        }
    }

    private double size(Group group) {
        return Math.max(sizes[group.ordinal()], SMALL * Math.max(1, counts[group.ordinal()]));
    }

    /** The sum over the groups that are wanted of their squared differences, each over the squares of its values. */
    double loss() {
        return loss;
    }

    /** How far a group is off, over how large it is: roots of sums of squares. */
    double off(Group group) {
        return Math.sqrt(errors[group.ordinal()] / size(group));
    }

    /** Whether every group that is wanted is off by no more than this. */
    boolean isWithin(double most) {
        for (Group group : Group.values()) if (wanted[group.ordinal()] && off(group) > most) return false;
        return true;
    }

    /** What was written down. */
    Map<String, Entry> written() {
        return named;
    }
}
