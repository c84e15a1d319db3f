package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Concepts;
import org.normscope.attribution.Decision;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.PlateFigure;
import org.normscope.image.BadPictureException;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Way;
import org.normscope.patches.Corpus;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The concepts of a layer. */
@Command(name = "concepts", mixinStandardHelpOptions = true,
    description = {"Factorizes a layer's maps over a corpus into a handful of concepts (CRAFT) and draws, for each, "
        + "the nine pictures in which it is strongest; with --class, tells what each adds to the class."})
final class ConceptsCommand implements Runnable {
    private static final int PATCH = 204, OUTSIDE = 0xFFD3D8DE, NINE = 9, STEPS = 150, MOST_CONCEPTS = 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--corpus", required = true, paramLabel = "DIR|builtin", description = "Pictures to learn from.")
    private String corpus;

    @Option(names = "--layer", required = true, description = "One behind a ReLU: what is negative counts as 0.")
    private String layer;

    @Option(names = "--class", paramLabel = "N|NAME", description = "Number, from 0, or label of a class.")
    private @Nullable String of;

    @Option(names = "--count", defaultValue = "6", description = "Of concepts. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--pictures", defaultValue = "100",
        description = "The first so many of the corpus. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--seed", defaultValue = "1", description = "Of the factorization. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FIGURE.png", description = "Or FIGURE.svg.")
    private Path out;

    @Option(names = "--json", description = "Tells {error, concepts: [{share, pictures}]}; share with --class.")
    private boolean json;

    @Mixin
    private NetworkOptions options;

    /** A picture with what a network makes of it. */
    private record Seen(String name, Pixels picture, Tensor maps, @Nullable Tensor gradient) { }

    /** Where in a picture a concept is strongest. */
    private record Spot(Seen seen, int x, int y, float value) { }

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        if (count < 1 || count > MOST_CONCEPTS) {
            throw new WrongUseException("cli.concepts.count", String.valueOf(count), String.valueOf(MOST_CONCEPTS));
        }
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            Layer chosen = ChosenLayer.of(network, model, layer);
            List<Seen> seen = seen(network, runner, chosen);
            Concepts concepts = Concepts.of(seen.stream().map(Seen::maps).toList(), count, STEPS, seed);
            List<Tensor> maps = seen.stream().map(one -> concepts.maps(one.maps())).toList();
            double[] shares = shares(concepts, seen, maps);
            List<List<Spot>> spots = new ArrayList<>();
            for (int k = 0; k < count; k++) spots.add(strongest(seen, maps, k));
            figure(network, runner, chosen, spots, shares).write(out);
            tell(answer, concepts, spots, shares);
        }
    }

    private List<Seen> seen(Network network, GraphRunner runner, Layer chosen) {
        Corpus pictures = Corpus.of(corpus);
        Decision decision = of == null ? null : decision(network, runner, chosen, of);
        List<Seen> seen = new ArrayList<>();
        for (Corpus.Entry entry : pictures.entries()) {
            if (seen.size() == most) break;
            try {
                Pixels fitted = network.spec().preprocessing().fitted(pictures.read(entry.name()).pixels().get());
                Tensor picture = network.spec().preprocessing().apply(List.of(fitted));
                Decision.Answer answer = decision == null ? null : decision.of(picture, null);
                Tensor maps = answer != null ? answer.value()
                    : network.run(runner, picture, List.of(chosen.output())).get(chosen.output());
                seen.add(new Seen(entry.name(), fitted, maps, answer == null ? null : answer.gradient()));
            } catch (BadPictureException e) {
                spec.commandLine().getErr().println("normscope concepts: skipped: " + e.getMessage());
            }
        }
        if (seen.isEmpty()) throw new WrongUseException("cli.maximize.corpus", corpus);
        return seen;
    }

    private Decision decision(Network network, GraphRunner runner, Layer chosen, String of) {
        Classes classes = Classes.of(network);
        int number = classes.number(of).orElseThrow(() -> new WrongUseException("cli.class", of, model));
        return new Decision(network, runner, classes.logit(number), Way.GRADIENT, chosen.output());
    }

    /** The mean over the pictures, as shares of what all add; empty without a class. */
    private static double[] shares(Concepts concepts, List<Seen> seen, List<Tensor> maps) {
        double[] sum = new double[concepts.directions().length];
        double all = 0;
        for (int n = 0; n < seen.size(); n++) {
            Tensor gradient = seen.get(n).gradient();
            if (gradient == null) return new double[0];
            double[] one = concepts.shares(maps.get(n), gradient);
            for (int k = 0; k < sum.length; k++) sum[k] += one[k];
        }
        for (double one : sum) all += Math.abs(one);
        for (int k = 0; k < sum.length && all > 0; k++) sum[k] /= all;
        return sum;
    }

    private static List<Spot> strongest(List<Seen> seen, List<Tensor> maps, int concept) {
        List<Spot> spots = new ArrayList<>();
        for (int n = 0; n < seen.size(); n++) {
            Tensor map = maps.get(n);
            int plane = map.shape().plane(), best = concept * plane;
            for (int i = best; i < (concept + 1) * plane; i++) if (map.data()[i] > map.data()[best]) best = i;
            int cell = best - concept * plane;
            spots.add(new Spot(seen.get(n), cell % map.shape().w(), cell / map.shape().w(), map.data()[best]));
        }
        spots.sort(Comparator.comparingDouble(spot -> -spot.value()));
        return spots.subList(0, Math.min(NINE, spots.size()));
    }

    private PlateFigure figure(Network network, GraphRunner runner, Layer chosen, List<List<Spot>> spots,
        double[] shares) {
        ReceptiveField field = Objects.requireNonNull(ReceptiveFields.of(network, runner).get(chosen.name()));
        List<PlateFigure.Square> squares = new ArrayList<>();
        for (int k = 0; k < spots.size(); k++) {
            List<Pixels> patches = spots.get(k).stream().map(spot -> cut(spot, field.padded(spot.y(), spot.x())))
                .toList();
            squares.add(new PlateFigure.Square("Concept " + k, patches, false, shares.length == 0 ? List.of()
                : List.of(String.format(Locale.ROOT, "%+.0f %% of %s", 100 * shares[k], of))));
        }
        return new PlateFigure(network.name() + " · " + chosen.name(), "non-negative factorization", squares);
    }

    private static Pixels cut(Spot spot, Box box) {
        return Resampling.resample(spot.seen().picture(), new Placement(box.x(), box.y(), box.width(), box.height()),
            PATCH, PATCH, OUTSIDE);
    }

    private void tell(PrintWriter answer, Concepts concepts, List<List<Spot>> spots, double[] shares) {
        if (!json) {
            answer.printf("%s: %d concepts leave %.1f %% of the maps%n", out, count, 100 * concepts.error());
            for (int k = 0; k < shares.length; k++) answer.printf("concept %d: %+.1f %%%n", k, 100 * shares[k]);
            return;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int k = 0; k < spots.size(); k++) {
            Map<String, Object> row = new LinkedHashMap<>();
            if (shares.length > 0) row.put("share", Json.number(shares[k]));
            row.put("pictures", spots.get(k).stream().map(spot -> spot.seen().name()).toList());
            rows.add(row);
        }
        answer.println(Json.of(Map.of("error", Json.number(concepts.error()), "concepts", rows)));
    }
}
