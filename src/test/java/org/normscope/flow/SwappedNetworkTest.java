package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.DecisionMethod;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Catalogue.Need;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.Parameter;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Residual;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.onnx.Graph;
import org.normscope.onnx.NormSurgery;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.tensor.Tensor;

/** Every normalization written as operators, against its own arithmetic; and what is asked of networks so rewritten. */
class SwappedNetworkTest {
    private static final int PICTURE = 1;
    private static final float STEP = 1e-3f;
    private static final List<Pixels> PICTURES = Stream.of("dogs", "cat", "dandelions")
        .map(name -> PictureSource.open("builtin:photos/" + name)).toList();

    private static DjlRunner runner;
    private static Network network;

    @BeforeAll
    static void open() {
        runner = new DjlRunner(1);
        network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of("size", "48"));
    }

    @AfterAll
    static void close() {
        runner.close();
    }

    /** A normalization with its parameters set. */
    record Case(Catalogue.Entry entry, Parameters set) {
        @Override public String toString() {
            return entry.id() + " " + set.values();
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            Parameters moved = Parameters.NONE;
            for (Parameter parameter : entry.parameters()) {
                if (parameter.key().equals("tau")) moved = moved.with("tau", "-1");
                if (List.of("gamma", "gain", "rho", "ratio").contains(parameter.key())) {
                    moved = moved.with(parameter.key(), "0.3");
                }
            }
            cases.add(new Case(entry, moved));
            for (Parameter parameter : entry.parameters()) {
                if (!(parameter instanceof Parameter.Choice choice)) continue;
                choice.values().forEach(value -> cases.add(new Case(entry, Parameters.NONE.with(choice.key(), value))));
            }
        }
        cases.add(of("sw", "weights-mean", "1,2,3,4,5", "weights-var", "5,4,3,2,1", "group", "12"));
        cases.add(of("bw", "group", "7"));
        cases.add(of("lrn", "k", "0", "alpha", "1"));
        cases.add(of("deepnorm", "alpha", "2"));
        return cases;
    }

    private static Case of(String id, String... set) {
        Parameters parameters = Parameters.NONE;
        for (int i = 0; i < set.length; i += 2) parameters = parameters.with(set[i], set[i + 1]);
        return new Case(Catalogue.entry(id), parameters);
    }

    private static boolean ofSum(Case of) {
        return of.entry.needs(of.set).contains(Need.RESIDUAL);
    }

    private static LayerSite site(Case of) {
        Layer layer = network.layers().stream().filter(one -> ofSum(of) ? one.kind() == LayerKind.ADD
            : one.operator().equals("BatchNormalization")).skip(ofSum(of) ? 0 : 2).findFirst().orElseThrow();
        return new FeatureMapFlow(runner).site(network, layer, PICTURES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheNormalizationAndHasItsSlope(Case of) {
        LayerSite site = site(of);
        Place place = site.place();
        NormalizedSite normalized = FeatureMapFlow.normalized(site, of.entry.create(of.set), true, Optional.empty());
        Network swapped = SwappedNetwork.of(normalized, PICTURE);
        Tensor picture = site.run(PICTURE).input(), wanted = normalized.maps(PICTURE);
        Tensor given = swapped.run(runner, picture, List.of(place.value())).get(place.value());
        assertAgrees(wanted, given);

        String moved = ofSum(of) ? place.sum().orElseThrow().branch() : place.normalized();
        Tensor direction = random(wanted, 1), weights = random(wanted, 2),
            gradient = gradient(swapped, picture, moved, place.value(), weights);
        Site first = normalized.first(PICTURE);
        double difference = (dot(weights, moved(normalized, first, direction, STEP))
            - dot(weights, moved(normalized, first, direction, -STEP))) / (2 * STEP);
        assertEquals(difference, dot(gradient, direction), 3e-3 * Math.sqrt(dot(gradient, gradient)));
        assertTrue(dot(gradient, gradient) > 0);
    }

    private static void assertAgrees(Tensor wanted, Tensor given) {
        double largest = 0, apart = 0;
        for (int i = 0; i < wanted.data().length; i++) {
            largest = Math.max(largest, Math.abs(wanted.data()[i]));
            apart = Math.max(apart, Math.abs(wanted.data()[i] - given.data()[i]));
        }
        assertTrue(apart <= 1e-5 * largest, apart + " of " + largest);
    }

    private static Tensor random(Tensor like, long seed) {
        Random random = new Random(seed);
        Tensor cells = Tensor.zeros(like.shape());
        for (int i = 0; i < cells.data().length; i++) cells.data()[i] = (float) random.nextGaussian();
        return cells;
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) sum += (double) a.data()[i] * b.data()[i];
        return sum;
    }

    private static Tensor gradient(Network swapped, Tensor picture, String from, String to, Tensor weights) {
        GradientGraph gradient = Gradients.of(swapped.graph()).write(Objective.along(to, "weights"), List.of(from));
        Map<String, Tensor> feeds = new HashMap<>(swapped.feedsOfOne(picture));
        feeds.put("weights", weights);
        String found = gradient.gradients().get(from);
        return runner.run(gradient.graph(), feeds, List.of(found)).get(found);
    }

    /** What the normalization's own arithmetic makes of moved maps, the first picture's. */
    private static Tensor moved(NormalizedSite of, Site site, Tensor direction, float step) {
        return of.normalization().apply(new Moved(site, direction, step)).picture(0);
    }

    /** A site whose first picture has other maps, all else being as it was. */
    private record Moved(Site site, Tensor direction, float step) implements Site {
        private Tensor moved(Tensor cells) {
            float[] data = cells.data().clone();
            for (int i = 0; i < direction.data().length; i++) data[i] += step * direction.data()[i];
            return Tensor.of(cells.shape(), data);
        }

        @Override public Tensor maps() { return moved(site.maps()); }
        @Override public Optional<Affine> affine() { return site.affine(); }
        @Override public Optional<RunningStatistics> running() { return site.running(); }
        @Override public Optional<Kernel> kernel() { return site.kernel(); }
        @Override public Optional<Tensor> input() { return site.input(); }
        @Override public Optional<Tensor> style() { return site.style(); }
        @Override public Optional<RunningStatistics> pool() { return site.pool(); }
        @Override public Optional<Residual> residual() {
            return site.residual().map(sum -> new Residual(sum.shortcut(), moved(sum.branch())));
        }
    }

    /** Every way of looking at a decision, of a network so rewritten and of one that surgery rewrites. */
    @Test
    void decisionsAreThoseOfTheRewrittenNetwork() {
        Case in = of("in");
        LayerSite site = site(in);
        Network swapped = SwappedNetwork.of(FeatureMapFlow.normalized(site, in.entry.create(in.set), true,
            Optional.empty()), PICTURE);
        Graph surgery = NormSurgery.blended(network.graph(), site.place().value(), new float[site.shape().c()]);
        for (DecisionMethod method : DecisionMethod.values()) {
            Attribution wanted = decided(network.rewritten(surgery), method, site), given = decided(swapped, method,
                site), untouched = decided(network, method, site);
            assertEquals(wanted.score(), given.score(), 1e-3, method.name());
            double most = 0, apart = 0, before = 0;
            for (int i = 0; i < wanted.map().data().length; i++) {
                float cell = wanted.map().data()[i];
                most = Math.max(most, Math.abs(cell));
                apart = Math.max(apart, Math.abs(cell - given.map().data()[i]));
                before = Math.max(before, Math.abs(cell - untouched.map().data()[i]));
            }
            // Relevance of beta is kept by beta where it is added by an operator of its own.
            assertTrue(apart <= .02 * most, method + " is apart by " + apart + " of " + most);
            assertTrue(before > .05 * most, method + " does not see the swap");
        }
    }

    private static Attribution decided(Network of, DecisionMethod method, LayerSite site) {
        Layer last = network.layers().stream().filter(layer -> layer.shape().plane() > 1)
            .reduce((a, b) -> b).orElseThrow();
        return method.of(of, runner, 3, OptionalInt.of(1), last, site.run(PICTURE).input(), null);
    }
}
