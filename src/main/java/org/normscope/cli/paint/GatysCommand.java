package org.normscope.cli.paint;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.From;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.style.Colouring;
import org.normscope.style.KeptColours;
import org.normscope.synthesis.Course;
import org.normscope.synthesis.DescentMethod;
import org.normscope.synthesis.Difference;
import org.normscope.synthesis.Found;
import org.normscope.synthesis.Gatys;
import org.normscope.synthesis.LossNetwork;
import org.normscope.synthesis.Progress;
import org.normscope.synthesis.UsualLayers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** Style by optimization on any network. */
@Command(name = "gatys", mixinStandardHelpOptions = true,
    description = {"Paints a picture in the style of another by descent on its pixels: a network's maps stay near the "
        + "content's, their statistics come near the style's (Gatys et al. 2016). Any network with maps serves."})
public final class GatysCommand implements Runnable {
    private static final int MOST_STEPS = 10_000, LARGEST = 2048;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PaintingOptions.Content content;

    @Mixin
    private PaintingOptions.Chance chance;

    @Mixin
    private PaintingOptions.Written out;

    @Option(names = "--style", required = true, paramLabel = "B", description = "The style picture.")
    private String style;

    @Option(names = "--model", defaultValue = "builtin:explorer",
        description = "An .onnx file, or builtin:NAME. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(names = "--layers", paramLabel = "L,..",
        description = {"Whose statistics are the style; input: the pixels. Left out: these and the last of every",
            "size of maps."})
    private List<String> layers = List.of();

    @Option(names = "--content-layers", paramLabel = "L,..",
        description = "Whose maps are the content. Left out: one at about an eighth of the size.")
    private List<String> contentLayers = List.of();

    @Option(names = "--statistic", paramLabel = "gram|moments", defaultValue = "gram",
        description = "What style is: Gram matrices (default), or means and deviations.")
    private Gatys.Statistic statistic;

    @From(0)
    @Option(names = "--content-weight", paramLabel = "W", defaultValue = "1", description = "Default: 1.")
    private double contentWeight;

    @From(0)
    @Option(names = "--style-weight", paramLabel = "W", defaultValue = "20", description = "Default: 20.")
    private double styleWeight;

    @From(0)
    @Option(names = "--smooth", paramLabel = "W", defaultValue = "10",
        description = "Weight of the square steps between neighbours. Default: 10.")
    private double smooth;

    @Option(names = "--looks", paramLabel = "1|2|4", defaultValue = "2",
        description = {"In so many places on its strides the network sees the picture: more take away more of its",
            "grid, each takes as long as the first. Default: 2."})
    private int looks;

    @Option(names = "--start", paramLabel = "noise|content|style", defaultValue = "content",
        description = "What it begins with. Default: content.")
    private Gatys.Start start;

    @Option(names = "--refine", paramLabel = "P.png",
        description = {"Begins with this picture, what a style network has painted of the content, at its size alone:",
            "some tens of steps do. Wins over --start and --one-size."})
    private @Nullable String refine;

    @Writes(Writes.Kind.PICTURE)
    @OnlyWith("--refine")
    @Option(names = "--difference", paramLabel = "D.png",
        description = "Of --refine: what it changed, about mid-grey.")
    private @Nullable Path difference;

    @Option(names = "--descent", paramLabel = "lbfgs|adam", defaultValue = "lbfgs", description = "Default: lbfgs.")
    private DescentMethod way;

    @Option(names = "--one-size", description = "At the picture's size alone, not from coarse to fine.")
    private boolean oneSize;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "60",
        description = "Of descent, at every size. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--size", paramLabel = "N", defaultValue = "384",
        description = "The longer side in pixels, the aspect kept. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--colors", paramLabel = "style|luminance|matched", defaultValue = "style",
        description = {"luminance: of the style the luminance only; matched: the style's colours moved to the mean and",
            "covariance of the content's beforehand. Default: the style's."})
    private Colouring colors;

    @Option(names = "--json", description = {"Tells {model, layers, contentLayers, width, height,",
        "losses: [[..] ..]}: by size, the start's and every step's."})
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new WrongUseException("cli.steps", String.valueOf(steps), "1", String.valueOf(MOST_STEPS));
        }
        if (!List.of(1, 2, 4).contains(looks)) throw new WrongUseException("cli.gatys.looks", String.valueOf(looks));
        if (size < 1 || size > LARGEST) {
            throw new WrongUseException("cli.gatys.size", String.valueOf(size), String.valueOf(LARGEST));
        }
        PrintWriter answer = spec.commandLine().getOut();
        try (GraphRunner runner = PaintingOptions.steady()) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            LossNetwork loss = new LossNetwork(network, runner);
            Pixels picture = Lanczos.scaled(content.open(spec), size);
            Pixels painting = PictureArgument.open(spec, style).overWhite();
            if (colors == Colouring.MATCHED) painting = KeptColours.matched(picture.overWhite(), painting);
            Gatys gatys = new Gatys(values(loss, layers, loss.layers().style()),
                values(loss, contentLayers, loss.layers().content()), statistic, contentWeight, styleWeight,
                start, chance.seed(), new Course(way, !oneSize && refine == null, looks, 1, steps, smooth));
            Found found = found(gatys, loss, picture, painting);
            Pixels painted = colors == Colouring.LUMINANCE
                ? KeptColours.luminanceOnly(picture.overWhite(), found.picture()) : found.picture();
            PictureFile.write(painted.withAlphaOf(picture), Map.of(), out.file());
            if (json) answer.println(Json.of(row(network, gatys, found)));
            else answer.println(out.file());
        }
    }

    private Found found(Gatys gatys, LossNetwork loss, Pixels picture, Pixels painting) {
        if (refine == null) return gatys.paint(loss, picture, painting, Progress.NOBODY);
        Pixels begun = Lanczos.scaled(PictureArgument.open(spec, refine).overWhite(), picture.width(),
            picture.height());
        Found found = gatys.refine(loss, picture, painting, begun, Progress.NOBODY);
        if (difference != null) PictureFile.write(Difference.of(begun, found.picture()), Map.of(), difference);
        return found;
    }

    private List<String> values(LossNetwork loss, List<String> names, List<String> usual) {
        Network network = loss.network();
        return loss.values(names.isEmpty() ? usual : ChosenLayer.names(network, names).stream().map(name ->
            name.equals(UsualLayers.PICTURE) ? name : ChosenLayer.of(network, model, name).name()).toList());
    }

    private static List<String> names(Network network, List<String> values) {
        return values.stream().map(value -> network.writing(value).map(Layer::name).orElse(UsualLayers.PICTURE))
            .toList();
    }

    private Map<String, Object> row(Network network, Gatys gatys, Found found) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("model", model);
        row.put("layers", names(network, gatys.style()));
        row.put("contentLayers", names(network, gatys.content()));
        row.put("width", found.picture().width());
        row.put("height", found.picture().height());
        row.put("losses", found.losses().stream().map(size -> size.stream().map(Json::number).toList()).toList());
        return row;
    }
}
