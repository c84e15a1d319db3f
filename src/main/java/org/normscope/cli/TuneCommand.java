package org.normscope.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.SavedNetwork;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.LinearHead;
import org.normscope.transfer.LogisticRegression;
import org.normscope.transfer.NearDuplicates;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.Prototypes;
import org.normscope.transfer.Split;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A network taught new classes. */
@Command(name = "tune", mixinStandardHelpOptions = true,
    description = {"Teaches a network your classes: keeps it up to a cut, fits a new head on the features there,",
        "and writes both as one .onnx, classes and preprocessing named in it and in a manifest beside it."})
final class TuneCommand implements Runnable {
    /** How the new network comes about. */
    enum Method { HEAD, PROTOTYPE }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--method", defaultValue = "head",
        description = {"head: logistic regression on the features (default);",
            "prototype: the nearest mean of a class, for one to five pictures each."})
    private Method method;

    @Option(names = "--per-class", paramLabel = "N", defaultValue = "0",
        description = "Learns from N pictures of each class, drawn by --seed; from all where left out.")
    private int perClass;

    @Option(names = "--seed", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "NEW.onnx", description = "The new network.")
    private Path out;

    @Option(names = "--json",
        description = {"Tells {out, backbone, cut, features, method, seed, classes, pictures, skipped, alike, loss,",
            "accuracy: {training, validation, test}, confusion}. alike: groups of pictures that look the same across",
            "the split. confusion: [what it is][what is said] of the test pictures, else of the validation's."})
    private boolean json;

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        try (GraphRunner runner = new DjlRunner(1)) {
            FeatureLayer cut = learning.cut(runner, line);
            FeatureTable table = learning.table(cut, learning.pictures(line), runner, line);
            PictureSet set = perClass > 0 ? table.set().drawn(perClass, seed) : table.set();
            FeatureTable drawn = table.of(set);
            FeatureTable.Samples taught = drawn.of(Split.TRAINING);
            int classes = set.classes().size();
            LinearHead head = method == Method.PROTOTYPE ? Prototypes.fit(taught.cells(), taught.labels(), classes)
                : LogisticRegression.fit(taught.cells(), taught.labels(), classes, learning.c(), () -> { });
            HeadedGraph headed = HeadedGraph.of(cut, cut.network().graph(), head);
            SavedNetwork.writeDescribed(headed.network(cut.network(), set.classes()), runner, out);
            Map<String, Object> told = told(cut, drawn, head);
            if (json) line.getOut().println(Json.of(told));
            else line.getOut().printf("%s: %d classes, %d pictures learnt from, %s%n", out, classes,
                taught.labels().length, accuracy(drawn, head));
        }
    }

    private static String accuracy(FeatureTable table, LinearHead head) {
        Split judging = table.set().judging();
        Judgement judged = Judgement.of(table.of(judging), head::probabilities);
        return judged.examples().isEmpty() ? "none left to judge by"
            : "%.1f %% of %d %s pictures right".formatted(100 * judged.accuracy(), judged.examples().size(),
                judging == Split.TEST ? "test" : "validation");
    }

    private Map<String, Object> told(FeatureLayer cut, FeatureTable table, LinearHead head) {
        PictureSet set = table.set();
        Map<String, Object> told = new LinkedHashMap<>(), pictures = new LinkedHashMap<>(),
            accuracy = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            Judgement judged = Judgement.of(table.of(split), head::probabilities);
            pictures.put(name(split), judged.examples().size());
            accuracy.put(name(split), Json.number(judged.accuracy()));
        }
        told.put("out", out.toString());
        told.put("backbone", cut.network().origin());
        told.put("cut", cut.layer().name());
        told.put("features", cut.count());
        told.put("method", method.name().toLowerCase(Locale.ROOT));
        told.put("seed", seed);
        told.put("classes", set.classes());
        told.put("pictures", pictures);
        told.put("skipped", set.left().size());
        told.put("alike", table.nearDuplicates().stream().filter(NearDuplicates::acrossSplit).count());
        told.put("loss", Json.number(head.loss()));
        told.put("accuracy", accuracy);
        told.put("confusion", Judgement.of(table.of(set.judging()), head::probabilities)
            .confusion(set.classes().size()));
        return told;
    }

    static String name(Split split) {
        return split.name().toLowerCase(Locale.ROOT);
    }
}
