package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.DecisionMethod;
import org.normscope.attribution.GradCam;
import org.normscope.attribution.IntegratedGradients;
import org.normscope.attribution.Occlusion;
import org.normscope.attribution.Plain;
import org.normscope.attribution.Saliency;
import org.normscope.attribution.SmoothGrad;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.SwappedNetwork;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerList;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Relevance;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** What of a picture a network's decision rests on. */
@Command(name = "attribute", mixinStandardHelpOptions = true,
    description = "Maps what of a picture a network's decision for a class rests on.")
final class AttributeCommand implements Runnable {
    /** How the decision is traced back. */
    enum Method { GRADCAM, GRADCAMPP, GRADIENT, IG, SMOOTHGRAD, GUIDED, DECONVNET, LRP, OCCLUSION }

    private static final int NOISY_PICTURES = 32;
    private static final double NOISE = .15;
    /** Of the picture's side: how large the square of the occlusion is; it moves by half of itself. */
    private static final int SQUARES = 8;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--image", required = true, description = "A picture, or builtin:photos/NAME.")
    private String image;

    @Option(names = "--class", required = true, paramLabel = "N|NAME",
        description = "Number, from 0, or label of the class.")
    private String of;

    @Option(names = "--method", required = true, description = {
        "gradcam, gradcampp (Grad-CAM++), gradient, ig (integrated gradients from black, with the error of",
        "their sum), smoothgrad,",
        "guided, deconvnet,",
        "lrp (relevance) or occlusion (by grey squares)."})
    private Method method;

    @OnlyWith({"--method gradcam", "--method gradcampp"})
    @Option(names = "--layer", description = "For gradcam and gradcampp; the last one with maps where left out.")
    private @Nullable String layer;

    @OnlyWith("--method lrp")
    @Option(names = "--rule", defaultValue = "composite",
        description = "For lrp: epsilon, gamma, z-plus, flat, or composite (default): epsilon, z-plus, flat by depth.")
    private String rule;

    @Option(names = "--against", paramLabel = "N|NAME", description = "A class whose score is taken off: why one and"
        + " not the other. Not for occlusion.")
    private @Nullable String other;

    @Option(names = "--swap", paramLabel = "LAYER=NORM[,KEY=VALUE..]", description = {"Asks the network with a",
        "normalization swapped in there, with the network's own gamma and beta where it has them:",
        "stem.norm=gn,groups=8. 'normscope norms' lists them."})
    private @Nullable String swap;

    @Option(names = "--curves", description = "Tells how the class's probability falls while the cells that the map"
        + " puts first are taken away, and rises while they are put back.")
    private boolean curves;

    @Option(names = "--randomize", description = "Tells what becomes of the map when the weights are made random from"
        + " the top down; for gradient, guided and deconvnet.")
    private boolean randomize;

    @OnlyWith({"--method smoothgrad", "--randomize"})
    @Option(names = "--seed", defaultValue = "1",
        description = "Of smoothgrad's noise, and of --randomize. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--out", required = true, paramLabel = "MAP.npy", description = "The map, [1, 1, rows, columns].")
    private Path out;

    @Writes(Writes.Kind.PICTURE)
    @Option(names = "--png", paramLabel = "MAP.png",
        description = "The map in colours, as large as the network's input.")
    private @Nullable Path png;

