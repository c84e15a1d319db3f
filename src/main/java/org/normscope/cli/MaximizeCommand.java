package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.attribution.Wish;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a unit looks for. */
@Command(name = "maximize", mixinStandardHelpOptions = true,
    description = {"Paints the picture that a unit answers most to, by ascent from noise, as large as the",
        "network's input (--input size=128)."})
final class MaximizeCommand implements Runnable {
    private static final int MOST = 10_000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--layer", required = true, description = "The unit's layer.")
    private String layer;

    @Option(names = "--unit", required = true, paramLabel = "U", description = "From 0; the mean of its map is raised.")
    private int unit;

    @Option(names = "--steps", defaultValue = "256", description = "Of ascent. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--seed", defaultValue = "1",
        description = "Of the noise it begins with. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "WISH.png", description = "The picture.")
    private Path out;

    @Option(names = "--json",
        description = {"Tells {layer, unit, steps, seed, first, last}: the mean of the unit's map for the noise",
            "and for the picture."})
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        if (steps < 1 || steps > MOST) throw new WrongUseException("cli.steps", String.valueOf(steps),
            String.valueOf(MOST));
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            Layer of = ChosenLayer.of(network, model, layer);
            if (unit < 0 || unit >= of.shape().c()) throw new WrongUseException("cli.unit", of.name(),
                of.shape().toString(), String.valueOf(unit));
            Wish wish = Wish.of(network, runner, Objective.channel(of.output(), unit), steps, seed, null);
            PictureFile.writePng(wish.picture(), out);
            if (json) answer.println(Json.of(row(of, wish)));
            else answer.printf("%s: from %.4g to %.4g in %d steps%n", out, wish.first(), wish.last(), steps);
        }
    }

    private Map<String, Object> row(Layer of, Wish wish) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("layer", of.name());
        row.put("unit", unit);
        row.put("steps", steps);
        row.put("seed", seed);
        row.put("first", Json.number(wish.first()));
        row.put("last", Json.number(wish.last()));
        return row;
    }
}
