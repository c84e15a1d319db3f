package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Concepts;
import org.normscope.cli.answer.Json;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.ConceptSearch;
import org.normscope.flow.FoundConcepts;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.patches.Corpus;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;
import org.normscope.text.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The concepts of a layer. */
@Command(name = "concepts", mixinStandardHelpOptions = true,
    description = {"Factorizes a layer's maps over a corpus into a handful of concepts (CRAFT) and draws, for each, "
        + "the nine pictures in which it is strongest; with --class, tells what each adds to the class."})
final class ConceptsCommand implements Runnable {
    private static final int OUTSIDE = 0xFFD3D8DE, MOST_CONCEPTS = 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--corpus", required = true, paramLabel = "DIR|builtin", description = "Pictures to learn from.")
    private String corpus;

    @Option(names = "--layer", required = true, description = "One behind a ReLU: what is negative counts as 0.")
    private String layer;

    @Option(names = "--class", paramLabel = "N|NAME", description = "Number, from 0, or label of a class.")
    private @Nullable String of;

    @Option(names = "--count", defaultValue = "6", description = "Of concepts. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--pictures", defaultValue = "100",
        description = "So many of the corpus, at even distances. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--seed", defaultValue = "1", description = "Of the factorization. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--inside",
        description = "Only patches that lie wholly inside the picture, where the layer has any.")
    private boolean inside;

    @Writes(Writes.Kind.FIGURE)
    @Option(names = "--out", required = true, paramLabel = "FIGURE.png", description = "Or FIGURE.svg.")
    private Path out;

    @Option(names = "--json", description = "Tells {error, concepts: [{part, share, pictures}]}; share with --class.")
    private boolean json;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        if (count < 1 || count > MOST_CONCEPTS) {
            throw new WrongUseException("cli.concepts.count", String.valueOf(count), String.valueOf(MOST_CONCEPTS));
        }
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            ConceptSearch search = new ConceptSearch(network, runner, ChosenLayer.of(network, model, layer),
                Corpus.of(corpus), most);
            OptionalInt number = number(network);
            Concepts concepts = search.concepts(count, seed,
                gone -> Skipped.tell(spec, gone.getMessage()), done -> { });
            FoundConcepts found = search.found(concepts, number, inside, done -> { });
            found.figure(network.name(), of == null ? "" : of,
                new PatchCutter(network.spec().preprocessing(), OUTSIDE), Language.ENGLISH).write(out);
            tell(answer, found);
        }
    }

    private OptionalInt number(Network network) {
        if (of == null) return OptionalInt.empty();
        return OptionalInt.of(ObjectiveText.number(Classes.of(network), of, model));
    }

    private void tell(PrintWriter answer, FoundConcepts found) {
        if (!json) {
            answer.printf("%s: %d concepts leave %.1f %% of the maps%n", out, count, 100 * found.error());
            for (int k = 0; k < count; k++) {
                FoundConcepts.Concept concept = found.concepts().get(k);
                answer.printf("concept %d: %.1f %% of the maps%s%n", k + 1, 100 * concept.part(),
                    found.of().isEmpty() ? "" : String.format(", %+.1f %% of %s", 100 * concept.share(), of));
            }
            return;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (FoundConcepts.Concept concept : found.concepts()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", Json.number(concept.part()));
            if (found.of().isPresent()) row.put("share", Json.number(concept.share()));
            row.put("pictures", concept.patches().stream().map(Patch::name).toList());
            rows.add(row);
        }
        answer.println(Json.of(Json.row("error", Json.number(found.error()), "concepts", rows)));
    }
}
