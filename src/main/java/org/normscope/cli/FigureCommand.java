package org.normscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Ascent;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrittenFiles;
import org.normscope.cli.option.WrongUseException;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.PlateFigure;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFormat;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.NotInIndexException;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchCutter;
import org.normscope.patches.PatchFigure;
import org.normscope.patches.PatchIndex;
import org.normscope.stats.NotFinite;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The figure of a layer, or of all layers. */
@Command(name = "figure", mixinStandardHelpOptions = true,
    description =
    "Draws the figure of a layer for print: every 3 x 3 block is one unit with its nine patches. With --layer "
        + "all, one file a layer.")
final class FigureCommand implements Runnable, Writes.FolderAtTimes {
    private static final int PATCH = 204, OUTSIDE = 0xFFD3D8DE;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--layer", required = true, paramLabel = "L|all", description = "A layer of the index.")
    private String layer;

    @Option(names = "--units", paramLabel = "A-B", description = "Units from A to B; the first nine where left out.")
    private @Nullable String units;

    @Writes(Writes.Kind.FIGURE)
    @Option(names = "--out", required = true, paramLabel = "FILE.png",
        description = "Or FILE.svg; with --layer all a folder, made if it is not there.")
    private Path out;

    @Option(names = "--wishes", description = {"Each unit with the picture that it wishes for beside its patches,",
        "on one page; of several layers where --layer names them with commas between, in quotes where need be."})
    private boolean wishes;

    @OnlyWith("--wishes")
    @Option(names = "--steps", defaultValue = "256",
        description = "With --wishes: of ascent. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @OnlyWith("--wishes")
    @Option(names = "--side", defaultValue = "128",
        description = "With --wishes: their side in pixels. Default: ${DEFAULT-VALUE}.")
    private int side;

    @OnlyWith("--wishes")
    @Option(names = "--model", description = "With --wishes: the network, where it is not a built-in one.")
    private @Nullable String model;

    @Mixin
    private IndexOptions options;

    @Override
    public void run() {
        try (PatchIndex index = PatchIndex.open(options.index())) {
            if (wishes) {
                wishes(index);
                return;
            }
            PatchFigure figure = new PatchFigure(index, options.ranking(), Language.ENGLISH);
            if (!writesFolder()) {
                write(index, figure, ChosenLayer.of(index, layer), out);
                return;
            }
            folder();
            for (IndexedLayer each : index.layers()) {
                write(index, figure, each, WrittenFiles.requireUnread(out.resolve(PictureFormat.PNG.file(String.format(
                    Locale.ROOT, "%03d-%s", each.number(), each.name().replaceAll("[^\\w.-]+", "_")))), spec));
            }
        }
    }

    @Override
    public boolean writesFolder() {
        return layer.equals("all") && !wishes;
    }

    /** One page: every unit's patches, and beside them its wish with how it compares with the highest of them. */
    private void wishes(PatchIndex index) {
        if (layer.equals("all")) throw new WrongUseException("cli.figure.wishes");
        PatchCutter cutter = new PatchCutter(index.preprocessing(), OUTSIDE);
        List<PlateFigure.Square> squares = new ArrayList<>();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.network(index, runner, model, Map.of("size", String.valueOf(side)));
            for (String name : ChosenLayer.names(network, List.of(layer))) {
                IndexedLayer chosen = index.layer(name);
                Layer of = ChosenLayer.of(network, network.name(), name);
                for (int unit : units(chosen)) {
                    List<Patch> patches = index.top(chosen, unit, options.ranking());
                    String highest = patches.isEmpty() ? "" : number(patches.get(0).value());
                    squares.add(new PlateFigure.Square(name + " · unit " + unit, patches.stream().map(patch ->
                        cutter.cut(patch, PATCH)).toList(), false, List.of("highest real " + highest)));
                    squares.add(wish(network, runner, of, unit));
                }
            }
        }
        new PlateFigure(index.subject().network(), "Units with their patches, and the pictures that they wish for by "
            + steps + " steps of ascent from noise", squares).write(out);
        spec.commandLine().getOut().println(out);
    }

    private PlateFigure.Square wish(Network network, GraphRunner runner, Layer of, int unit) {
        Ascent ascent = new Ascent(network, runner, Objective.firing(of.output(), unit), 1);
        for (int step = 0; step < steps; step++) ascent.step(null);
        Tensor maps = network.run(runner, ascent.input(), List.of(of.output())).get(of.output());
        double peak = IntStream.range(unit * maps.shape().plane(), (unit + 1) * maps.shape().plane())
            .mapToDouble(i -> maps.data()[i]).max().orElse(0);
        return new PlateFigure.Square("wishes for", List.of(ascent.picture()), true,
            List.of(ascent.moved() ? "reaches " + number(peak) : "nothing moves it"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private void folder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", out.toString());
        }
    }

    private void write(PatchIndex index, PatchFigure figure, IndexedLayer chosen, Path file) {
        NotFinite broken = index.notFinite(chosen, units(chosen));
        if (broken.any()) {
            spec.commandLine().getErr().printf("normscope figure: %s: no finite number on some of %d pictures, in unit "
                + "%s%n", chosen.name(), index.pictures(), broken.brief());
        }
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
