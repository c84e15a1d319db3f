package org.normscope.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FolderPictures;
import org.normscope.flow.RobustnessCurve;
import org.normscope.flow.RobustnessCurve.Labelled;
import org.normscope.image.PictureSource;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.shift.Trait;
import org.normscope.text.Fault;
import org.normscope.text.PathName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the answers of networks hold while one trait of the look goes from none to full, as a table. */
@Command(name = "robustness", mixinStandardHelpOptions = true,
    description =
    {"Changes one trait of every picture's look step by step, and tells of every network how many pictures it still "
        + "gets right, and of how many it still says what it says of the untouched picture; as CSV."})
final class RobustnessCommand implements Runnable {
    private static final String BUILT_IN = "builtin";
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
        .setHeader("model", "trait", "value", "pictures", "accuracy", "agreement").setRecordSeparator('\n').get();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--models", required = true, paramLabel = "A,B,...", split = ",",
        description = ".onnx files, or builtin:NAME.")
    private List<String> models;

    @Option(names = "--data", defaultValue = BUILT_IN, paramLabel = "DIR",
        description = "DIR/CLASS/*.jpg, or builtin for the shipped photos, which have no classes (default).")
    private String data;

    @Option(names = "--trait", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
    private Trait trait;

    @Option(names = "--to",
        description = "The last value (default: the trait's least where that is a change, else its most).")
    private @Nullable Double to;

    @Option(names = "--steps", defaultValue = "6",
        description = "How many values, the neutral one among them (default 6).")
    private int steps;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        if (steps < 2 || steps > 100) throw new WrongUseException("cli.steps", String.valueOf(steps), "2", "100");
        double last = Optional.ofNullable(to).orElse(trait.least() < trait.neutral() ? trait.least() : trait.most());
        if (last < trait.least() || last > trait.most()) {
            throw new WrongUseException("cli.trait", trait.name(), Double.toString(trait.least()),
                Double.toString(trait.most()));
        }
        try (GraphRunner runner = new DjlRunner(1)) {
            List<Network> networks = models.stream()
                .map(model -> options.open(model, runner, spec.commandLine().getErr())).toList();
            Set<String> labels = new TreeSet<>();
            List<RobustnessCurve> curves = RobustnessCurve.of(networks, runner,
                pictures().peek(one -> labels.add(one.label())), trait, RobustnessCurve.values(trait, last, steps),
                network -> { });
            if (!data.equals(BUILT_IN)) curves.forEach(curve -> tell(curve, labels));
            spec.commandLine().getOut().print(table(curves));
        }
    }

    private Stream<Labelled> pictures() {
        if (data.equals(BUILT_IN)) return Samples.photos().map(photo -> new Labelled(PictureSource.open(photo), ""));
        return new FolderPictures(Path.of(data), skipped -> Skipped.tell(spec, skipped.why())).labelled();
    }

    private void tell(RobustnessCurve curve, Set<String> labels) {
        if (curve.judged()) return;
        List<String> foreign = labels.stream().filter(label -> !curve.network().spec().labels().contains(label))
            .toList();
        spec.commandLine().getErr().println("normscope robustness: " + new Fault("cli.robustness.unjudged",
            curve.network().name(), PathName.several(foreign)).getMessage());
    }

    private String table(List<RobustnessCurve> curves) {
        StringWriter table = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(table, FORMAT)) {
            for (RobustnessCurve curve : curves) {
                for (RobustnessCurve.Point point : curve.points()) {
                    printer.printRecord(curve.network().name(), trait, point.value(), point.pictures(),
                        curve.judged() ? point.accuracy() : "", point.agreement());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return table.toString();
    }
}
