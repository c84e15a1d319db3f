package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.From;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.Writes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.transfer.ClassFolder;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureRun;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.LastStage;
import org.normscope.transfer.LeftOut;
import org.normscope.transfer.PictureSet;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A backbone, where it is cut, and pictures by class: what every subcommand that learns is given. */
final class LearningOptions {
    private static final DoubleConsumer UNSEEN = share -> { };

    @Option(names = "--backbone", required = true, paramLabel = "MODEL",
        description = "The network whose features are used: an .onnx file, or builtin:NAME.")
    private String backbone;

    @Option(names = "--data", required = true, paramLabel = "DIR",
        description = {"DIR/CLASS/*.jpg; the split is by content, 70, 15 and 15 of a hundred.",
            "Or DIR/train/CLASS, DIR/val/CLASS, DIR/test/CLASS; or builtin:flowers."})
    private String data;

    @Option(names = "--cut", paramLabel = "LAYER",
        description = {"As 'normscope layers MODEL' lists it. Of a head: whose maps' means are the features; what the",
            "network's own classes rest on where left out. Of blocks: the last layer that stays as it is;",
            "the one before the smallest maps where left out."})
    private @Nullable String cut;

    @From(value = 0, above = true)
    @Option(names = "--l2", paramLabel = "C", defaultValue = "0.01",
        description = "How freely weights may grow: the inverse of L2's strength. Default: ${DEFAULT-VALUE}.")
    private double c;

    @Writes(Writes.Kind.FOLDER)
    @Option(names = "--features", paramLabel = "DIR",
        description = "Where features are kept, so that none is computed twice; a folder of the program's where left "
            + "out.")
    private @Nullable Path features;

    @Mixin
    private NetworkOptions options;

    double c() {
        return c;
    }

    Network backbone(GraphRunner runner, CommandLine line) {
        return options.open(backbone, runner, line.getErr());
    }

    /** Where features are taken that a head alone learns from. */
    FeatureLayer cut(Network network) {
        return cut == null ? FeatureLayer.last(network)
            : new FeatureLayer(network, ChosenLayer.of(network, backbone, cut));
    }

    /** The value up to which the network stays as it is where what is behind it trains. */
    String frozen(FeatureLayer end) {
        return cut == null ? LastStage.before(end) : ChosenLayer.of(end.network(), backbone, cut).output();
    }

    PictureSet pictures(CommandLine line) {
        PictureSet set = ClassFolder.of(data, UNSEEN);
        tell(set, line);
        return set.learnable();
    }

    FeatureTable table(FeatureLayer cut, PictureSet set, GraphRunner runner, CommandLine line) {
        Path kept = features == null ? ((NormScopeCommand) line.getParent().getCommand()).data().resolve("features")
            : features;
        try (Workers workers = Workers.threads()) {
            FeatureTable table = new FeatureRun(cut, runner, workers, kept).of(set, UNSEEN);
            table.set().left().stream().skip(set.left().size()).forEach(left -> tell(left, line));
            table.set().learnable();
            return table;
        }
    }

    /** Whether a class has so many pictures to learn from; else it is told that all are learnt from. */
    static boolean isDrawn(int perClass, PictureSet set, CommandLine line) {
        if (perClass <= set.largest()) return true;
        line.getErr().printf("%s: no class has %d pictures to learn from, the largest has %d: all are learnt from%n",
            line.getCommandSpec().qualifiedName(), perClass, set.largest());
        return false;
    }

    private static void tell(PictureSet set, CommandLine line) {
        set.left().forEach(left -> tell(left, line));
    }

    private static void tell(LeftOut left, CommandLine line) {
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName() + ": ";
        switch (left.why()) {
            case BROKEN -> err.println(name + "skipped: " + left.detail());
            case DUPLICATE -> err.println(name + "skipped: " + left.file() + " is the same as " + left.detail());
            case CONTRADICTING -> err.println(name + "skipped: " + left.file() + " is the same as " + left.detail()
                + ", of another class");
            case EMPTY -> err.println(name + "skipped: " + left.file() + " holds no picture");
            case LOOSE -> err.println(name + "skipped: " + left.file() + " lies in no class");
        }
    }
}
