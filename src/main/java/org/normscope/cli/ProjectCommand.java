package org.normscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.Projection;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrittenFiles;
import org.normscope.cli.option.WrongUseException;
import org.normscope.color.ColorMaps;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.PaintedProjection;
import org.normscope.flow.PlateFigure;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.IndexException;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.NotInIndexException;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;
import org.normscope.patches.PatchIndex;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The patches of a unit seen backwards. */
@Command(name = "project", mixinStandardHelpOptions = true,
    description = {"Draws the nine patches of a unit beside what in them made it fire (Zeiler and Fergus).",
        "What was seen is kept in the index, so that it is there at once next time."})
final class ProjectCommand implements Runnable, Writes.FolderAtTimes {
    private static final int PATCH = 204, OUTSIDE = 0xFFD3D8DE;
    private static final String SILENT = "no picture fires it";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--layer", required = true, description = "A layer of the index.")
    private String layer;

    @Option(names = "--unit", required = true, paramLabel = "U|A-B",
        description = "From 0; of units from A to B each has a figure of its own, in the folder OUT.")
    private String units;

    @Option(names = "--method", defaultValue = "guided",
        description = {"deconvnet, gradient, guided (default), input (gradient x input), integrated (gradients from",
            "black) or relevance."})
    private Projection method;

    @Option(names = "--model", description = "The network of the index, where it is not a built-in one.")
    private @Nullable String model;

    @Writes(Writes.Kind.FIGURE)
    @Option(names = "--out", required = true, paramLabel = "FIGURE.png", description = "Or FIGURE.svg, or a folder.")
    private Path out;

    @Mixin
    private IndexOptions options;

    @Override
    public void run() {
        PrintWriter answer = spec.commandLine().getOut();
        try (PatchIndex index = PatchIndex.open(options.index()); GraphRunner runner = new DjlRunner(1)) {
            IndexedLayer indexed = ChosenLayer.of(index, layer);
            Network network = options.network(index, runner, model, Map.of());
            Layer of = network.layer(indexed.name()).orElseThrow();
            SeenBackwards backwards = new SeenBackwards(network, runner);
            Preprocessing preprocessing = network.spec().preprocessing();
            PatchCutter cutter = new PatchCutter(preprocessing, OUTSIDE);
            int[] range = range(indexed);
            for (int unit = range[0]; unit <= range[1]; unit++) {
                Path file = writesFolder() ? WrittenFiles.requireUnread(folder().resolve(PictureFormat.PNG.file("unit-"
                    + unit)), spec) : out;
                Map<Patch, Tensor> seen = seen(index, indexed, of, unit, backwards, cutter);
                figure(index, indexed, unit, seen, cutter, preprocessing).write(file);
                boolean nothing = seen.values().stream().allMatch(map -> Attribution.isZero(map));
                answer.println(file + (seen.isEmpty() ? ": " + SILENT
                    : nothing ? ": " + Messages.get(Language.ENGLISH, "cli.zero") : ""));
            }
        }
    }

    @Override
    public boolean writesFolder() {
        int[] range = range();
        return range[0] < range[1];
    }

    private int[] range() {
        if (!units.matches("\\d{1,6}(-\\d{1,6})?")) throw new WrongUseException("cli.project.unit", units);
        String[] ends = units.split("-");
        int from = Integer.parseInt(ends[0]), to = Integer.parseInt(ends[ends.length - 1]);
        if (from > to) throw new WrongUseException("cli.project.unit", units);
        return new int[] {from, to};
    }

    private int[] range(IndexedLayer indexed) {
        int[] range = range();
        if (range[1] >= indexed.units()) {
            throw new NotInIndexException("patches.unit", indexed.name(), String.valueOf(range[1]),
                String.valueOf(indexed.units() - 1));
        }
        return range;
    }

    private Path folder() {
        try {
            return Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", out.toString());
        }
    }

    /** What in each of its patches made the unit fire, strongest first. */
    private Map<Patch, Tensor> seen(PatchIndex index, IndexedLayer indexed, Layer of, int unit, SeenBackwards backwards,
        PatchCutter cutter) {
        Map<Patch, Tensor> seen = new LinkedHashMap<>(), fresh = new LinkedHashMap<>();
        for (Patch patch : index.top(indexed, unit, options.ranking())) {
            Optional<Tensor> kept = index.projection(indexed, unit, method.name(), patch);
            Tensor cells = kept.orElseGet(() -> backwards.of(cutter, patch, of, unit, method, null));
            Attribution.requireFinite(cells);
            if (kept.isEmpty()) fresh.put(patch, cells);
            seen.put(patch, cells);
        }
        if (seen.isEmpty() && index.notFinite(indexed, List.of(unit)).any()) throw new Fault("attribution.notFinite");
        keep(index, indexed, unit, fresh);
        return seen;
    }

    private PlateFigure figure(PatchIndex index, IndexedLayer indexed, int unit, Map<Patch, Tensor> maps,
        PatchCutter cutter, Preprocessing preprocessing) {
        List<Patch> top = List.copyOf(maps.keySet());
        List<Pixels> patches = top.stream().map(patch -> cutter.cut(patch, PATCH)).toList();
        List<Pixels> seen = maps.values().stream()
            .map(cells -> PaintedProjection.of(cells, method, preprocessing, ColorMaps.DIVERGING_LIGHT)).toList();
        String strongest = top.isEmpty() ? SILENT : String.format(Locale.ROOT, "%.4g to %.4g",
            top.get(0).value(), top.get(top.size() - 1).value());
        return new PlateFigure(index.subject().network() + " · " + indexed.name() + " · unit " + unit,
            indexed.operator() + " · " + index.pictures() + " pictures", List.of(
            new PlateFigure.Square("What fires it", patches, false, List.of(strongest)),
            new PlateFigure.Square("What in them counts", seen, false,
                List.of(method.name().toLowerCase(Locale.ROOT)))));
    }

    /** An index that cannot be written is read all the same. */
    private void keep(PatchIndex index, IndexedLayer indexed, int unit, Map<Patch, Tensor> fresh) {
        if (fresh.isEmpty()) return;
        try {
            index.keep(indexed, unit, method.name(), fresh);
        } catch (IndexException e) {
            spec.commandLine().getErr().println("normscope project: not kept: " + e.getMessage());
        }
    }
}
