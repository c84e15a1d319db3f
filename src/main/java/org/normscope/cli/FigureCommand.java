package org.normscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFormat;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.NotInIndexException;
import org.normscope.patches.PatchFigure;
import org.normscope.patches.PatchIndex;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The figure of a layer, or of all layers. */
@Command(name = "figure", mixinStandardHelpOptions = true,
    description =
    "Draws the figure of a layer for print: every 3 x 3 block is one unit with its nine patches. With --layer "
        + "all, one file a layer.")
final class FigureCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--layer", required = true, paramLabel = "L|all", description = "A layer of the index.")
    private String layer;

    @Option(names = "--units", paramLabel = "A-B", description = "Units from A to B; the first nine where left out.")
    private @Nullable String units;

    @Option(names = "--out", required = true, paramLabel = "FILE.png",
        description = "Or FILE.svg; with --layer all a folder, made if it is not there.")
    private Path out;

    @Mixin
    private IndexOptions options;

    @Override
    public void run() {
        try (PatchIndex index = PatchIndex.open(options.index())) {
            PatchFigure figure = new PatchFigure(index, options.ranking());
            if (!layer.equals("all")) {
                write(figure, ChosenLayer.of(index, layer), out);
                return;
            }
            folder();
            for (IndexedLayer each : index.layers()) {
                write(figure, each, out.resolve(PictureFormat.PNG.file(String.format(Locale.ROOT, "%03d-%s",
                    each.number(), each.name().replaceAll("[^\\w.-]+", "_")))));
            }
        }
    }

    private void folder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", out.toString());
        }
    }

    private void write(PatchFigure figure, IndexedLayer chosen, Path file) {
        figure.write(chosen, units(chosen), file);
        spec.commandLine().getOut().println(file);
    }

    private List<Integer> units(IndexedLayer chosen) {
        if (units == null) return IntStream.range(0, Math.min(9, chosen.units())).boxed().toList();
        if (!units.matches("\\d{1,6}(-\\d{1,6})?")) throw new WrongUseException("cli.units", units);
        String[] ends = units.split("-");
        int from = Integer.parseInt(ends[0]), to = Integer.parseInt(ends[ends.length - 1]);
        int last = layer.equals("all") ? Math.min(to, chosen.units() - 1) : to;
        if (from > to || to - from >= 900) throw new WrongUseException("cli.units", units);
        if (last >= chosen.units()) {
            throw new NotInIndexException("patches.unit", chosen.name(), String.valueOf(last),
                String.valueOf(chosen.units() - 1));
        }
        return IntStream.rangeClosed(from, last).boxed().toList();
    }
}
