package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Json;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.PictureArgument;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.DomainFolders;
import org.normscope.flow.DomainRuns;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.shift.DomainRun;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.InvarianceMeter;
import org.normscope.shift.LayerShift;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How far the features of every layer move with the appearance of a picture, or from one domain of pictures to another.
 */
@Command(name = "shift", mixinStandardHelpOptions = true,
    description =
    {"Of one network and a pair of pictures: for every layer the relative distance and cosine of its "
        + "features, and the symmetric "
        + "divergence of the channels' mean and variance within the picture, of a normalization also at its input.",
        "Of several networks and DIR/DOMAIN/CLASS/*.jpg: accuracy by domain, and for every pair of domains the "
            + "divergence of the channels' "
            + "spatial means over the pictures. Right after an InstanceNormalization it is near zero by construction."})
final class ShiftCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Subject subject;

    @Option(names = "--json",
        description =
        {"Of a pair: an array of {name, operator, distance, cosine, divergence, inputDivergence, "
            + "instanceChannels, flooredChannels}.",
            "Of domains: an array of {model, domains: [{name, pictures, accuracy, low, high, majority}], "
                + "divergences: [{a, b, layers}]}.",
            "low and high hold the accuracy with 95 %% confidence; null where there is no value. flooredChannels: "
                + "how many vary so little",
            "that their variance is taken as 1e-5, as in a picture of one colour or a domain of one picture."})
    private boolean json;

    @Mixin
    private NetworkOptions options;

    /** A pair of pictures, or domains. */
    private static final class Subject {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Pair pair;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Domains domains;
    }

    private static final class Pair {
        @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
        private String model;

        @Option(names = "--image", required = true, paramLabel = "FILE", description = "The picture.")
        private String image;

        @Option(names = "--shifted", required = true, paramLabel = "FILE", description = "The same in another look.")
        private String shifted;
    }

    private static final class Domains {
        @Option(names = "--models", required = true, paramLabel = "A,B,...", split = ",",
            description = ".onnx files, or builtin:NAME.")
        private List<String> models;

        @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "DIR/DOMAIN/CLASS/*.jpg; folders of classes are called as the network's labels.")
        private Path data;
    }

    @Override
    public void run() {
        try (GraphRunner runner = new DjlRunner(1)) {
            if (subject.pair != null) compare(subject.pair, runner);
            else if (subject.domains != null) compare(subject.domains, runner);
        }
    }

    private void compare(Pair pair, GraphRunner runner) {
        PrintWriter out = spec.commandLine().getOut();
        Network network = options.open(pair.model, runner, spec.commandLine().getErr());
        Pixels image = PictureArgument.open(spec, pair.image), shifted = PictureArgument.open(spec, pair.shifted);
        List<LayerShift> layers = InvarianceMeter.measure(network, runner, image, shifted);
        if (json) out.println(Json.of(layers.stream().map(ShiftCommand::row).toList()));
        else layers.forEach(layer -> out.println(line(layer)));
    }

    private void compare(Domains domains, GraphRunner runner) {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        DomainFolders folders = new DomainFolders(domains.data,
            skipped -> Skipped.tell(spec, skipped.why()));
        List<Network> networks = new ArrayList<>();
        for (String model : domains.models) {
            Network network = options.open(model, runner, err);
            folders.unknownClass(network).ifPresent(unknown -> {
                throw unknown;
            });
            networks.add(network);
        }
        List<Map<String, DomainRun>> runs = DomainRuns.of(networks, runner, folders, domain -> { });
        List<DomainReport> reports = IntStream.range(0, networks.size())
            .mapToObj(i -> new DomainReport(domains.models.get(i), networks.get(i), runs.get(i))).toList();
        if (json) out.println(Json.of(reports.stream().map(DomainReport::json).toList()));
        else reports.forEach(report -> report.print(out));
    }

    private static String line(LayerShift shift) {
        FeatureShift output = shift.output();
        String input = shift.input().map(at -> String.format("at its input %.4g", at.divergence())).orElse("");
        String constructed = shift.instance() == 0 ? ""
            : String.format("; right out of IN, zero by construction: %d of %d channels", shift.instance(),
                shift.layer().shape().c());
        return String.format("%-48s %-24s distance %-9.4f cosine %-9.4f divergence %-10.4g %s%s", shift.layer().name(),
            shift.layer().operator(), output.distance(), output.cosine(), output.divergence(), input,
            constructed + DomainReport.floored(output.floored(), shift.layer())).strip();
    }

    private static Map<String, Object> row(LayerShift shift) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", shift.layer().name());
        row.put("operator", shift.layer().operator());
        row.put("distance", Json.number(shift.output().distance()));
        row.put("cosine", Json.number(shift.output().cosine()));
        row.put("divergence", Json.number(shift.output().divergence()));
        row.put("inputDivergence", shift.input().map(at -> Json.number(at.divergence())).orElse(null));
        row.put("instanceChannels", shift.instance());
        row.put("flooredChannels", shift.output().floored());
        return row;
    }
}
