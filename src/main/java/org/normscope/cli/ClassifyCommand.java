package org.normscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Json;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.image.BadPictureException;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.patches.FolderCorpus;
import org.normscope.tensor.Tensor;
import org.normscope.transfer.SortedCopies;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network says of pictures. */
@Command(name = "classify", mixinStandardHelpOptions = true,
    description = "Tells the most probable classes of pictures, a line each. What is no whole picture is skipped.")
final class ClassifyCommand implements Runnable {
    private static final int MOST = 1000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE|DIR",
        description = "Pictures, and folders with all that is in them.")
    private List<String> pictures;

    @Option(names = "--top", paramLabel = "N", defaultValue = "1", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Writes(Writes.Kind.FOLDER)
    @Option(names = "--sorted", paramLabel = "DIR",
        description = "Copies each picture to DIR/CLASS, the class that got most; DIR must be new or empty.")
    private @Nullable Path sorted;

    @ArgGroup(exclusive = true)
    private Form form = new Form();

    @Mixin
    private NetworkOptions options;

    private static final class Form {
        @Option(names = "--json", description = "Tells [{file, classes: [{label, probability}]}].")
        private boolean json;

        @Option(names = "--csv", description = "A table: file,label,probability, and so on for the next classes.")
        private boolean csv;
    }

    @Override
    public void run() {
        if (top < 1 || top > MOST) throw new WrongUseException("cli.top", String.valueOf(top), String.valueOf(MOST));
        CommandLine line = spec.commandLine();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, line.getErr());
            if (!network.givesClasses()) throw new WrongUseException("cli.noClasses", model);
            SortedCopies copies = sorted == null ? null : new SortedCopies(sorted);
            List<Map<String, Object>> rows = new ArrayList<>();
            int failed = 0;
            List<String> files = files();
            for (String file : files) {
                try {
                    List<Prediction> said = said(network, runner, file);
                    if (copies != null) copies.copy(file, said.get(0).label());
                    if (form.json) rows.add(row(file, said));
                    else if (form.csv) line.getOut().println(csv(file, said));
                    else line.getOut().println(file + ": " + text(said));
                } catch (BadPictureException e) {
                    failed++;
                    if (files.size() == 1) throw e;
                    Skipped.tell(line.getCommandSpec(), e.getMessage());
                }
            }
            if (form.json) line.getOut().println(Json.of(rows));
            if (failed == files.size()) throw new WrongUseException("cli.classify.none", String.join(" ", pictures));
        }
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (String picture : pictures) {
            boolean folder = !picture.startsWith("builtin:") && Files.isDirectory(Path.of(picture));
            if (!folder) {
                files.add(picture);
                continue;
            }
            FolderCorpus corpus = new FolderCorpus(Path.of(picture));
            corpus.entries().forEach(entry -> files.add(corpus.origin(entry.name())));
        }
        return files;
    }

    private List<Prediction> said(Network network, GraphRunner runner, String file) {
        Tensor input = network.spec().preprocessing().apply(List.of(PictureArgument.open(spec, file)));
        String output = network.outputs().get(0);
        return Prediction.top(network, network.run(runner, input, Set.of(output)).get(output), 0, top);
    }

    private static String text(List<Prediction> said) {
        return String.join(", ", said.stream()
            .map(one -> "%s %.1f %%".formatted(one.label(), 100 * one.probability())).toList());
    }

    private static Map<String, Object> row(String file, List<Prediction> said) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", file);
        row.put("classes", said.stream().map(one -> {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("label", one.label());
            named.put("probability", one.probability());
            return named;
        }).toList());
        return row;
    }

    private static String csv(String file, List<Prediction> said) {
        List<Object> cells = new ArrayList<>(List.of(file));
        said.forEach(one -> cells.addAll(List.of(one.label(), one.probability())));
        return CSVFormat.RFC4180.format(cells.toArray());
    }
}
