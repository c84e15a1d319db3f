package org.normscope.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.RunningStatistics;
import org.normscope.tensor.Tensor;

/**
 * One way through the house, from pictures to painted maps of a normalization; the window and the command line both
 * walk it. docs/DESIGN.md shows it in use.
 *
 * <p>The heavy stages run the network and are for workers; the light ones are what a slider touches.
 */
public final class FeatureMapFlow {
    private final GraphRunner runner;

    public FeatureMapFlow(GraphRunner runner) {
        this.runner = runner;
    }

    /** Heavy: the batch's maps at a layer, and all that a normalization there may ask for. */
    public LayerSite site(Network network, Layer layer, List<Pixels> pictures) {
        return site(Place.of(network, layer), pictures, Optional.empty());
    }

    /**
     * The same, given what was computed for the same place last: only pictures that were not in it run. Pictures run
     * one by one, since a network does not mix them: so a stroke on one of eight costs one run.
     */
    public LayerSite site(Place place, List<Pixels> pictures, Optional<LayerSite> last) {
        List<PictureRun> known = last.filter(site -> site.place() == place).map(LayerSite::runs).orElse(List.of());
        List<PictureRun> runs = pictures.stream().map(picture ->
            known.stream().filter(run -> run.picture().equals(picture)).findFirst()
                .orElseGet(() -> run(place, picture))).toList();
        return new LayerSite(place, runs, new LayerSite.More() {
            @Override public Tensor value(PictureRun run, String name) {
                return tap(place, run, name);
            }

            @Override public RunningStatistics samples() {
                return place.samples(() -> pool(place, Samples.photos().map(PictureSource::open)));
            }
        });
    }

    /** The site with more pictures at the end of its batch; those that are in it do not run again. */
    public LayerSite joined(LayerSite site, List<Pixels> more) {
        List<Pixels> all = Stream.concat(site.runs().stream().map(PictureRun::picture), more.stream()).toList();
        return more.isEmpty() ? site : site(site.place(), all, Optional.of(site));
    }

    /**
     * Heavy: what a style picture and a pool of pictures have at a place. One picture of the pool is held at a time.
     *
     * @throws org.normscope.normalize.NotApplicableException where the pool has no picture
     */
    public Lent lent(Place place, Optional<Pixels> style, Optional<Stream<Pixels>> pool) {
        return new Lent(style.map(picture -> maps(place, picture)), pool.map(pictures -> pool(place, pictures)));
    }

    /** Light: a normalization there; of its result, {@link NormalizedSite#maps(int)} is one picture's. */
    public static NormalizedSite normalized(LayerSite site, Normalization normalization, boolean ownAffine,
        Optional<Lent> lent) {
        return normalized(site, normalization, ownAffine, lent, Calibration.NONE);
    }

    /** The same with gamma and beta matched to the layer's own maps, where it is put in. */
    public static NormalizedSite normalized(LayerSite site, Normalization normalization, boolean ownAffine,
        Optional<Lent> lent, Calibration calibration) {
        return new NormalizedSite(site, normalization, ownAffine, lent, calibration);
    }

    /** Light: units of the first picture's maps, as a mosaic. */
    public static Pixels painted(Tensor maps, Mosaic mosaic, Scale scale) {
        return Colorizer.paint(maps, 0, mosaic, scale);
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

    private Tensor maps(Place place, Pixels picture) {
        return site(place, List.of(picture), Optional.empty()).maps();
    }

    private RunningStatistics pool(Place place, Stream<Pixels> pictures) {
        return PoolStatistics.of(pictures.map(picture -> maps(place, picture)));
    }
}
