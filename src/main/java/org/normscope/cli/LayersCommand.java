package org.normscope.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.stats.NotFinite;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The layers of a network. */
@Command(name = "layers", mixinStandardHelpOptions = true,
    description = {"Lists every layer: a node whose output depends on the picture and has rank 2 or more.",
        "Other subcommands take a name as it stands here, or in quotes, a quote in it twice."})
final class LayersCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--json",
        description =
        "An array of {name, operator, shape}; of IBN-a and BIN also rho, BN's share over the "
            + "channels: 1 is BN, 0 is IN; and notFinite, the channels that divide by 0.")
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            if (json) {
                out.println(Json.of(network.layers().stream().map(layer -> row(network, layer)).toList()));
            } else {
                network.layers().forEach(layer ->
                    out.printf("%-48s %-24s %s%s%s%n", layer.name(), operator(network, layer), layer.shape(),
                        deep(layer), undefined(network, layer)));
            }
        }
    }

    private static String operator(Network network, Layer layer) {
        return layer.operator() + network.rho(layer).map(rho -> String.format(" (rho %.3g)", rho)).orElse("");
    }

    /** Of three-dimensional maps, whose shape has all slices one below the other; else nothing. */
    static String deep(Layer layer) {
        return layer.slices() == 1 ? ""
            : String.format(" (%d slices of %d × %d)", layer.slices(), layer.rows(), layer.shape().w());
    }

    private static String undefined(Network network, Layer layer) {
        NotFinite broken = new NotFinite(0, divisionsByZero(network, layer));
        return broken.channels().isEmpty() ? "" : " (no finite numbers in channel " + broken.brief()
            + ": variance + epsilon is not above 0)";
    }

    private static List<Integer> divisionsByZero(Network network, Layer layer) {
        return network.normalizationParameters(layer).map(NormalizationParameters::undefined).orElse(List.of());
    }

    private static Map<String, Object> row(Network network, Layer layer) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", layer.name());
        row.put("operator", layer.operator());
        row.put("shape", layer.shape().toArray());
        if (layer.slices() > 1) row.put("slices", layer.slices());
        List<Integer> undefined = divisionsByZero(network, layer);
        if (!undefined.isEmpty()) row.put("notFinite", undefined);
        network.rho(layer).ifPresent(rho -> row.put("rho", Json.number(rho)));
        return row;
    }
}