    @Option(names = "--json", description = {"Tells {method, class, label, score, sum, zero, shape, completenessError,",
        "deletion, deletionArea, insertion, insertionArea, randomized: [{layer, likeness}]}."})
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        if (randomize) way();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network opened = options.open(model, runner, spec.commandLine().getErr());
            Network network = swap == null ? opened : swapped(opened, runner, swap);
            Classes classes = Classes.of(network);
            int number = ObjectiveText.number(classes, of, model);
            Attribution attribution = attribution(network, runner, classes, number).requireFinite();
            MapTrials trials = new MapTrials(network, runner, number, picture(network));
            Map<String, Object> trusted = new LinkedHashMap<>();
            if (curves) trusted.putAll(trials.curves(attribution.map()));
            if (randomize) trusted.putAll(trials.randomized(objective(classes, number), way(), seed));
            if (png != null) {
                PictureFile.write(painted(attribution.map(), network.spec().preprocessing()), Map.of(), png);
            }
            Npy.write(attribution.map(), out);
            tell(attribution, classes, number, trusted, answer);
        }
    }

    private Network swapped(Network network, GraphRunner runner, String asked) {
        String name = LayerList.leading(network, asked, "=");
        if (name.length() == asked.length()) throw new WrongUseException("cli.attribute.swap", asked);
        String[] words = asked.substring(name.length() + 1).split(",");
        Map<String, String> set = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length < 2) throw new WrongUseException("cli.attribute.swap", asked);
            set.put(pair[0], pair[1]);
        }
        LayerSite site = new FeatureMapFlow(runner).site(network, ChosenLayer.of(network, model, name),
            List.of(PictureArgument.open(spec, image)));
        return SwappedNetwork.of(FeatureMapFlow.normalized(site, Catalogue.entry(words[0])
            .create(new Parameters(set)), true, Optional.empty()), 0);
    }

    private Attribution attribution(Network network, GraphRunner runner, Classes classes, int number) {
        Preprocessing preprocessing = network.spec().preprocessing();
        Tensor picture = picture(network);
        Objective objective = objective(classes, number);
        return switch (method) {
            case GRADCAM, GRADCAMPP -> GradCam.of(network, runner, objective, maps(network), method
                == Method.GRADCAMPP, picture, null);
            case GRADIENT -> Saliency.sizes(network, runner, objective, Way.GRADIENT, picture, null);
            case GUIDED -> Saliency.sizes(network, runner, objective, Way.GUIDED, picture, null);
            case DECONVNET -> Saliency.sizes(network, runner, objective, Way.DECONVNET, picture, null);
            case LRP -> Saliency.relevance(network, runner, objective, relevance(), picture, null);
            case IG -> IntegratedGradients.of(network, runner, objective, picture, Plain.BLACK.of(preprocessing),
                .01, null);
            case SMOOTHGRAD -> SmoothGrad.of(network, runner, objective, picture, NOISY_PICTURES, NOISE, seed, null);
            case OCCLUSION -> {
                int side = Math.max(2, Math.min(preprocessing.width(), preprocessing.height()) / SQUARES);
                yield Occlusion.of(network, runner, classes.logits(), number, picture, Plain.GREY.of(preprocessing),
                    side, side / 2, null);
            }
        };
    }

    private Objective objective(Classes classes, int number) {
        if (other == null) return classes.logit(number);
        if (method == Method.OCCLUSION) throw new WrongUseException("cli.attribute.against");
        String against = other;
        return DecisionMethod.objective(classes, number, OptionalInt.of(classes.number(against).orElseThrow(() ->
            new WrongUseException("cli.class", against, model))));
    }

    private Layer maps(Network network) {
        if (layer != null) {
            Layer chosen = ChosenLayer.of(network, model, layer);
            if (chosen.shape().rank() == 4) return chosen;
            throw new WrongUseException("cli.maps.layer", chosen.name(), chosen.shape().toString());
        }
        return GradCam.lastMaps(network).orElseThrow(() -> new WrongUseException("cli.maps", model));
    }

    private Relevance relevance() {
        return switch (rule) {
            case "composite" -> Relevance.composite();
            case "epsilon" -> Relevance.of(Relevance.Share.EPSILON);
            case "gamma" -> Relevance.of(Relevance.Share.GAMMA);
            case "z-plus" -> Relevance.of(Relevance.Share.Z_PLUS);
            case "flat" -> Relevance.of(Relevance.Share.FLAT);
            default -> throw new WrongUseException("cli.rule", rule);
        };
    }

    /** Signed maps in colours centred on 0. */
    private static Pixels painted(Tensor map, Preprocessing preprocessing) {
        boolean signed = false;
        for (float cell : map.data()) signed |= cell < 0;
        ColorMap colours = signed ? ColorMaps.DIVERGING_LIGHT : ColorMaps.MAGMA;
        int rows = map.shape().h(), columns = map.shape().w();
        Pixels cells = Colorizer.paint(map, 0, Mosaic.of(0, 1, columns, rows, 1), Scale.of(colours, map));
        if (rows == preprocessing.height() && columns == preprocessing.width()) return cells;
        return Resampling.resample(cells, new Placement(0, 0, columns, rows), preprocessing.width(),
            preprocessing.height(), 0xFF000000);
    }

    private Tensor picture(Network network) {
        return network.spec().preprocessing().apply(List.of(PictureArgument.open(spec, image)));
    }

    private Way way() {
        return switch (method) {
            case GRADIENT -> Way.GRADIENT;
            case GUIDED -> Way.GUIDED;
            case DECONVNET -> Way.DECONVNET;
            default -> throw new WrongUseException("cli.attribute.randomize");
        };
    }

    private void tell(Attribution attribution, Classes classes, int number, Map<String, Object> trusted,
        PrintWriter answer) {
        String label = number < classes.labels().size() ? classes.labels().get(number) : String.valueOf(number);
        double sum = attribution.sum();
        if (json) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("method", method.name().toLowerCase(Locale.ROOT));
            row.put("class", number);
            row.put("label", label);
            row.put("score", Json.number(attribution.score()));
            row.put("sum", Json.number(sum));
            row.put("zero", attribution.isZero());
            row.put("shape", attribution.map().shape().toArray());
            attribution.completeness().ifPresent(error -> row.put("completenessError", Json.number(error)));
            row.putAll(trusted);
            answer.println(Json.of(row));
            return;
        }
        answer.printf("%s: %s, score %.5g%n", out, label, attribution.score());
        if (attribution.isZero()) answer.println(Messages.get(Language.ENGLISH, "cli.zero"));
        attribution.completeness()
            .ifPresent(error -> answer.printf("the sum %.5g is %.2f %% off the difference from black%n", sum,
            100 * error));
        trusted.forEach((what, figures) -> answer.println(what + ": " + Json.of(figures)));
    }
}
