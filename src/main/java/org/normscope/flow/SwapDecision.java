package org.normscope.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.normscope.attribution.DecisionMethod;
import org.normscope.attribution.GradCam;
import org.normscope.network.Activations;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.Cut;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.tensor.Tensor;

/**
 * Where a network looks before and after a normalization takes another's place: Grad-CAM of maps behind it. The graph
 * of the decision and of its gradient is cut behind the place, and its rest runs on what a normalization gave. Keep one
 * as long as place and question do not change.
 */
public final class SwapDecision {
    private final GraphRunner runner;
    private final Network network;
    private final String replaced;
    private final Layer layer;
    private final GradientGraph gradient;
    private final Cut cut;

    /**
     * One answer.
     *
     * @param map   [1, 1, rows, columns] of the layer's maps, not negative
     * @param score the class's logit, or the difference of two
     */
    public record Answer(Tensor map, double score) { }

    /**
     * What the untouched network has, which a swap needs too.
     *
     * @param values by name
     * @param copies of the picture that a run takes
     */
    public record Untouched(Activations values, int copies) { }

    /**
     * @param against the class whose logit is taken off
     * @param layer   one that {@link #isMoved}
     * @throws org.normscope.onnx.BadNetworkException where the decision does not depend on the maps
     */
    public SwapDecision(GraphRunner runner, Place place, int of, OptionalInt against, Layer layer) {
        this.runner = runner;
        network = place.network();
        replaced = place.value();
        Classes classes = Classes.of(network);
        this.layer = layer;
        gradient = Gradients.of(network.graph()).write(DecisionMethod.objective(classes, of, against),
            new LinkedHashSet<>(List.of(layer.output(), replaced)));
        cut = gradient.graph().after(replaced, wanted());
    }

    /** Whether a layer's maps are what is swapped in, or depend on it. */
    public static boolean isMoved(Place place, Layer layer) {
        return place.network().graph().reached(List.of(place.value())).contains(layer.output());
    }

    /** The last one whose maps the place moves. */
    public static Optional<Layer> lastMoved(Place place) {
        return GradCam.layers(place.network()).stream().filter(layer -> isMoved(place, layer))
            .reduce((before, last) -> last);
    }

    /** Whose maps are looked at. */
    public Layer layer() {
        return layer;
    }

    private List<String> wanted() {
        return List.of(gradient.objective(), gradient.gradient(layer.output()), layer.output());
    }

    /** Runs the untouched network, for one picture of a site. */
    public Untouched untouched(LayerSite site, int picture) {
        List<String> asked = new ArrayList<>(wanted());
        asked.addAll(cut.crossing());
        asked.add(replaced);
        Map<String, Tensor> feeds = network.feedsOfOne(site.run(picture).input());
        return new Untouched(runner.run(gradient.graph(), feeds, asked), network.fed(feeds));
    }

    /** Before the swap. */
    public Answer before(Untouched untouched, boolean plus) {
        return answer(untouched.values(), untouched.copies(), plus);
    }

    /** @param result what a normalization gave for the picture, [1, C, H, W] */
    public Answer after(Untouched untouched, Tensor result, boolean plus) {
        Tensor was = untouched.values().get(replaced);
        if (was.data().length != result.data().length) throw new NotApplicableException("flow.decision",
            network.name());
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        cut.crossing().forEach(value -> feeds.put(value, untouched.values().get(value)));
        feeds.put(replaced, result.reshaped(was.shape()));
        Activations rest = runner.run(cut.tail(), feeds, cut.changed());
        // The gradient of what is linear from there on is the same after the swap.
        Map<String, Tensor> all = new LinkedHashMap<>(untouched.values().values());
        all.put(replaced, feeds.get(replaced));
        all.putAll(rest.values());
        return answer(new Activations(all, rest.seconds()), untouched.copies(), plus);
    }

    private Answer answer(Activations found, int copies, boolean plus) {
        Tensor maps = found.get(layer.output()), back = found.get(gradient.gradient(layer.output()));
        return new Answer(GradCam.map(maps, back, plus), found.get(gradient.objective()).data()[0]
            / copies);
    }
}
