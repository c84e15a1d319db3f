package org.normscope.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.RunningStatistics;
import org.normscope.stats.Moments;
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
    private static final float POOL_EPSILON = 1e-5f;

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
        return new LayerSite(place, runs, new LayerSite.More() {
            @Override public Tensor value(PictureRun run, String name) {
                return tap(place, run, name);
            }

            @Override public RunningStatistics samples() {
                return place.samples(() -> pool(place, Samples.photos().map(PictureSource::open)));
            }
        });
    }

    /** One picture's maps at a place, [1, C, H, W]: a style picture's. */
    public Tensor maps(Place place, Pixels picture) {
        return site(place, List.of(picture), Optional.empty()).maps();
    }

    /**
     * What a pool of pictures has at a place, by channel over all pictures and positions; variances are biased. One
     * picture is held at a time.
     *
     * @throws NotApplicableException where there is no picture
     */
    public RunningStatistics pool(Place place, Stream<Pixels> pictures) {
        List<Moments> channels = new ArrayList<>();
        pictures.forEach(picture -> {
            Tensor maps = maps(place, picture);
            int plane = maps.shape().plane();
            for (int c = 0; c < maps.shape().c(); c++) {
                if (c == channels.size()) channels.add(Moments.NONE);
                channels.set(c, channels.get(c).and(Moments.of(maps.data(), c * plane, (c + 1) * plane)));
            }
        });
        if (channels.isEmpty()) throw new NotApplicableException("norm.pool.missing");
        float[] mean = new float[channels.size()], variance = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) channels.get(c).mean();
            variance[c] = (float) channels.get(c).variance();
        }
        return new RunningStatistics(mean, variance, POOL_EPSILON);
    }

    /** The site with more pictures at the end of its batch; those that are in it do not run again. */
    public LayerSite joined(LayerSite site, List<Pixels> more) {
        List<Pixels> all = Stream.concat(site.runs().stream().map(PictureRun::picture), more.stream()).toList();
        return more.isEmpty() ? site : site(site.place(), all, Optional.of(site));
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
