package org.normscope.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Normalization;
import org.normscope.tensor.Tensor;

/**
 * From pictures to normalized maps:
 *
 * <pre>
 * LayerSite site  = flow.site(network, layer, pictures);        // heavy stage: only when picture, network or layer changes
 * Tensor    shown = flow.normalized(site, normalization);       // light stage: all that a slider touches
 * Pixels    out   = Colorizer.paint(shown, picture, mosaic, scale);
 * </pre>
 */
public final class FeatureMapFlow {
    private final GraphRunner runner;

    public FeatureMapFlow(GraphRunner runner) {
        this.runner = runner;
    }

    /** The batch's maps at a layer, and all that a normalization there may ask for. */
    public LayerSite site(Network network, Layer layer, List<Pixels> pictures) {
        return site(Place.of(network, layer), pictures, Optional.empty());
    }

    /**
     * The same, given what was computed for the same place last: only pictures that were not in it run. Pictures run one
     * by one, since a network does not mix them: so a stroke on one of eight costs one run.
     */
    public LayerSite site(Place place, List<Pixels> pictures, Optional<LayerSite> last) {
        List<PictureRun> known = last.filter(site -> site.place() == place).map(LayerSite::runs).orElse(List.of());
        List<PictureRun> runs = pictures.stream().map(picture ->
            known.stream().filter(run -> run.picture().equals(picture)).findFirst()
                .orElseGet(() -> run(place, picture))).toList();
        return new LayerSite(place, runs, (run, value) -> tap(place, run, value));
    }

    private PictureRun run(Place place, Pixels picture) {
        Network network = place.network();
        Tensor input = network.spec().preprocessing().apply(List.of(picture));
        return new PictureRun(picture, input, network.run(runner, input, place.taps()));
    }

    private Tensor tap(Place place, PictureRun run, String value) {
        if (run.tapped().values().containsKey(value)) return run.value(value);
        return place.network().run(runner, run.input(), Set.of(value)).get(value);
    }

    /** The whole batch, normalized. */
    public Tensor normalized(LayerSite site, Normalization normalization) {
        return normalization.apply(site);
    }
}
