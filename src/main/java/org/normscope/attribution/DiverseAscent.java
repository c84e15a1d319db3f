package org.normscope.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Gram;
import org.normscope.onnx.gradient.Objective;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Several ascents of one objective that keep apart: each is pushed away from what the others look like to a layer, by
 * the cosines between their Gram matrices (Olah et al. 2017, "Diversity"), so that a unit of many faces shows them.
 * Not thread-safe.
 */
public final class DiverseAscent {
    /** The objective has this share in each step where all pictures are alike. */
    private static final double STRENGTH = .5;
    private static final String OTHERS = "others";

    private final Network network;
    private final GraphRunner runner;
    private final Layer layer;
    private final List<Ascent> ascents = new ArrayList<>();
    private final List<Tensor> grams = new ArrayList<>();
    private double strength;

    /**
     * @param layer whose maps tell how alike pictures are
     * @param start of the first; the others have the seeds behind
     */
    public DiverseAscent(Network network, GraphRunner runner, Objective objective, Layer layer, int pictures,
        Start start) {
        this.network = network;
        this.runner = runner;
        this.layer = layer;
        Objective apart = pictures == 1 ? objective
            : objective.plus(Objective.likeness(layer.output(), OTHERS).times(-1));
        for (int i = 0; i < pictures; i++) {
            int own = i;
            Start one = new Start(start.picture(), start.spectrum(), start.held(), start.seed() * pictures + i);
            ascents.add(new Ascent(network, runner, apart, one,
                () -> pictures == 1 ? Map.of() : Map.of(OTHERS, others(own))));
        }
    }

    /** One more step of each. @throws java.util.concurrent.CancellationException where it is stopped */
    public void step(@Nullable Stop stop) {
        if (ascents.size() > 1) {
            grams.clear();
            double largest = 0;
            for (Ascent ascent : ascents) {
                Tensor maps = network.run(runner, ascent.input(), List.of(layer.output())).get(layer.output());
                grams.add(gram(maps));
                for (float cell : maps.data()) largest = Math.max(largest, Math.abs(cell));
            }
            strength = STRENGTH * largest / (ascents.size() - 1);
        }
        for (Ascent ascent : ascents) ascent.step(stop);
    }

    /** [1, C, C], of size 1. */
    private static Tensor gram(Tensor maps) {
        Tensor gram = Gram.of(maps);
        double square = 0;
        for (float cell : gram.data()) square += (double) cell * cell;
        if (square == 0) return gram;
        float size = (float) Math.sqrt(square);
        for (int i = 0; i < gram.data().length; i++) gram.data()[i] /= size;
        return gram;
    }

    private Tensor others(int own) {
        Tensor sum = Tensor.zeros(grams.get(own).shape());
        for (int other = 0; other < grams.size(); other++) {
            if (other == own) continue;
            for (int i = 0; i < sum.data().length; i++) {
                sum.data()[i] += (float) strength * grams.get(other).data()[i];
            }
        }
        return sum;
    }

    public List<Ascent> ascents() {
        return List.copyOf(ascents);
    }

    /** Steps done by each. */
    public int steps() {
        return ascents.get(0).steps();
    }

    /** Whether any step had a slope to go up. */
    public boolean moved() {
        return ascents.stream().anyMatch(Ascent::moved);
    }

    /** The pictures as they stand, in rows. */
    public Pixels picture() {
        List<Pixels> all = ascents.stream().map(Ascent::picture).toList();
        int columns = (int) Math.ceil(Math.sqrt(all.size())), width = all.get(0).width(), height = all.get(0).height();
        Sheet sheet = new Sheet(columns * width, (all.size() + columns - 1) / columns * height, 0);
        for (int i = 0; i < all.size(); i++) sheet.lay(all.get(i), i % columns * width, i / columns * height);
        return sheet.pixels();
    }
}
