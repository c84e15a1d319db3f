package org.normscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.normscope.engine.DjlRunner;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.transfer.CurvePicture;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.TransferException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How few pictures are enough. */
@Command(name = "curve", mixinStandardHelpOptions = true,
    description = {"Accuracy over pictures a class: heads on frozen features, several draws each and their spread; "
        + "at the end with all pictures. Writes pictures a class, seed, accuracy in percent."})
final class CurveCommand implements Runnable {
    private static final int MOST = 100;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--per-class", paramLabel = "N,N,...", split = ",", defaultValue = "5,10,20,50",
        description = "Pictures a class. Default: ${DEFAULT-VALUE}.")
    private List<Integer> perClass;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
        description = "Draws of each number of pictures. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--out", required = true, paramLabel = "CURVE.csv", description = "The table.")
    private Path out;

    @Option(names = "--png", paramLabel = "CURVE.png", description = "The same as a picture.")
    private @Nullable Path png;

    @Override
    public void run() {
        if (seeds < 1 || seeds > MOST || perClass.stream().anyMatch(n -> n < 1)) {
            throw new WrongUseException("cli.curve", String.valueOf(MOST));
        }
        CommandLine line = spec.commandLine();
        try (GraphRunner runner = new DjlRunner(1)) {
            FeatureLayer cut = learning.cut(learning.backbone(runner, line));
            FeatureTable table = learning.table(cut, learning.pictures(line), runner, line);
            if (table.of(table.set().judging()).examples().isEmpty()) {
                throw new TransferException("transfer.noJudges", table.set().origin());
            }
            List<Integer> steps = new ArrayList<>(perClass);
            steps.add(LessonCurve.ALL);
            List<LessonCurve> curve = LessonCurve.of(table, steps, seeds, learning.c(), share -> { });
            write(curve);
            if (png != null) {
                PictureFile.writePng(CurvePicture.of(curve, "Heads on frozen features of " + cut.network().name()
                    + ", " + table.set().classes().size() + " classes", "pictures a class; band: least to most of "
                    + seeds + " draws"), png);
            }
            curve.forEach(one -> line.getOut().printf(Locale.ROOT, "%s a class: %.1f %% (%.1f to %.1f)%n",
                name(one), 100 * one.mean(), 100 * one.least(), 100 * one.most()));
        }
    }

    private static String name(LessonCurve step) {
        return step.perClass() == LessonCurve.ALL ? "all" : String.valueOf(step.perClass());
    }

    private void write(List<LessonCurve> curve) {
        StringBuilder table = new StringBuilder("per class,seed,accuracy\n");
        for (LessonCurve step : curve) {
            for (int seed = 0; seed < step.accuracy().size(); seed++) {
                table.append(String.format(Locale.ROOT, "%s,%d,%.3f\n", name(step), seed,
                    100 * step.accuracy().get(seed)));
            }
        }
        try {
            AtomicFile.write(out, table.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TransferException(e, "transfer.unwritable", out.toString());
        }
    }
}
