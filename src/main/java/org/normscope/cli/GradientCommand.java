package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.SavedNetwork;
import org.normscope.onnx.Graph;
import org.normscope.onnx.PictureBatch;
import org.normscope.onnx.Value;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.HeldWeights;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the gradient of a network as a network. */
@Command(name = "gradient", mixinStandardHelpOptions = true,
    description = {"Writes a plain .onnx file that computes an objective and its gradients in one run, for any "
        + "runtime.",
        "Objectives: unit:LAYER/U (the highest cell of a unit), channel:LAYER/U (the mean of its map),",
        "firing:LAYER/U (the mean over its map of x * x where x is above 0, of x / 10 where it is below),",
        "cell:LAYER/U/Y/X,",
        "class:NAME|N (a class's logit), logp:NAME|N (its log-probability), cross-entropy (of labels that are fed),",
        "along:VALUE (the sum of a value's cells, each times what the file is fed with), tv:input (total variation).",
        "Weighted and added: \"class:3 - 0.5*unit:LAYER/7\"."})
final class GradientCommand implements Runnable {
    private static final String WEIGHTS = "weights";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--objective", required = true, description = "What the gradient is of; see above.")
    private String objective;

    @Option(names = "--for", defaultValue = "input",
        description = {"What it is for, separated by commas: input, weights (all that the file holds), names of layers",
            "(of their outputs), of weights as the file calls them, or of other values. Default: ${DEFAULT-VALUE}."})
    private List<String> targets;

    @Writes(Writes.Kind.NETWORK)
    @Option(names = "--out", required = true, paramLabel = "GRADIENT.onnx", description = "The file to write.")
    private Path out;

    @Option(names = "--json",
        description = "Tells {objective, inputs: [{name, type, shape}], gradients: {FOR: OUTPUT}, independent: [..]}.")
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            Graph graph = PictureBatch.beside(network.graph());
            Map<String, String> values = values(network, graph);
            GradientGraph gradient = Gradients.of(graph)
                .write(new ObjectiveText(network, model).read(objective), values.values());
            SavedNetwork.write(gradient.graph(), out);
            if (json) answer.println(Json.of(row(gradient, values)));
            else print(gradient, values, answer);
        }
    }

    /** Values of the graph, by what they are called in the answer. */
    private Map<String, String> values(Network network, Graph graph) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String target : ChosenLayer.names(network, targets)) {
            boolean all = target.equals(WEIGHTS) && network.layer(target).isEmpty();
            if (all) HeldWeights.of(graph).forEach(weights -> values.put(weights, weights));
            else values.put(target, value(network, target));
        }
        return values;
    }

    private static String value(Network network, String target) {
        if (target.equals("input")) return PictureBatch.plain(network.graph(), network.picture());
        return network.layer(target).map(Layer::output).orElse(target);
    }

    private static void print(GradientGraph gradient, Map<String, String> values, PrintWriter answer) {
        gradient.graph().inputs().forEach(input -> answer.println("input      " + input.name() + "  "
            + extents(input)));
        answer.println("objective  " + gradient.objective());
        values.forEach((target, value) -> answer.println("gradient   " + target + "  "
            + gradient.gradients().getOrDefault(value, "zero: the objective does not depend on it")));
    }

    private static String extents(Value input) {
        if (input.rank() < 1) return input.rank() == 0 ? "number" : "any";
        return String.join(" x ", IntStream.of(input.extents())
            .mapToObj(extent -> extent == Value.OPEN ? "?" : String.valueOf(extent)).toList());
    }

    private static Map<String, Object> row(GradientGraph gradient, Map<String, String> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("objective", gradient.objective());
        row.put("inputs", gradient.graph().inputs().stream()
            .map(input -> Json.row("name", input.name(), "type", input.type().name(), "shape",
                extents(input))).toList());
        Map<String, String> outputs = new LinkedHashMap<>();
        values.forEach((target, value) -> {
            if (gradient.gradients().containsKey(value)) outputs.put(target, gradient.gradients().get(value));
        });
        row.put("gradients", outputs);
        row.put("independent", values.keySet().stream().filter(target -> !outputs.containsKey(target)).toList());
        return row;
    }
}
