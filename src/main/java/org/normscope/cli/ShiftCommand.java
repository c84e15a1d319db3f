package org.normscope.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.InvarianceMeter;
import org.normscope.shift.LayerShift;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far the features of every layer move with the appearance of a picture. */
@Command(name = "shift", mixinStandardHelpOptions = true,
    description = {"Tells for every layer how far its features move from a picture to its shifted twin: relative distance, cosine,",
        "and the symmetric divergence of the channels' mean and variance within the picture, of a normalization also at its input.",
        "Right after an InstanceNormalization with one gamma and beta for all pictures the divergence is near zero by construction."})
final class ShiftCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--image", required = true, paramLabel = "FILE", description = "The picture.")
    private String image;

    @Option(names = "--shifted", required = true, paramLabel = "FILE", description = "The same in another look.")
    private String shifted;

    @Option(names = "--json", description = "An array of {name, operator, distance, cosine, divergence, inputDivergence}; null where there is none.")
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            List<LayerShift> layers = InvarianceMeter.measure(network, runner, PictureSource.open(image), PictureSource.open(shifted));
            if (json) out.println(Json.of(layers.stream().map(ShiftCommand::row).toList()));
            else layers.forEach(layer -> out.println(line(layer)));
        }
    }

    private static String line(LayerShift shift) {
        FeatureShift output = shift.output();
        String input = shift.input().map(at -> String.format("at its input %.4g", at.divergence())).orElse("");
        return String.format("%-48s %-24s distance %-9.4f cosine %-9.4f divergence %-10.4g %s", shift.layer().name(),
            shift.layer().operator(), output.distance(), output.cosine(), output.divergence(), input).strip();
    }

    private static Map<String, Object> row(LayerShift shift) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", shift.layer().name());
        row.put("operator", shift.layer().operator());
        row.put("distance", Json.number(shift.output().distance()));
        row.put("cosine", Json.number(shift.output().cosine()));
        row.put("divergence", Json.number(shift.output().divergence()));
        row.put("inputDivergence", shift.input().map(at -> Json.number(at.divergence())).orElse(null));
        return row;
    }
}
