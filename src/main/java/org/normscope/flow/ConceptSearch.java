package org.normscope.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Concepts;
import org.normscope.attribution.Decision;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Way;
import org.normscope.patches.Corpus;
import org.normscope.patches.Patch;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * Looks for the concepts of a layer over a corpus. Maps are not kept: the corpus is gone through once for the concepts,
 * with a few cells of each picture, and once more for where they are.
 */
public final class ConceptSearch {
    private static final int STEPS = 150;
    /** So many cells of all pictures tell the concepts as well as all. */
    private static final int CELLS = 20_000;
    /** Of the work, the share that the factorization takes; the rest are runs of the network. */
    private static final double FACTORING = .6;

    private final Network network;
    private final GraphRunner runner;
    private final Layer layer;
    private final Corpus corpus;
    private final List<Corpus.Entry> entries;

    /** @param pictures so many of the corpus, at even distances: the first ones may all be of one class */
    public ConceptSearch(Network network, GraphRunner runner, Layer layer, Corpus corpus, int pictures) {
        this.network = network;
        this.runner = runner;
        this.layer = layer;
        this.corpus = corpus;
        List<Corpus.Entry> all = corpus.entries();
        int count = Math.min(pictures, all.size());
        entries = IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
    }

    /**
     * The directions that the maps are made of.
     *
     * @param seed    of the factorization
     * @param skipped told why a picture could not be read
     * @param done    told how far it is, 0 to 1; what it throws ends the search
     * @throws Fault where no picture can be read
     */
    public Concepts concepts(int count, long seed, Consumer<BadPictureException> skipped, DoubleConsumer done) {
        int every = (int) Math.max(1, (long) entries.size() * layer.shape().plane() / CELLS);
        List<Tensor> cells = new ArrayList<>();
        eachPicture(skipped, at -> done.accept((1 - FACTORING) * at), (source, picture) -> cells.add(thinned(
            network.run(runner, picture, List.of(layer.output())).get(layer.output()), every)));
        if (cells.isEmpty()) throw new Fault("concepts.corpus", corpus.root());
        return Concepts.of(cells, count, STEPS, seed, step -> done.accept(1 - FACTORING + FACTORING * step / STEPS));
    }

    /** Every so manieth cell: [1, C, 1, cells]. */
    private static Tensor thinned(Tensor maps, int every) {
        Shape shape = maps.shape();
        int plane = shape.plane(), count = (plane + every - 1) / every;
        Tensor cells = Tensor.zeros(Shape.of(1, shape.c(), 1, count));
        for (int c = 0; c < shape.c(); c++) {
            for (int i = 0; i < count; i++) cells.data()[c * count + i] = maps.data()[c * plane + i * every];
        }
        return cells;
    }

    /** A picture of the corpus, as its file has it. */
    private record Source(Corpus.Entry entry, String hash, Pixels pixels) { }

    private void eachPicture(Consumer<BadPictureException> skipped, DoubleConsumer done,
        BiConsumer<Source, Tensor> use) {
        for (int i = 0; i < entries.size(); i++) {
            done.accept((double) i / entries.size());
            try {
                Corpus.Source read = corpus.read(entries.get(i).name());
                Pixels pixels = read.pixels().get().overWhite();
                use.accept(new Source(entries.get(i), read.hash(), pixels),
                    network.spec().preprocessing().apply(List.of(pixels)));
            } catch (BadPictureException e) {
                skipped.accept(e);
            }
        }
    }

    /** What is added up over the pictures. */
    private static final class Sums {
        private final double[] weights, shares;
        private final List<List<Patch>> places = new ArrayList<>();
        private final ReceptiveField field;
        /** Where patches are looked for. */
        private final Box cells;
        private int pictures;

        Sums(int count, ReceptiveField field, boolean inside) {
            this.field = field;
            boolean within = inside && !field.inside().empty();
            cells = within ? field.inside() : new Box(0, 0, field.columns(), field.rows());
            weights = new double[count];
            shares = new double[count];
            for (int k = 0; k < count; k++) places.add(new ArrayList<>());
        }
    }

    /**
     * Where the concepts are, and what they add to a class.
     *
     * @param of     number of the class; empty for none
     * @param inside whether patches lie wholly inside their pictures, where the layer has such
     * @param done   as for {@link #concepts}
     * @throws org.normscope.onnx.BadNetworkException where the class does not depend on the layer
     */
    public FoundConcepts found(Concepts concepts, OptionalInt of, boolean inside, DoubleConsumer done) {
        ReceptiveField field = Objects.requireNonNull(ReceptiveFields.of(network, runner).get(layer.name()));
        Decision decision = of.isEmpty() ? null : new Decision(network, runner,
            Classes.of(network).logit(of.getAsInt()), Way.GRADIENT, layer.output());
        Sums sums = new Sums(concepts.directions().length, field, inside);
        // What could not be read was told when the concepts were looked for.
        eachPicture(gone -> { }, done, (source, picture) -> add(sums, concepts, decision, source, picture));
        double whole = DoubleStream.of(sums.weights).sum(), all = DoubleStream.of(sums.shares).map(Math::abs).sum();
        List<FoundConcepts.Concept> found = IntStream.range(0, sums.weights.length).boxed()
            .sorted(Comparator.comparingDouble(k -> -sums.weights[k]))
            .map(k -> new FoundConcepts.Concept(concepts.directions()[k], nine(sums.places.get(k)),
                whole == 0 ? 0 : sums.weights[k] / whole, all == 0 ? 0 : sums.shares[k] / all)).toList();
        return new FoundConcepts(layer, found, concepts.error(), sums.pictures, of);
    }

    private void add(Sums sums, Concepts concepts, @Nullable Decision decision, Source source, Tensor picture) {
        Decision.Answer answer = decision == null ? null : decision.of(picture, null);
        Tensor maps = concepts.maps(answer != null ? answer.value()
            : network.run(runner, picture, List.of(layer.output())).get(layer.output()));
        if (answer != null) {
            double[] shares = concepts.shares(maps, answer.gradient());
            for (int k = 0; k < shares.length; k++) sums.shares[k] += shares[k];
        }
        int plane = maps.shape().plane();
        for (int k = 0; k < sums.weights.length; k++) {
            for (int i = 0; i < plane; i++) sums.weights[k] += maps.data()[k * plane + i];
            sums.places.get(k).add(strongest(sums, maps, k, source));
        }
        sums.pictures++;
    }

    /** The first of the strongest places, row by row. */
    private Patch strongest(Sums sums, Tensor maps, int k, Source source) {
        Box cells = sums.cells;
        int bestX = cells.x(), bestY = cells.y();
        for (int y = cells.y(); y < cells.y() + cells.height(); y++) {
            for (int x = cells.x(); x < cells.x() + cells.width(); x++) {
                if (maps.at(0, k, y, x) > maps.at(0, k, bestY, bestX)) {
                    bestX = x;
                    bestY = y;
                }
            }
        }
        return new Patch(corpus.origin(source.entry().name()), corpus.root(), source.entry().name(), source.hash(),
            source.pixels().width(), source.pixels().height(), maps.at(0, k, bestY, bestX), bestX, bestY,
            sums.field.box(bestY, bestX), sums.field.padded(bestY, bestX));
    }

    private static List<Patch> nine(List<Patch> places) {
        return places.stream().sorted(Comparator.comparingDouble(patch -> -patch.value())).limit(FoundConcepts.PLACES)
            .toList();
    }
}
