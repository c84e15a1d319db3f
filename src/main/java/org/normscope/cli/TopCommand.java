package org.normscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.normscope.patches.Box;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The strongest patches of a unit, of a layer, or of all, as text, JSON or CSV. */
@Command(name = "top", mixinStandardHelpOptions = true,
    description = "Lists the patches that fire a unit most, best first; without --unit those of all units, with --layer all those of all layers.")
final class TopCommand implements Runnable {
    private record Row(IndexedLayer layer, int unit, int rank, Patch patch, Box source) { }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--layer", required = true, paramLabel = "L|all", description = "A layer of the index.")
    private String layer;

    @Option(names = "--unit", paramLabel = "U", description = "From 0; all where left out.")
    private Integer unit;

    @Option(names = "--json", description = {"An array of {picture, value, x, y, patch: [x, y, w, h] in source pixels};",
        "without --unit each has layer, unit and rank too."})
    private boolean json;

    @Option(names = "--csv", description = "A table: layer, unit, rank, picture, sha256, value, x, y and the patch.")
    private boolean csv;

    @Mixin
    private IndexOptions options;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (PatchIndex index = PatchIndex.open(options.index())) {
            List<IndexedLayer> layers = layer.equals("all") ? index.layers() : List.of(index.layer(layer));
            List<Row> rows = new ArrayList<>();
            for (IndexedLayer wanted : layers) rows.addAll(rows(index, wanted));
            if (json) out.println(Json.of(rows.stream().map(this::object).toList()));
            else if (csv) table(rows, out);
            else rows.forEach(row -> out.printf("%-12.6g (%d, %d) %s %s%n", row.patch.value(), row.patch.x(), row.patch.y(), row.patch.picture(), text(row.source)));
        }
    }

    private List<Row> rows(PatchIndex index, IndexedLayer wanted) {
        List<Row> rows = new ArrayList<>();
        int from = unit == null ? 0 : unit, to = unit == null ? wanted.units() - 1 : unit;
        for (int each = from; each <= to; each++) {
            int rank = 1;
            for (Patch patch : index.top(wanted, each, options.ranking())) rows.add(new Row(wanted, each, rank++, patch, patch.source(index.preprocessing())));
        }
        return rows;
    }

    private static String text(Box box) {
        return "[" + box.x() + ", " + box.y() + ", " + box.width() + ", " + box.height() + "]";
    }

    private Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (unit == null || layer.equals("all")) {
            object.put("layer", row.layer.name());
            object.put("unit", row.unit);
            object.put("rank", row.rank);
        }
        object.put("picture", row.patch.picture());
        object.put("value", row.patch.value());
        object.put("x", row.patch.x());
        object.put("y", row.patch.y());
        object.put("patch", new int[] {row.source.x(), row.source.y(), row.source.width(), row.source.height()});
        return object;
    }

    private static void table(List<Row> rows, PrintWriter out) {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader("layer", "unit", "rank", "picture", "sha256", "value", "x", "y",
            "patch_x", "patch_y", "patch_width", "patch_height").setRecordSeparator('\n').get();
        try {
            CSVPrinter printer = new CSVPrinter(out, format);
            for (Row row : rows) {
                printer.printRecord(row.layer.name(), row.unit, row.rank, row.patch.picture(), row.patch.hash(), row.patch.value(), row.patch.x(),
                    row.patch.y(), row.source.x(), row.source.y(), row.source.width(), row.source.height());
            }
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
