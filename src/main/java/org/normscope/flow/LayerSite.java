package org.normscope.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.Residual;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The site of a layer of a network. Where the layer is a normalization or feeds one directly, the site is that one's
 * place: its input is normalized, its gamma and beta are kept. Elsewhere the site stands behind the layer.
 *
 * <p>The style picture of each picture of the batch is the one behind it, of the last one the first. The pool is made
 * of the sample photos.
 *
 * <p>Immutable but for what is computed on demand; thread-safe.
 */
public final class LayerSite implements Site {
    /** Whether the normalization takes another's place, or is inserted. */
    public enum Placement { REPLACES, INSERTED }

    /** What is computed on demand. */
    interface More {
        /** A value of a picture's run that was not tapped the first time. */
        Tensor value(PictureRun run, String name);

        /** What the sample photos have at the place. */
        RunningStatistics samples();
    }

    private final Place place;
    private final List<PictureRun> runs;
    private final List<PictureRun> styles;
    private final More more;
    private final LayerSite[] alone;
    private @Nullable Tensor maps;
    private @Nullable Tensor input;
    private @Nullable Optional<Kernel> kernel;
    private @Nullable Optional<Tensor> style;
    private @Nullable Optional<Residual> residual;
    private @Nullable Affine matched;

    /**
     * @param runs one for each picture of the batch
     * @param more what has to be computed first
     * @throws NotApplicableException where there is no picture, or the values are not maps of one picture each
     */
    LayerSite(Place place, List<PictureRun> runs, More more) {
        this(place, runs,
            runs.size() < 2 ? List.of() : Stream.concat(runs.stream().skip(1), runs.stream().limit(1)).toList(), more);
    }

    /** @param styles one for each picture, or none */
    private LayerSite(Place place, List<PictureRun> runs, List<PictureRun> styles, More more) {
        if (runs.isEmpty()) throw new NotApplicableException("flow.pictures");
        this.place = place;
        this.runs = List.copyOf(runs);
        this.styles = styles;
        this.more = more;
        this.alone = new LayerSite[runs.size()];
        Shape first = runs.get(0).value(place.normalized()).shape();
        for (PictureRun run : runs) {
            Shape shape = run.value(place.normalized()).shape();
            if (shape.n() != 1 || !shape.equals(first)) {
                throw new NotApplicableException("flow.maps", place.layer().name(), shape.toString());
            }
        }
    }

    public Place place() {
        return place;
    }

    public Network network() {
        return place.network();
    }

    /** The layer that was chosen. */
    public Layer layer() {
        return place.layer();
    }

    public Placement placement() {
        return place.replaced().isPresent() ? Placement.REPLACES : Placement.INSERTED;
    }

    /** Number of pictures in the batch. */
    public int pictures() {
        return runs.size();
    }

    /** One picture's run. */
    PictureRun run(int picture) {
        return runs.get(picture);
    }

    List<PictureRun> runs() {
        return runs;
    }

    /** How long the last picture of the batch took through the network: the first one also prepares the engine. */
    public double seconds() {
        return runs.get(runs.size() - 1).tapped().seconds();
    }

    /** A network's output for one picture of the batch, as the untouched network gives it. */
    public Tensor output(String name, int picture) {
        return run(picture).value(name);
    }

    /** The same site with one picture of the batch alone. */
    public synchronized LayerSite alone(int picture) {
        if (runs.size() == 1) return this;
        if (alone[picture] == null) {
            alone[picture] = new LayerSite(place, List.of(runs.get(picture)), List.of(styles.get(picture)), more);
        }
        return alone[picture];
    }

    /** The same batch beginning at another picture, the ones before it last. */
    LayerSite turned(int first) {
        return first == 0 ? this : new LayerSite(place, turned(runs, first), turned(styles, first), more);
    }

    private static <T> List<T> turned(List<T> list, int first) {
        if (list.isEmpty()) return list;
        return Stream.concat(list.stream().skip(first), list.stream().limit(first)).toList();
    }

    /** Shape of {@link #maps()}, without joining them. */
    public Shape shape() {
        Shape one = runs.get(0).value(place.normalized()).shape();
        return Shape.of(runs.size(), one.c(), one.h(), one.w());
    }

    @Override
    public synchronized Tensor maps() {
        if (maps == null) maps = normalized(runs);
        return maps;
    }

    @Override
    public synchronized Optional<Tensor> style() {
        if (style == null) style = styles.isEmpty() ? Optional.empty() : Optional.of(normalized(styles));
        return style;
    }

    @Override
    public Optional<RunningStatistics> pool() {
        return Optional.of(more.samples());
    }

    @Override
    public synchronized Optional<Residual> residual() {
        if (residual == null) residual = place.sum().map(sum -> new Residual(all(sum.shortcut()), all(sum.branch())));
        return residual;
    }

    /**
     * The layer's own deviation as gamma and its own mean as beta, by channel: what a normalization that is put in
     * behind it needs, so that the layers behind get maps of the scale that they know. Empty where a normalization of
     * the network's is replaced, which has its own.
     */
    public synchronized Optional<Affine> matched(Calibration calibration) {
        if (calibration == Calibration.NONE || placement() == Placement.REPLACES) return Optional.empty();
        if (calibration == Calibration.SAMPLES) return Optional.of(matched(more.samples()));
        if (matched == null) {
            matched = matched(PoolStatistics.of(runs.stream().map(run -> run.value(place.normalized()))));
        }
        return Optional.of(matched);
    }

    private static Affine matched(RunningStatistics own) {
        float[] gamma = new float[own.variance().length];
        for (int c = 0; c < gamma.length; c++) gamma[c] = (float) Math.sqrt(own.variance()[c]);
        return new Affine(gamma, own.mean());
    }

    private Tensor normalized(List<PictureRun> some) {
        return joined(some.stream().map(run -> run.value(place.normalized())).toList());
    }

    /** A value of the batch that was not tapped. */
    private Tensor all(String value) {
        return joined(runs.stream().map(run -> more.value(run, value)).toList());
    }

    @Override
    public Optional<Affine> affine() {
        return place.affine();
    }

    @Override
    public Optional<RunningStatistics> running() {
        return place.running();
    }

    @Override
    public synchronized Optional<Kernel> kernel() {
        if (kernel == null) kernel = place.source().flatMap(this::kernel);
        return kernel;
    }

    private Optional<Kernel> kernel(Layer source) {
        // Weights first: most layers have none, and the input then need not be computed.
        if (source.kind() != LayerKind.CONVOLUTION && source.kind() != LayerKind.FULLY_CONNECTED) {
            return Optional.empty();
        }
        return place.network().weights(source, tapped(source.input()).shape())
            .map(weights -> new Kernel(weights.weights(),
                weights.bias(), weights.strides(), weights.pads(), weights.dilations(), weights.groups()));
    }

    @Override
    public synchronized Optional<Tensor> input() {
        return kernel().isPresent() ? place.source().map(source -> tapped(source.input())) : Optional.empty();
    }

    private Tensor tapped(String value) {
        if (input == null) input = all(value);
        return input;
    }

    private static Tensor joined(List<Tensor> pictures) {
        Shape one = pictures.get(0).shape();
        Shape all = Shape.of(pictures.size(), one.c(), one.h(), one.w());
        if (pictures.size() == 1) return pictures.get(0).reshaped(all);
        Tensor joined = Tensor.zeros(all);
        for (int n = 0; n < pictures.size(); n++) {
            System.arraycopy(pictures.get(n).data(), 0, joined.data(), n * one.size(), one.size());
        }
        return joined;
    }
}
