package org.normscope.style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphJoin;
import org.normscope.onnx.NormSurgery;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The built-in network, which paints any picture in any style: content encoder, style encoder and decoder as graphs of
 * their own, so that a slider costs one run of the decoder. src/training/style makes them and says what its values are.
 */
public final class ArbitraryStyle implements StyleNetwork {
    static final PictureLevels RANGE = PictureLevels.of(ValueRange.UNIT);
    /** Sides of what the content encoder takes are multiples of it. */
    static final int STEP = 4;
    /** Below it the maps at a quarter of the size are too small to be reflected at their borders. */
    private static final int SMALLEST = 8;
    /** The shorter side at which a style is read, as in training; one very long picture is read smaller. */
    private static final int STYLE_SIDE = 256, LONGEST = 1024;

    /** Numbers at the end of a code: means and deviations of R, G and B that the pixels shall have. */
    private static final int COLOURS = 6;

    private static final String FRONT = "content/";
    /** As in training. */
    private static final float EPSILON = 1e-5f;

    private final String name;
    private final Graph content;
    private final Graph encoder;
    private final Graph decoder;
    private final GraphRunner runner;
    private final List<StyleSite> sites = new ArrayList<>();

    ArbitraryStyle(String name, Graph content, Graph encoder, Graph decoder, GraphRunner runner) {
        this.name = name;
        this.content = content;
        this.encoder = encoder;
        this.decoder = decoder;
        this.runner = runner;
        for (int k = 0; decoder.constant("site" + k + ".population_mean").isPresent(); k++) {
            sites.add(new StyleSite("site" + k, decoder.constant("site" + k + ".population_mean").get().shape().c()));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<StyleSite> sites() {
        return List.copyOf(sites);
    }

    @Override
    public boolean takesStyles() {
        return true;
    }

    /**
     * Of the picture at 256 pixels on its shorter side, whatever its size: a preview and the full size get the same.
     */
    @Override
    public StyleCode code(Pixels style) {
        double scale = Math.min((double) STYLE_SIDE / Math.min(style.width(), style.height()),
            (double) LONGEST / Math.max(style.width(), style.height()));
        int width = (int) Math.max(1, Math.round(style.width() * scale)),
            height = (int) Math.max(1, Math.round(style.height() * scale));
        Pixels read = Resampling.resample(style.overWhite(),
            new Placement(0, 0, style.width(), style.height()), width, height, 0);
        Tensor image = PictureTensor.of(read, Math.max(SMALLEST, width), Math.max(SMALLEST, height), RANGE);
        return StyleCode.of(runner.run(encoder, Map.of("image", image), List.of("code")).get("code"));
    }

    @Override
    public Content read(Pixels picture) {
        Tensor image = PictureTensor.of(picture, padded(picture.width()), padded(picture.height()), RANGE);
        return new Content(picture,
            runner.run(content, Map.of("image", image), List.of("features", "detail")).values());
    }

    static int padded(int extent) {
        return Math.max(SMALLEST, (extent + STEP - 1) / STEP * STEP);
    }

    @Override
    public Pixels paint(Content content, StyleCode code, Mixing mixing, Stop stop) {
        Pixels painted = decoded(content, toned(code, mixing), mixing, stop);
        return Restoration.seen(code).map(own -> {
            Pixels again = content.again(own.values(), () -> decoded(content, own.values(), Mixing.INSTANCE, stop));
            return Restoration.of(content.picture().overWhite(), painted, again, own.share());
        }).orElse(painted);
    }

    private Pixels decoded(Content content, Tensor code, Mixing mixing, Stop stop) {
        Map<String, Tensor> feeds = new HashMap<>(content.features());
        feeds.putAll(Map.of("code", code, "rho", shares(mixing)));
        Tensor image = runner.run(decoder, feeds, List.of("image"), stop).get("image");
        return PictureTensor.pixels(image, content.picture().width(), content.picture().height(), RANGE);
    }

    /**
     * The code's values; its colours give way to the content's own in the measure of rho at the site on the pixels,
     * which is always instance normalization. So it keeps what batch normalization would keep of a picture, its mean
     * and its contrast, exactly.
     */
    private Tensor toned(StyleCode code, Mixing mixing) {
        float rho = mixing.at(sites.size() - 1);
        if (code.own().isEmpty() || rho == 0) return code.values();
        float[] values = code.values().data().clone(), own = code.own().get().values().data();
        for (int i = values.length - COLOURS; i < values.length; i++) values[i] += rho * (own[i] - values[i]);
        return Tensor.of(code.values().shape(), values);
    }

    /**
     * Paints as AdaIN or WCT does, by the style's own statistics at every site.
     *
     * @param style  read by this network
     * @param amount 0 leaves the content's statistics, 1 gives the style's
     */
    public Pixels paint(Content content, Content style, FeatureTransform transform, double amount, Stop stop) {
        Tensor rho = shares(Mixing.INSTANCE);
        Map<String, Tensor> own = new HashMap<>(content.features()), other = new HashMap<>(style.features());
        own.putAll(Map.of("code", code(content.picture()).values(), "rho", rho));
        other.putAll(Map.of("code", code(style.picture()).values(), "rho", rho));
        Tensor image = TransformedSites.image(decoder, runner, sites.stream().map(site -> site.name() + ".out")
            .toList(), own, other, transform, amount, stop);
        return PictureTensor.pixels(image, content.picture().width(), content.picture().height(), RANGE);
    }

    /** As {@link #paint(Content, Content, FeatureTransform, double, Stop)}, for {@link FullSize}. */
    WholeGraph whole(Pixels picture, Content style, FeatureTransform transform, double amount) {
        StyleCode code = code(picture);
        Tensor rho = shares(Mixing.INSTANCE);
        Map<String, Tensor> other = new HashMap<>(style.features());
        other.putAll(Map.of("code", code(style.picture()).values(), "rho", rho));
        Activations wanted = runner.run(decoder, other, sites.stream().map(site -> site.name() + ".out").toList()),
            known = runner.run(decoder, Map.of("code", code.values(), "rho", rho), heads());
        List<WholeGraph.Site> parts = sites.stream().map(StyleSite::name).map(site -> new WholeGraph.Site(site + ".in",
            site + ".mean", site + ".variance", Optional.of(new TransformedSite(site + ".out",
            known.get(site + ".scale").data(), known.get(site + ".shift").data(), transform,
            transform.spread(wanted.get(site + ".out")), amount, EPSILON)))).toList();
        return new WholeGraph(joined(), FRONT + "image", RANGE, "image", RANGE, parts,
            Map.of("code", code.values(), "rho", rho));
    }

    /** What sites multiply by and what they add. */
    private List<String> heads() {
        return sites.stream().flatMap(site -> Stream.of(site.name() + ".scale", site.name() + ".shift")).toList();
    }

    @Override
    public Optional<WholeGraph> whole(StyleCode code, Mixing mixing) {
        List<WholeGraph.Site> parts = sites.stream().map(StyleSite::name)
            .map(site -> new WholeGraph.Site(site + ".in", site + ".mean", site + ".variance")).toList();
        return Optional.of(new WholeGraph(joined(), FRONT + "image", RANGE, "image", RANGE, parts,
            Map.of("code", toned(code, mixing), "rho", shares(mixing))));
    }

    @Override
    public Graph frozen(StyleCode code, Mixing mixing) {
        Tensor rho = shares(mixing);
        Activations known = runner.run(decoder, Map.of("code", toned(code, mixing), "rho", rho), heads());
        float[] shares = rho.data().clone();
        Arrays.fill(shares, shares.length - pixels().channels(), shares.length, 0); // see toned
        Graph graph = joined();
        int at = 0;
        for (StyleSite site : sites) {
            float[] mean = decoder.constant(site.name() + ".population_mean").orElseThrow().data();
            float[] variance = decoder.constant(site.name() + ".population_variance").orElseThrow().data();
            graph = NormSurgery.replaced(graph, site.name() + ".out",
                new NormSurgery.Fixed(site.name(), site.name() + ".in",
                    Arrays.copyOfRange(shares, at, at += site.channels()), known.get(site.name() + ".scale").data(),
                    known.get(site.name() + ".shift").data(), mean, variance, EPSILON));
        }
        int side = padded(SMALLEST);
        return FrozenStyle.checked(whole(code, mixing).orElseThrow(), graph.pruned(), new int[] {side, side}, runner);
    }

    @Override
    public int step() {
        return STEP;
    }

    private StyleSite pixels() {
        return sites.get(sites.size() - 1);
    }

    private Graph joined() {
        return GraphJoin.of(content, FRONT, decoder, Map.of("features", "features", "detail", "detail"));
    }

    /** Of every channel; of the pixels the same for all three, whatever the mode: their colours move together. */
    private Tensor shares(Mixing mixing) {
        float[] shares = mixing.shares(sites.stream().map(StyleSite::channels).toList());
        Arrays.fill(shares, shares.length - pixels().channels(), shares.length, mixing.at(sites.size() - 1));
        return Tensor.of(Shape.of(1, shares.length), shares);
    }
}
