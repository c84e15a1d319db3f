package org.normscope.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.From;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.Writes;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
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
import org.normscope.transfer.TrainedPart;
import org.normscope.transfer.TrainingPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A network taught new classes. */
@Command(name = "tune", mixinStandardHelpOptions = true,
    description = {"Teaches a network your classes: keeps it up to a cut, trains what is behind, and writes both as "
        + "one .onnx, classes and preprocessing named in it and in a manifest beside it."})
final class TuneCommand implements Runnable {
    /** How the new network comes about. */
    enum Method { HEAD, PROTOTYPE, BLOCKS, SCRATCH }

    /** A network with a head, and what it says of the pictures. */
    private record Taught(HeadedGraph headed, Map<Split, Judgement> judged, double loss) { }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private TrainingOptions training;

    @Option(names = "--method", defaultValue = "head",
        description = {"head: logistic regression on frozen features (default);",
            "prototype: the nearest mean of a class, for one to five pictures each;",
            "blocks: such a head, then it and the last blocks by gradient descent;",
            "scratch: the whole network from fresh weights."})
    private Method method;

    @From(1)
    @Option(names = "--per-class", paramLabel = "N", defaultValue = "0",
        description = "Learns from N pictures of each class, drawn by --seed; from all where left out.")
    private int perClass;

    @OnlyWith({"--per-class", "--method blocks", "--method scratch"})
    @Option(names = "--seed", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Writes(Writes.Kind.NETWORK)
    @Option(names = "--out", required = true, paramLabel = "NEW.onnx", description = "The new network.")
    private Path out;

    @Option(names = "--json",
        description = {"Tells {out, backbone, cut, features, trained, method, seed, classes, pictures, skipped, alike,",
            "loss, accuracy: {training, validation, test}, confusion}. trained: how many weights; alike: groups of",
            "pictures that look the same across the split; confusion: [what it is][what is said] of the test pictures,",
            "else of the validation's."})
    private boolean json;

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        TrainingPlan plan = training.plan(method == Method.SCRATCH, seed);
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = learning.backbone(runner, line);
            boolean head = method == Method.HEAD || method == Method.PROTOTYPE;
            FeatureLayer end = head ? learning.cut(network) : FeatureLayer.last(network);
            String frozen = method == Method.BLOCKS ? learning.frozen(end)
                : method == Method.SCRATCH ? network.picture() : end.layer().output();
            FeatureTable whole = learning.table(end, learning.pictures(line), runner, line);
            FeatureTable table = perClass > 0 && LearningOptions.isDrawn(perClass, whole.set(), line)
                ? whole.of(whole.set().drawn(perClass, seed)) : whole;
            LinearHead linear = linear(table);
            HeadedGraph headed = HeadedGraph.of(end, network.graph(), linear);
            long trained = (long) linear.classes() * (end.count() + 1);
            Taught taught = new Taught(headed, judged(table, linear), linear.loss());
            if (!head) {
                boolean scratch = method == Method.SCRATCH;
                TrainedPart part = new TrainedPart(headed, frozen, training.norms(scratch));
                trained = part.size();
                HeadedGraph deeper = TrainingOptions.trained(network, part, plan, table.set(), runner, line);
                Map<Split, Judgement> judged = TrainingOptions.judged(network, deeper, table.set(), runner);
                taught = new Taught(deeper, judged, of(judged, Split.TRAINING).loss());
            }
            SavedNetwork.writeDescribed(taught.headed.network(network, table.set().classes()), runner, out);
            if (json) line.getOut().println(Json.of(told(end, frozen, trained, table, taught)));
            else line.getOut().printf("%s: %d classes, %d pictures learnt from, %s%n", out, linear.classes(),
                table.set().of(Split.TRAINING).size(), accuracy(of(taught.judged, table.set().judging())));
        }
    }

    private static Judgement of(Map<Split, Judgement> judged, Split split) {
        return Objects.requireNonNull(judged.get(split));
    }

    private LinearHead linear(FeatureTable table) {
        FeatureTable.Samples taught = table.of(Split.TRAINING);
        int classes = table.set().classes().size();
        return method == Method.PROTOTYPE ? Prototypes.fit(taught.cells(), taught.labels(), classes)
            : LogisticRegression.fit(taught.cells(), taught.labels(), classes, learning.c(), () -> { });
    }

    private static Map<Split, Judgement> judged(FeatureTable table, LinearHead head) {
        Map<Split, Judgement> judged = new EnumMap<>(Split.class);
        for (Split split : Split.values()) judged.put(split, Judgement.of(table.of(split), head::probabilities));
        return judged;
    }

    private static String accuracy(Judgement judged) {
        return judged.examples().isEmpty() ? "none left to judge by"
            : "%.1f %% of %d others right".formatted(100 * judged.accuracy(), judged.examples().size());
    }

    private Map<String, Object> told(FeatureLayer end, String frozen, long trained, FeatureTable table, Taught taught) {
        PictureSet set = table.set();
        Map<String, Object> told = new LinkedHashMap<>(), pictures = new LinkedHashMap<>(),
            accuracy = new LinkedHashMap<>();
        taught.judged.forEach((split, judged) -> {
            String name = split.name().toLowerCase(Locale.ROOT);
            pictures.put(name, judged.examples().size());
            accuracy.put(name, Json.number(judged.accuracy()));
        });
        told.put("out", out.toString());
        told.put("backbone", end.network().origin());
        told.put("cut", end.network().writing(frozen).map(layer -> layer.name()).orElse(frozen));
        told.put("features", end.count());
        told.put("trained", trained);
        told.put("method", method.name().toLowerCase(Locale.ROOT));
        told.put("seed", seed);
        told.put("classes", set.classes());
        told.put("pictures", pictures);
        told.put("skipped", set.left().size());
        told.put("alike", table.nearDuplicates().stream().filter(NearDuplicates::acrossSplit).count());
        told.put("loss", Json.number(taught.loss));
        told.put("accuracy", accuracy);
        told.put("confusion", of(taught.judged, set.judging()).confusion(set.classes().size()));
        return told;
    }
}
