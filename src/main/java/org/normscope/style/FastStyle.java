package org.normscope.style;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing.LightCurve;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.InstanceBlend;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A network with one style in its weights: a picture in, a picture out. Its InstanceNormalizations mix with the
 * statistics that the shipped photos have at their place; a network without any paints, and has no sites.
 */
public final class FastStyle implements StyleNetwork {
    private final FastStyleGraph form;
    private final InstanceBlend blend;
    private final List<InstanceBlend.Population> populations;
    private final ValueRange in;
    private final ValueRange out;
    private final GraphRunner runner;

    FastStyle(FastStyleGraph form, List<InstanceBlend.Population> populations, ValueRange in,
              ValueRange out, GraphRunner runner) {
        this.form = form;
        this.populations = populations;
        this.blend = InstanceBlend.of(form.graph(), populations::get);
        this.in = in;
        this.out = out;
        this.runner = runner;
    }

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public List<StyleSite> sites() {
        return blend.sites().stream().map(site -> new StyleSite(site.label(), site.channels())).toList();
    }

    @Override
    public boolean takesStyles() {
        return false;
    }

    /** How the network's input stands for levels, as detected or chosen. */
    public ValueRange in() {
        return in;
    }

    /** How the network's output stands for levels, as detected or chosen. */
    public ValueRange out() {
        return out;
    }

    /** Whether it counts levels in proportion to light, which pictures do not. */
    public boolean isLinear() {
        return form.light() != LightCurve.SRGB;
    }

    private Levels levels(ValueRange range) {
        return new Levels(range, form.light());
    }

    /** {width, height} where the network takes one size only: pictures are brought to it, and back. */
    public Optional<int[]> fixedSize() {
        return form.fixed();
    }

    @Override
    public StyleCode code(Pixels style) {
        throw new UnsupportedOperationException(name() + " has its style in its weights");
    }

    @Override
    public Content read(Pixels picture) {
        return new Content(picture, Map.of(form.input(), form.tensor(picture, in)));
    }

    @Override
    public Pixels paint(Content content, StyleCode code, Mixing mixing, Stop stop) {
        Map<String, Tensor> feeds = new HashMap<>(content.features());
        feeds.putAll(shares(mixing));
        Tensor painted = runner.run(blend.graph(), feeds, List.of(form.output()), stop).get(form.output());
        return form.pixels(painted, content.picture().width(), content.picture().height(), out);
    }

    @Override
    public Optional<WholeGraph> whole(StyleCode code, Mixing mixing) {
        return Optional.of(whole(mixing)).filter(graph -> form.fixed().isEmpty() && graph.tiling().isPresent());
    }

    private WholeGraph whole(Mixing mixing) {
        List<WholeGraph.Site> parts = blend.sites().stream()
            .map(site -> new WholeGraph.Site(site.input(), site.mean(), site.variance())).toList();
        return new WholeGraph(blend.graph(), form.input(), levels(in), form.output(), levels(out), parts,
            shares(mixing));
    }

    @Override
    public Graph frozen(StyleCode code, Mixing mixing) {
        Map<String, Tensor> shares = shares(mixing);
        Graph frozen = InstanceBlend.frozen(form.graph(), populations::get,
            k -> Objects.requireNonNull(shares.get(blend.sites().get(k).rho())).data());
        int side = 64 + form.step() - 64 % form.step();
        return FrozenStyle.checked(whole(mixing), frozen, form.fixed().orElse(new int[] {side, side}), runner);
    }

    @Override
    public int step() {
        return form.step();
    }

    private Map<String, Tensor> shares(Mixing mixing) {
        Map<String, Tensor> feeds = new HashMap<>();
        float[] all = mixing.shares(blend.sites().stream().map(InstanceBlend.Site::channels).toList());
        int at = 0;
        for (InstanceBlend.Site site : blend.sites()) {
            float[] shares = Arrays.copyOfRange(all, at, at += site.channels());
            feeds.put(site.rho(), Tensor.of(Shape.of(1, site.channels(), 1, 1), shares));
        }
        return feeds;
    }
}
