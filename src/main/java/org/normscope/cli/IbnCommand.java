package org.normscope.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.SavedNetwork;
import org.normscope.onnx.Graph;
import org.normscope.shift.IbnSurgery;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Instance normalization put into a network with BatchNormalization layers. */
@Command(name = "ibn", mixinStandardHelpOptions = true,
    description =
    "Mixes instance normalization into BatchNormalization layers and saves the network in plain ONNX operators; "
        + "nothing is trained again.")
final class IbnCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--layer", required = true, paramLabel = "L=RHO", arity = "1..*",
        description =
        {"rho of a layer, as 'normscope layers MODEL' lists it: 1 is BN, the old network; 0 is "
            + "IN. Of a layer that mixes",
            "both already (IBN-a, BIN) it is what stays of its BN."})
    private List<String> said;

    @Option(names = "--mode", defaultValue = "blend",
        description =
        {"blend: every channel is rho BN + (1 - rho) IN (default); a: the share rho of the channels stays "
            + "BN, the first become IN;",
            "b: IN after the residual addition that the layer is or feeds, before the activation."})
    private IbnSurgery.Mode mode;

    @Writes(Writes.Kind.NETWORK)
    @Option(names = "--out", required = true, paramLabel = "NEW.onnx",
        description = "The new network; the manifest is written beside it.")
    private Path out;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        Map<String, Double> rho = new LinkedHashMap<>();
        for (String one : said) {
            if (rho.put(name(one), rho(one)) != null) throw new WrongUseException("cli.ibn.twice", name(one));
        }
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            Map<Layer, Double> byLayer = new LinkedHashMap<>();
            rho.forEach((name, value) -> byLayer.put(ChosenLayer.of(network, model, name), value));
            Graph rewritten = IbnSurgery.rewritten(network, byLayer, mode);
            SavedNetwork.writeChecked(network, rewritten, runner, out);
            spec.commandLine().getOut().printf("%s: %d layers set%n", out, byLayer.size());
        }
    }

    /** Names may hold "=" themselves: the last one parts. */
    private static String name(String said) {
        if (said.lastIndexOf('=') < 1) throw new WrongUseException("cli.ibn.layer", said);
        return said.substring(0, said.lastIndexOf('='));
    }

    private static double rho(String said) {
        try {
            return Double.parseDouble(said.substring(said.lastIndexOf('=') + 1));
        } catch (NumberFormatException e) {
            throw new WrongUseException("cli.ibn.layer", said);
        }
    }
}
