package org.normscope.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * How accurate a head is by how many pictures of each class it learnt from, several draws each.
 *
 * @param perClass pictures a class; {@link #ALL} for as many as there are
 * @param accuracy of each seed on the pictures that judge, 0 to 1
 */
public record LessonCurve(int perClass, List<Double> accuracy) {
    /** Stands for as many pictures as there are. */
    public static final int ALL = Integer.MAX_VALUE;

    /** As it stands in tables. */
    public String name() {
        return perClass == ALL ? "all" : String.valueOf(perClass);
    }

    /** @throws NumberFormatException where it is no {@link #name()} */
    static int count(String name) {
        return name.equals("all") ? ALL : Integer.parseInt(name);
    }

    public double mean() {
        return accuracy.stream().mapToDouble(one -> one).average().orElse(Double.NaN);
    }

    public double least() {
        return accuracy.stream().mapToDouble(one -> one).min().orElse(Double.NaN);
    }

    public double most() {
        return accuracy.stream().mapToDouble(one -> one).max().orElse(Double.NaN);
    }

    /**
     * Heads by logistic regression. All pictures are one draw.
     *
     * @param steps    pictures a class, {@link #ALL} among them or not
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public static List<LessonCurve> of(FeatureTable table, List<Integer> steps, int seeds, double c,
                                       DoubleConsumer progress) {
        int classes = table.set().classes().size();
        FeatureTable.Samples judging = table.of(table.set().judging());
        List<LessonCurve> curve = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            int perClass = steps.get(step);
            List<Double> accuracy = new ArrayList<>();
            for (int seed = 0; seed < (perClass == ALL ? 1 : seeds); seed++) {
                double done = (step + (double) seed / seeds) / steps.size();
                FeatureTable.Samples drawn = table.of(table.set().drawn(perClass, seed)).of(Split.TRAINING);
                LinearHead head = LogisticRegression.fit(drawn.cells(), drawn.labels(), classes, c,
                    () -> progress.accept(done));
                accuracy.add(Judgement.of(judging, head::probabilities).accuracy());
            }
            curve.add(new LessonCurve(perClass, List.copyOf(accuracy)));
        }
        return List.copyOf(curve);
    }
}
