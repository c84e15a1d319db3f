package org.normscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.EffectiveField;
import org.normscope.cli.answer.Json;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.color.ColorMaps;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.CorpusField;
import org.normscope.flow.FieldCell;
import org.normscope.flow.FieldHeat;
import org.normscope.flow.FieldPicture;
import org.normscope.flow.SeenBackwards;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.Corpus;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The receptive field of every layer. */
@Command(name = "field", mixinStandardHelpOptions = true,
    description = {"Tells the receptive field of every layer from the graph, in pixels of the network's input.",
        "Cell (0, 0) reaches from the offset, negative in padding, over the size; each next cell a stride further.",
        "At most that much where it is said: behind an enlargement, say, single cells see less of it.",
        "With --effective, paints how much each pixel changes the middle cell of a unit: on a picture as large as",
        "the network's input, or over a corpus, in the box of all that the cell can see."})
final class FieldCommand implements Runnable {
    private static final int PICTURES = 64, SIDE = 512, GREY = 0xFF808080;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--json", description = {"An array of {name, operator, size: [across, down], leastSize, atMost,",
        "stride, offset, plusStatistics, unknownOperator}."})
    private boolean json;

    @ArgGroup(exclusive = false)
    private @Nullable Effective effective;

    /** All or none of these. */
    private static final class Effective {
        @Option(names = "--effective", required = true, description = "Measures the effective field.")
        private boolean asked;

        @Option(names = "--layer", required = true, description = "The unit's layer.")
        private String layer;

        @Option(names = "--unit", required = true, paramLabel = "U", description = "From 0.")
        private int unit;

        @ArgGroup(multiplicity = "1")
        private Over over;

        @Writes(Writes.Kind.PICTURE)
        @Option(names = "--out", required = true, paramLabel = "FIELD.png", description = "The picture of it.")
        private Path out;
    }

    /** One of these. */
    private static final class Over {
        @Option(names = "--image", description = "A picture, or builtin:photos/NAME.")
        private @Nullable String image;

        @Option(names = "--corpus", paramLabel = "DIR|builtin", description = "Pictures: 64 of them, from all over it.")
        private @Nullable String corpus;
    }

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, spec.commandLine().getErr());
            if (effective != null) {
                measure(effective, network, runner, out);
                return;
            }
            Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
            if (json) {
                out.println(Json.of(network.layers().stream().map(layer -> row(layer, of(fields, layer))).toList()));
            } else network.layers().forEach(layer -> print(layer, of(fields, layer), out));
        }
    }

    private static ReceptiveField of(Map<String, ReceptiveField> fields, Layer layer) {
        return Objects.requireNonNull(fields.get(layer.name()), layer.name());
    }

    private void measure(Effective effective, Network network, GraphRunner runner, PrintWriter answer) {
        Layer layer = ChosenLayer.of(network, model, effective.layer);
        if (effective.unit < 0 || effective.unit >= layer.shape().c()) {
            throw new WrongUseException("cli.unit", layer.name(), layer.shape().toString(),
                String.valueOf(effective.unit));
        }
        if (effective.over.corpus != null) {
            overCorpus(effective, effective.over.corpus, new CorpusField(new SeenBackwards(network, runner),
                FieldCell.middle(layer, effective.unit, of(ReceptiveFields.of(network, runner), layer)),
                Corpus.of(effective.over.corpus), PICTURES), answer);
            return;
        }
        String image = Objects.requireNonNull(effective.over.image);
        Tensor picture = network.spec().preprocessing().apply(List.of(PictureArgument.open(spec, image)));
        EffectiveField field = EffectiveField.of(network, runner, layer, effective.unit, picture, null);
        Attribution.requireFinite(field.map());
        int rows = field.map().shape().h(), columns = field.map().shape().w();
        PictureFile.write(Colorizer.paint(field.map(), 0, Mosaic.of(0, 1, columns, rows, 1),
            Scale.of(ColorMaps.MAGMA, field.map())), Map.of(), effective.out);
        if (json) answer.println(Json.of(Json.row("layer", layer.name(), "unit", effective.unit, "cell",
            List.of(field.column(), field.row()), "side", field.side())));
        else if (field.side() == 0) answer.println(effective.out
            + ": 0 everywhere: the unit's middle cell is cut off on this picture");
        else answer.printf("%s: effectively %.1f pixels square%n", effective.out, field.side());
    }

    /** Over the box of what the cell can see: the heat, and the ring that holds 90 % of it. */
    private void overCorpus(Effective effective, String corpus, CorpusField field, PrintWriter answer) {
        while (!field.done()) field.step(null);
        FieldHeat heat = FieldHeat.of(field.gradients());
        if (heat.places() == 0) throw new WrongUseException("cli.corpus", corpus);
        Attribution.requireFinite(heat.map());
        Box box = field.cell().field();
        double pixels = (double) box.width() / heat.map().shape().w();
        PictureFile.write(FieldPicture.of(new Pixels(1, 1, new int[] {GREY}), new Placement(.25, .25, .5,
            .5 * box.height() / box.width()), heat, SIDE), Map.of(), effective.out);
        if (json) answer.println(Json.of(Json.row("layer", field.cell().layer().name(), "unit", effective.unit, "cell",
            List.of(field.cell().column(), field.cell().row()), "field", List.of(box.width(), box.height()),
            "pictures", heat.places(), "diameter", 2 * heat.radius() * pixels)));
        else if (heat.radius() == 0) answer.println(effective.out
            + ": 0 everywhere: the unit's middle cell is cut off on every picture of " + corpus);
        else answer.printf("%s: can see %d x %d pixels; over %d pictures 90 %% of what it does see lies within %.1f%n",
            effective.out, box.width(), box.height(), heat.places(), 2 * heat.radius() * pixels);
    }

    private static void print(Layer layer, ReceptiveField field, PrintWriter out) {
        String remark = field.plusStatistics() ? "plus whole-map statistics" : field.atMost() || field.inSteps()
            ? "at most" : "";
        if (field.dependsOnData()) remark += " (at most: what " + field.unknownOperator()
            + " reads depends on the data)";
        else if (!field.unknownOperator().isEmpty()) {
            remark += " (whole picture: " + field.unknownOperator() + " is not understood)";
        }
        out.println(String.format("%-48s %-24s size %-12s stride %-10s offset %-12s %s", layer.name(), layer.operator(),
            size(field), text(field.strideX(), field.strideY()), text(field.offsetX(), field.offsetY()),
            remark + LayersCommand.deep(layer))
                .strip());
    }

    /** A range where cells away from the borders differ. */
    private static String size(ReceptiveField field) {
        return range(field.leastWidth(), field.width()) + "x" + range(field.leastHeight(), field.height());
    }

    private static String range(double least, double most) {
        return least == most ? String.valueOf(number(most)) : number(least) + "-" + number(most);
    }

    private static String text(double across, double down) {
        return number(across) + "x" + number(down);
    }

    private static Map<String, Object> row(Layer layer, ReceptiveField field) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", layer.name());
        row.put("operator", layer.operator());
        if (layer.slices() > 1) row.put("slices", layer.slices());
        row.put("size", List.of(number(field.width()), number(field.height())));
        row.put("leastSize", List.of(number(field.leastWidth()), number(field.leastHeight())));
        row.put("atMost", field.atMost() || field.inSteps() || field.dependsOnData());
        row.put("stride", List.of(number(field.strideX()), number(field.strideY())));
        row.put("offset", List.of(number(field.offsetX()), number(field.offsetY())));
        row.put("plusStatistics", field.plusStatistics());
        row.put("unknownOperator", field.unknownOperator());
        return row;
    }

    /** Whole pixels as whole numbers. */
    private static Number number(double pixels) {
        return pixels == Math.rint(pixels) ? (Number) (int) pixels : (Number) pixels;
    }
}
