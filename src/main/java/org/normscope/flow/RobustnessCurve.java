package org.normscope.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.normalize.NotApplicableException;
import org.normscope.shift.Appearance;
import org.normscope.shift.Trait;

/**
 * How a network's answers hold while one trait of the pictures' look goes from none to full. What was trained on other
 * looks and what is blind to a look are told apart here, where a table of other domains, in which all else differs too,
 * cannot tell.
 *
 * @param judged whether the network knows the pictures' classes; else there is agreement, and no accuracy
 * @param points by value of the trait, in the order asked for
 */
public record RobustnessCurve(Network network, boolean judged, List<Point> points) {
    /**
     * @param value    of the trait
     * @param pictures that were run
     * @param right    of which the answer was the picture's class
     * @param same     of which the answer was that to the untouched picture
     */
    public record Point(double value, int pictures, int right, int same) {
        /** Share of pictures classified right. */
        public double accuracy() {
            return (double) right / pictures;
        }

        /** Share of pictures that are answered as without the change. */
        public double agreement() {
            return (double) same / pictures;
        }
    }

    /** @param label the picture's class; empty for none */
    public record Labelled(Pixels picture, String label) { }

    /** From the trait's neutral value to another, both among them, evenly. @param count 2 or more */
    public static List<Double> values(Trait trait, double to, int count) {
        return IntStream.range(0, count)
            .mapToObj(i -> trait.neutral() + (to - trait.neutral()) * i / (count - 1)).toList();
    }

    /** From the trait's least to its most, the value that changes nothing among them. @param steps to each side */
    public static List<Double> range(Trait trait, int steps) {
        List<Double> values = new ArrayList<>();
        for (int i = steps; i > 0 && trait.least() < trait.neutral(); i--) {
            values.add(trait.neutral() + (trait.least() - trait.neutral()) * i / steps);
        }
        values.addAll(values(trait, trait.most(), steps + 1));
        return List.copyOf(values);
    }

    /**
     * Each picture goes to all networks before the next is read: their curves are of the same pictures, whatever
     * becomes of a folder meanwhile.
     *
     * @param networks that give classes
     * @param pictures one is held at a time
     * @param step     is told before each run whose it is; what it throws ends the work
     * @return a curve each, in their order
     * @throws org.normscope.text.Fault where a picture cannot be read, or there is none
     */
    public static List<RobustnessCurve> of(List<Network> networks, GraphRunner runner, Stream<Labelled> pictures,
                                           Trait trait, List<Double> values, Consumer<Network> step) {
        List<Counts> counts = networks.stream().map(network -> new Counts(network, values)).toList();
        pictures.forEach(one -> counts.forEach(each -> each.count(one, runner, trait, step)));
        return counts.stream().map(Counts::curve).toList();
    }

    /** What one network has answered so far. */
    private static final class Counts {
        private final Network network;
        private final List<Double> values;
        private final int[] right;
        private final int[] same;
        private int pictures;
        private boolean judged = true;

        Counts(Network network, List<Double> values) {
            if (!network.givesClasses()) throw new NotApplicableException("cli.noClasses", network.name());
            this.network = network;
            this.values = values;
            right = new int[values.size()];
            same = new int[values.size()];
        }

        void count(Labelled one, GraphRunner runner, Trait trait, Consumer<Network> step) {
            int truth = network.spec().labels().indexOf(one.label());
            judged &= truth >= 0;
            Pixels fitted = network.spec().preprocessing().fitted(one.picture());
            int untouched = answer(network, runner, fitted);
            for (int i = 0; i < right.length; i++) {
                step.accept(network);
                Pixels looked = Appearance.AS_IT_IS.with(trait, values.get(i)).of(fitted);
                int said = looked == fitted ? untouched : answer(network, runner, looked);
                if (said == truth) right[i]++;
                if (said == untouched) same[i]++;
            }
            pictures++;
        }

        RobustnessCurve curve() {
            if (pictures == 0) throw new BadFolderException("shift.recalibrate.empty");
            return new RobustnessCurve(network, judged, IntStream.range(0, right.length)
                .mapToObj(i -> new Point(values.get(i), pictures, right[i], same[i])).toList());
        }
    }

    private static int answer(Network network, GraphRunner runner, Pixels fitted) {
        Preprocessing preprocessing = network.spec().preprocessing();
        String classes = network.outputs().get(0);
        return Prediction.top(network, network.run(runner, preprocessing.apply(List.of(fitted)), List.of(classes))
            .get(classes), 0, 1).get(0).index();
    }
}
