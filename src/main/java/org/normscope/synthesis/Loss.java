package org.normscope.synthesis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.image.PreparedLevels;
import org.normscope.network.Activations;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.optimize.Slope;
import org.normscope.tensor.Tensor;

/**
 * How far a picture is from what it is to be: terms over features; smooth * the mean square step between neighbours;
 * and a wall, the mean square of what is beyond black or white, without which contrast is bought where nobody can see
 * it.
 */
final class Loss implements Slope {
    private static final double WALL = 100;

    private final LossNetwork network;
    private final GradientGraph graph;
    private final List<Map<String, Tensor>> wanted;
    private final int width;
    private final int height;
    private final double smooth;

    /**
     * @param terms  of each of the first glances; they differ in what they are fed with only
     * @param smooth weight of the steps between neighbours, 0 for none
     */
    Loss(LossNetwork network, List<Term> terms, int width, int height, double smooth) {
        this.network = network;
        graph = network.gradient(terms.get(0).objective());
        wanted = terms.stream().map(Term::feeds).toList();
        this.width = width;
        this.height = height;
        this.smooth = smooth;
    }

    @Override
    public double at(double[] place, double[] gradient) {
        Arrays.fill(gradient, 0);
        Levels picture = new Levels(width, height, place);
        double sum = 0;
        for (int i = 0; i < wanted.size(); i++) sum += look(picture, i, gradient);
        return sum / wanted.size() + wall(place, gradient) + steps(place, gradient);
    }

    private double look(Levels whole, int at, double[] gradient) {
        Glance glance = Glance.first(wanted.size()).get(at);
        Levels part = whole.seen(glance);
        Map<String, Tensor> feeds = new HashMap<>(network.feeds(part.width(), part.height(), part.cells()));
        feeds.putAll(wanted.get(at));
        String toPicture = graph.gradient(network.network().picture());
        Activations found = network.runner().run(graph.graph(), feeds, List.of(graph.objective(), toPicture));
        double[] back = PreparedLevels.back(network.preprocessing(), found.get(toPicture),
            part.cells());
        Levels.addSeen(glance, width, height, back, gradient, 1.0 / wanted.size());
        return found.get(graph.objective()).data()[0];
    }

    private static double wall(double[] place, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < place.length; i++) {
            double beyond = place[i] - Math.max(0, Math.min(1, place[i]));
            sum += beyond * beyond;
            gradient[i] += 2 * WALL / place.length * beyond;
        }
        return WALL * sum / place.length;
    }

    private double steps(double[] place, double[] gradient) {
        if (smooth == 0) return 0;
        double sum = 0, weight = smooth / place.length;
        for (int i = 0; i < place.length; i++) {
            if (i % width + 1 < width) sum += step(place, gradient, i, i + 1, weight);
            if (i / width % height + 1 < height) sum += step(place, gradient, i, i + width, weight);
        }
        return weight * sum;
    }

    private static double step(double[] place, double[] gradient, int from, int to, double weight) {
        double step = place[to] - place[from];
        gradient[to] += 2 * weight * step;
        gradient[from] -= 2 * weight * step;
        return step * step;
    }
}
