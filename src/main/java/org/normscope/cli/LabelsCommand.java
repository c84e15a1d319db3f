package org.normscope.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.cli.answer.Json;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.LabelDoctor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels that are probably wrong. */
@Command(name = "labels", mixinStandardHelpOptions = true,
    description = {"Lists pictures that probably lie in the wrong class, the worst first: each is judged by heads "
        + "fitted without it (confident learning, five parts). Nothing on the disk is touched."})
final class LabelsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--all", description = "All pictures, those with good labels at the end.")
    private boolean all;

    @Option(names = "--json",
        description = "Tells [{file, label, better, probability, margin, strangers}]: better is the class that is "
            + "believed instead, strangers how many of the five nearest pictures have another label.")
    private boolean json;

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        try (GraphRunner runner = new DjlRunner(1)) {
            FeatureLayer cut = learning.cut(learning.backbone(runner, line));
            FeatureTable table = learning.table(cut, learning.pictures(line), runner, line);
            List<String> classes = table.set().classes();
            List<LabelDoctor.Opinion> opinions = LabelDoctor.opinions(table, learning.c(), share -> { }).stream()
                .filter(opinion -> all || opinion.isSuspicious()).toList();
            if (json) line.getOut().println(Json.of(opinions.stream().map(one -> row(one, classes)).toList()));
            else opinions.forEach(one -> line.getOut().printf("%s: %s, rather %s (%.0f %% to %.0f %%)%n",
                one.example().file(), classes.get(one.example().label()), classes.get(one.better()),
                100 * one.probability(), 100 * (one.probability() - one.margin())));
        }
    }

    private static Map<String, Object> row(LabelDoctor.Opinion opinion, List<String> classes) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", opinion.example().file());
        row.put("label", classes.get(opinion.example().label()));
        row.put("better", classes.get(opinion.better()));
        row.put("probability", opinion.probability());
        row.put("margin", opinion.margin());
        row.put("strangers", opinion.strangers() < 0 ? null : opinion.strangers());
        return row;
    }
}
