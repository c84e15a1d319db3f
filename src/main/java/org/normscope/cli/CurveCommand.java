package org.normscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.image.AtomicFile;
import org.normscope.network.GraphRunner;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.transfer.CurvePicture;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.ThreeWays;
import org.normscope.transfer.TransferException;
import org.normscope.transfer.WayCurve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** How few pictures are enough. */
@Command(name = "curve", mixinStandardHelpOptions = true,
    description = {"The lesson in one chart: accuracy over pictures a class, of a head alone, of the last blocks too "
        + "(of pictures as they are), and from scratch (of pictures of half the size, where the network takes them), "
        + "several draws each and their spread; at the end with all pictures. Writes method, pictures a class, seed, "
        + "accuracy in percent."})
final class CurveCommand implements Runnable {
    private static final int MOST = 100;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private TrainingOptions training;

    @Option(names = "--methods", paramLabel = "M,M,...", split = ",", defaultValue = "head,blocks,scratch",
        description = "Of head, blocks, scratch. Default: ${DEFAULT-VALUE}; a head alone takes seconds.")
    private List<Teaching> methods;

    @Option(names = "--per-class", paramLabel = "N,N,...", split = ",", defaultValue = "5,10,20,50",
        description = "Pictures a class; all of them, where no class has so many. Default: ${DEFAULT-VALUE}.")
    private List<Integer> perClass;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
        description = "Draws of each number of pictures. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--out", required = true, paramLabel = "CURVE.csv", description = "The table.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the table at --out, which is written after each run: what "
        + "stands in it, of the same network and pictures, is not run again. More draws and methods are added.")
    private boolean resume;

    @Writes(Writes.Kind.FIGURE)
    @Option(names = "--png", paramLabel = "CURVE.png", description = "The same as a picture, or as SVG.")
    private @Nullable Path png;

    @Override
    public void run() {
        if (seeds < 1 || seeds > MOST || perClass.stream().anyMatch(n -> n < 1)) {
            throw new WrongUseException("cli.curve", String.valueOf(MOST));
        }
        CommandLine line = spec.commandLine();
        List<WayCurve> before = resume && Files.exists(out) ? WayCurve.read(text(), out.toString()) : List.of();
        try (GraphRunner runner = new DjlRunner(1)) {
            FeatureLayer cut = learning.cut(learning.backbone(runner, line));
            FeatureTable table = learning.table(cut, learning.pictures(line), runner, line);
            if (table.of(table.set().judging()).examples().isEmpty()) {
                throw new TransferException("transfer.noJudges", table.set().origin());
            }
            List<Integer> steps = new ArrayList<>(perClass.stream()
                .filter(step -> LearningOptions.isDrawn(step, table.set(), line)).toList());
            steps.add(LessonCurve.ALL);
            ThreeWays.Plan plan = new ThreeWays.Plan(methods.stream().distinct().sorted().toList(), steps, seeds,
                learning.c(), training.norms(false), Map.of(Teaching.BLOCKS,
                training.plan(false, 0).plain(), Teaching.SCRATCH, training.plan(true, 0)));
            List<WayCurve> curves = run(table, plan, before, runner, line);
            write(curves);
            if (png != null) {
                CurvePicture.write(curves, cut.network().name(), table.set().classes().size(), Language.ENGLISH, png);
            }
            for (WayCurve curve : curves) {
                curve.steps().forEach(one -> line.getOut().printf(Locale.ROOT,
                    "%s, %s a class: %.1f %% (%.1f to %.1f)%n", name(curve), one.name(), 100 * one.mean(),
                    100 * one.least(), 100 * one.most()));
            }
        }
    }

    /** Each run is a line on standard error. */
    private List<WayCurve> run(FeatureTable table, ThreeWays.Plan plan, List<WayCurve> before, GraphRunner runner,
                               CommandLine line) {
        int[] runs = {0};
        double[] done = {0};
        try (Workers workers = Workers.threads()) {
            return new ThreeWays(table, plan, runner, workers).run(before, known -> {
                write(known);
                line.getErr().printf(Locale.ROOT, "%s: run %d is over, about %.0f %% of all%n",
                    line.getCommandSpec().qualifiedName(), ++runs[0], 100 * done[0]);
            }, share -> done[0] = share);
        }
    }

    private String text() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new TransferException(e, "transfer.noCurve", out.toString());
        }
    }

    private static String name(WayCurve curve) {
        return curve.way().name().toLowerCase(Locale.ROOT);
    }

    private void write(List<WayCurve> curves) {
        try {
            AtomicFile.write(out, WayCurve.csv(curves).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TransferException(e, "transfer.unwritable", out.toString());
        }
    }
}
