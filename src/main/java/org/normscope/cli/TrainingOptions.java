package org.normscope.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.WrongUseException;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.transfer.Epoch;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.Split;
import org.normscope.transfer.TrainedPart;
import org.normscope.transfer.Training;
import org.normscope.transfer.TrainingPlan;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How layers are trained, where more than a head is. */
@OnlyWith({"--method blocks", "--method scratch", "--methods blocks", "--methods scratch"})
final class TrainingOptions {
    private static final int MOST = 10_000;

    @Option(names = "--bn", paramLabel = "frozen|updated",
        description = {"Whether batch normalization in the trained part keeps its statistics (default of blocks), or",
            "takes those of each batch and remembers them (default of scratch)."})
    private TrainedPart.@Nullable Norms norms;

    @Option(names = "--epochs", paramLabel = "N",
        description = "At most; 12 of blocks and 40 from scratch where left out. Training ends earlier where "
            + "validation does not become better.")
    private @Nullable Integer epochs;

    @Option(names = "--rate", paramLabel = "R",
        description = "Of learning, at its height; 3e-4 of blocks and 3e-3 from scratch where left out.")
    private @Nullable Double rate;

    @Option(names = "--plain",
        description = {"Pictures as they are, without crops, mirrors and tints: then what is frozen runs once a",
            "picture, and each epoch of the last blocks takes a part of the time."})
    private boolean plain;

    TrainedPart.Norms norms(boolean scratch) {
        if (norms != null) return norms;
        return scratch ? TrainedPart.Norms.UPDATED : TrainedPart.Norms.FROZEN;
    }

    TrainingPlan plan(boolean scratch, long seed) {
        if (epochs != null && (epochs < 1 || epochs > MOST)) {
            throw new WrongUseException("cli.epochs", String.valueOf(epochs), String.valueOf(MOST));
        }
        if (rate != null && !(rate > 0 && rate <= 1)) throw new WrongUseException("cli.rate", String.valueOf(rate));
        TrainingPlan plan = scratch ? TrainingPlan.scratch(seed) : TrainingPlan.blocks(seed);
        if (plain) plan = plan.plain();
        if (rate != null) plan = plan.upTo(rate);
        return epochs == null ? plan : plan.over(epochs);
    }

    /** Each epoch is a line on standard error. */
    static HeadedGraph trained(Network network, TrainedPart part, TrainingPlan plan, PictureSet set, GraphRunner runner,
                               CommandLine line) {
        PrintWriter err = line.getErr();
        try (Workers workers = Workers.threads()) {
            return new Training(network, part, plan, runner, workers).of(set, epoch -> tell(epoch, plan, line, err),
                share -> { });
        }
    }

    private static void tell(Epoch epoch, TrainingPlan plan, CommandLine line, PrintWriter err) {
        err.printf(Locale.ROOT, "%s: epoch %d of %d: loss %.3f, %.1f %%; validation %.3f, %.1f %%%n",
            line.getCommandSpec().qualifiedName(), epoch.number(), plan.epochs(), epoch.loss(), 100 * epoch.accuracy(),
            epoch.judgedLoss(), 100 * epoch.judged());
    }

    static Map<Split, Judgement> judged(Network network, HeadedGraph headed, PictureSet set, GraphRunner runner) {
        Map<Split, Judgement> judged = new EnumMap<>(Split.class);
        try (Workers workers = Workers.threads()) {
            for (Split split : Split.values()) {
                judged.put(split, Training.judged(network, headed, set.of(split), runner, workers, share -> { }));
            }
        }
        return judged;
    }
}
