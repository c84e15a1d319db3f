package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.MeanSpectrum;
import org.normscope.attribution.Start;
import org.normscope.attribution.Wish;
import org.normscope.cli.answer.Json;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.From;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.patches.Corpus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a unit looks for. */
@Command(name = "maximize", mixinStandardHelpOptions = true,
    description = {"Paints the picture that a unit answers most to, by ascent from noise, as large as the "
        + "network's input (--input size=128)."})
final class MaximizeCommand implements Runnable {
    private static final int MOST = 10_000;
    /** That many pictures tell a spectrum as well as all. */
    private static final int MOST_PICTURES = 500;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--layer", required = true, description = "The unit's layer.")
    private String layer;

    @Option(names = "--unit", required = true, paramLabel = "U[:W],..", split = ",",
        description = {"From 0; how strongly it fires is raised. Several, each with a weight, mix: 3:1,17:-0.5."})
    private List<String> units;

    @Option(names = "--maco", paramLabel = "DIR|builtin", description = {"Holds the strength of each frequency to",
        "what it is in the pictures of a corpus: only phases are free (MACO)."})
    private @Nullable String corpus;

    @Option(names = "--from", paramLabel = "PICTURE",
        description = "Begins with a picture and accentuates what the unit looks for in it.")
    private @Nullable String picture;

    @From(0)
    @OnlyWith("--from")
    @Option(names = "--held", defaultValue = "0.1",
        description = "With --from: how strongly it is held to that picture. Default: ${DEFAULT-VALUE}.")
    private double held;

    @Option(names = "--steps", defaultValue = "256", description = "Of ascent. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--seed", defaultValue = "1",
        description = "Of the noise it begins with. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Writes(Writes.Kind.PICTURE)
    @Option(names = "--out", required = true, paramLabel = "WISH.png", description = "The picture.")
    private Path out;

    @Option(names = "--json",
        description = {"Tells {layer, unit, steps, seed, objective, first, last}: the objective for what it begins",
            "with and for the picture. It is firing: the mean over the unit's map of x * x where x is above 0, of",
            "x / 10 where it is below, so that a silent unit finds its way up; below 0 it does not fire."})
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        if (steps < 1 || steps > MOST) throw new WrongUseException("cli.steps", String.valueOf(steps),
            "1", String.valueOf(MOST));
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            Layer of = ChosenLayer.of(network, model, layer);
            Wish wish = Wish.of(network, runner, objective(of), steps, start(network), null);
            PictureFile.write(wish.picture(), Map.of(), out);
            if (json) answer.println(Json.of(row(of, wish)));
            else answer.printf("%s: firing from %.4g to %.4g in %d steps%s%n", out, wish.first(), wish.last(), steps,
                wish.last() == 0 ? ": nothing was found that fires it" : "");
        }
    }

    private Objective objective(Layer of) {
        List<Objective> parts = new ArrayList<>();
        for (String part : units) {
            if (!part.matches("\\d{1,6}(:-?\\d*\\.?\\d+)?")) throw new WrongUseException("cli.unit", of.name(),
                of.shape().toString(), part);
            String[] halves = part.split(":");
            int unit = Integer.parseInt(halves[0]);
            if (unit >= of.shape().c()) throw new WrongUseException("cli.unit", of.name(), of.shape().toString(), part);
            Objective one = Objective.firing(of.output(), unit);
            if (halves.length == 2) one = one.times(Double.parseDouble(halves[1]));
            parts.add(one);
        }
        return parts.stream().reduce(Objective::plus).orElseThrow();
    }

    private Start start(Network network) {
        if (corpus != null && picture != null) throw new WrongUseException("cli.maximize.start");
        if (picture != null) return Start.picture(PictureArgument.open(spec, picture), held, seed);
        if (corpus == null) return Start.noise(seed);
        MeanSpectrum spectrum = new MeanSpectrum(network.spec().preprocessing());
        Corpus pictures = Corpus.of(corpus);
        for (Corpus.Entry entry : pictures.entries()) {
            if (spectrum.pictures() == MOST_PICTURES) break;
            try {
                spectrum.add(pictures.read(entry.name()).pixels().get());
            } catch (BadPictureException e) {
                Skipped.tell(spec, e.getMessage());
            }
        }
        if (spectrum.pictures() == 0) throw new WrongUseException("cli.corpus", corpus);
        return Start.phases(spectrum, seed);
    }

    private Map<String, Object> row(Layer of, Wish wish) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("layer", of.name());
        row.put("unit", String.join(",", units));
        row.put("steps", steps);
        row.put("seed", seed);
        row.put("objective", "firing");
        row.put("first", Json.number(wish.first()));
        row.put("last", Json.number(wish.last()));
        return row;
    }
}
