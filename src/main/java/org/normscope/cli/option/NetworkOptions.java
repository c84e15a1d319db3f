package org.normscope.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Guess;
import org.normscope.network.LayerList;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.LocalFunctions;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import picocli.CommandLine.Option;

/** How a network is opened: the options that every subcommand on a network takes. */
public final class NetworkOptions {
    @Option(names = "--input", paramLabel = "KEY=VALUE", arity = "1..*",
        description =
        "Preprocessing, wins over the manifest and the guess: size=224 or 224x160, range=0,1, mean=.., std=.., "
            + "order=RGB|BGR|GRAY, fit=crop|pad|stretch, light=srgb|linear.")
    private Map<String, String> input = new LinkedHashMap<>();

    @Option(names = "--labels", paramLabel = "FILE",
        description = {"Names of the outputs: a text file with one a line, a CSV table or JSON.",
        "Wins over the manifest and what the network's file says."})
    private @Nullable Path labels;

    @Option(names = "--feed", paramLabel = "INPUT=WHAT",
        description = {"What an input beside the picture is fed: a number, noise or noise:SEED, an array (.npy), or a",
            "picture: a mask where it has one channel, the second one where the picture's own has six. Repeat it."})
    private List<String> feeds = List.of();

    @Option(names = "--layout", paramLabel = "[LAYER=]LETTERS",
        description = {"How maps lie where that is not found, or found wrong: NCHW, NHWC, NCT, NTC (places in a row),",
            "NHW, NCDHW; of one layer, or of all with so many axes. Repeat it."})
    private List<String> layouts = List.of();

    /**
     * Opens the network; what had to be guessed is told on {@code err}.
     *
     * @param model a file, or builtin:NAME
     * @throws WrongUseException where a feed says no value
     * @throws org.normscope.onnx.BadNetworkException where the file is no network, or none that can be run
     */
    public Network open(String model, GraphRunner runner, PrintWriter err) {
        if (labels != null) input.put("labels", labels.toString());
        for (String feed : feeds) {
            int equals = feed.indexOf('=');
            if (equals < 1) throw new WrongUseException("cli.feed", feed);
            input.put("feed:" + feed.substring(0, equals), feed.substring(equals + 1));
        }
        for (String layout : layouts) {
            int equals = layout.lastIndexOf('=');
            input.put(equals < 0 ? "layout" : "layout:" + LayerList.unquoted(layout.substring(0, equals)),
                layout.substring(equals + 1));
        }
        Network network = new ModelLibrary(runner).open(model, input);
        List<Guess> guesses = network.spec().guessed();
        if (!guesses.isEmpty()) {
            err.println("normscope: guessed for " + model + ": "
                + guesses.stream().map(Guess::toString).collect(Collectors.joining("; "))
                + " (--input says it better)");
        }
        for (Network.Remark remark : List.of(Network.Remark.SAMPLE_NORM, Network.Remark.SAMPLE_VARIANCE,
            Network.Remark.EPSILON_BESIDE, Network.Remark.CELL_AFFINE, Network.Remark.INSIDE_BRANCH,
            Network.Remark.SIZED_BRANCH, Network.Remark.IN_PARTS)) {
            if (!network.remarks().contains(remark)) continue;
            err.println("normscope: " + model + ": " + Messages.get(Language.ENGLISH, "remark." + remark));
        }
        LocalFunctions.left(network.graph()).forEach(function -> err.println("normscope: "
            + Messages.get(Language.ENGLISH, "cli.function", model, function)));
        return network;
    }
}
