package org.normscope.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Finds labels that are probably wrong by confident learning (Northcutt, Jiang and Chuang 2021): every picture is
 * judged by a head that was fitted without it, in five parts; a class is believed where it gets more than its pictures
 * get on average. Where another class is believed more than the label, the label is suspicious.
 */
public final class LabelDoctor {
    private static final int FOLDS = 5, NEIGHBOURS = 5;

    /**
     * What there is against a label.
     *
     * @param better     the class that is believed instead; the label itself where none is
     * @param probability of the label, out of fold
     * @param margin     the label's probability less that of the best other class: the lower, the worse
     * @param strangers  of five nearest pictures those with another label; -1 where the label is not suspicious
     */
    public record Opinion(Example example, int better, double probability, double margin, int strangers) {
        public boolean isSuspicious() {
            return better != example.label();
        }
    }

    private LabelDoctor() { }

    /**
     * All pictures of the set, the most suspicious first.
     *
     * @param c        as {@link LogisticRegression} has it
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public static List<Opinion> opinions(FeatureTable table, double c, DoubleConsumer progress) {
        FeatureTable.Samples all = table.all();
        int classes = table.set().classes().size();
        double[][] probabilities = outOfFold(all, classes, c, progress);
        double[] believed = thresholds(probabilities, all.labels(), classes);
        NearestPictures neighbours = new NearestPictures(all);
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            int label = all.labels()[i], better = label;
            double[] p = probabilities[i];
            double other = 0, most = -1;
            for (int k = 0; k < classes; k++) {
                if (k != label) other = Math.max(other, p[k]);
                if (p[k] >= believed[k] && p[k] > most) {
                    most = p[k];
                    better = k;
                }
            }
            Example example = all.examples().get(i);
            int strangers = better == label ? -1 : (int) neighbours.nearest(all.cells()[i], example.hash(), NEIGHBOURS)
                .stream().filter(near -> near.label() != label).count();
            opinions.add(new Opinion(example, better, p[label], p[label] - other, strangers));
        }
        opinions.sort(Comparator.comparingDouble(Opinion::margin).thenComparing(one -> one.example().hash()));
        return List.copyOf(opinions);
    }

    /**
     * What a head that was fitted on the other four parts gives each picture's classes. The parts are dealt out class
     * by class in the order of the hashes.
     */
    static double[][] outOfFold(FeatureTable.Samples samples, int classes, double c, DoubleConsumer progress) {
        int[] fold = folds(samples, classes);
        double[][] probabilities = new double[fold.length][];
        for (int held = 0; held < FOLDS; held++) {
            int part = held;
            int[] others = IntStream.range(0, fold.length).filter(i -> fold[i] != part).toArray();
            if (others.length == fold.length || others.length == 0) continue;
            float[][] cells = IntStream.of(others).mapToObj(i -> samples.cells()[i]).toArray(float[][]::new);
            int[] labels = IntStream.of(others).map(i -> samples.labels()[i]).toArray();
            LinearHead head = LogisticRegression.fit(cells, labels, classes, c,
                () -> progress.accept((double) part / FOLDS));
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] == part) probabilities[i] = head.probabilities(samples.cells()[i]);
            }
        }
        for (double[] p : probabilities) if (p == null) throw new TransferException("transfer.labels.few");
        return probabilities;
    }

    private static int[] folds(FeatureTable.Samples samples, int classes) {
        int[] fold = new int[samples.labels().length];
        for (int label = 0; label < classes; label++) {
            int of = label, place = 0;
            for (int i : IntStream.range(0, fold.length).filter(n -> samples.labels()[n] == of).boxed()
                .sorted(Comparator.comparing(n -> samples.examples().get(n).hash())).toList()) {
                fold[i] = place++ % FOLDS;
            }
        }
        return fold;
    }

    private static double[] thresholds(double[][] probabilities, int[] labels, int classes) {
        double[] sums = new double[classes];
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += probabilities[i][labels[i]];
            counts[labels[i]]++;
        }
        for (int k = 0; k < classes; k++) sums[k] = counts[k] == 0 ? 2 : sums[k] / counts[k];
        return sums;
    }
}
