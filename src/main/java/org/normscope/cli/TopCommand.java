package org.normscope.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.patches.field.Box;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.PatchTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The strongest patches of a unit, of a layer, or of all, as text, JSON or CSV. */
@Command(name = "top", mixinStandardHelpOptions = true,
    description =
    "Lists the patches that fire a unit most, best first; without --unit those of all units, with --layer "
        + "all those of all layers.")
final class TopCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--layer", required = true, paramLabel = "L|all", description = "A layer of the index.")
    private String layer;

    @Option(names = "--unit", paramLabel = "U", description = "From 0; all where left out.")
    private @Nullable Integer unit;

    @Option(names = "--json",
        description = {"An array of {picture, value, x, y, patch: [x, y, w, h] in source pixels};",
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
            List<IndexedLayer> layers = layer.equals("all") ? index.layers() : List.of(ChosenLayer.of(index, layer));
            PatchTable table = PatchTable.of(index, layers,
                unit == null ? OptionalInt.empty() : OptionalInt.of(unit), options.ranking());
            if (json) {
                out.println(unit == null || layer.equals("all") ? table.json() : table.jsonOfOneUnit());
            } else if (csv) {
                out.print(table.csv());
            } else {
                table.rows()
                    .forEach(row -> out.printf("%-12.6g (%d, %d) %s %s%n", row.patch().value(), row.patch().x(),
                        row.patch().y(), row.patch().picture(), text(row.source())));
            }
            out.flush();
        }
    }

    private static String text(Box box) {
        return "[" + box.x() + ", " + box.y() + ", " + box.width() + ", " + box.height() + "]";
    }
}
