package org.normscope.patches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.normscope.patches.field.Box;
import org.normscope.text.CsvText;

/** The strongest patches of all units of some layers, best first, as a table. */
public record PatchTable(List<Row> rows) {
    /**
     * @param rank   from 1
     * @param source the picture's pixels on which the cell depends
     */
    public record Row(String layer, int unit, int rank, Patch patch, Box source) { }

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader("layer", "unit", "rank", "picture",
        "sha256", "value", "x", "y", "patch_x", "patch_y", "patch_width", "patch_height")
        .setRecordSeparator('\n').get();

    /**
     * @param only one unit of each of the layers; empty for all
     * @throws NotInIndexException where a layer has no such unit
     */
    public static PatchTable of(PatchIndex index, List<IndexedLayer> layers, OptionalInt only, Ranking ranking) {
        List<Row> rows = new ArrayList<>();
        for (IndexedLayer layer : layers) {
            for (int unit = only.orElse(0); unit <= only.orElse(layer.units() - 1); unit++) {
                int rank = 1;
                for (Patch patch : index.top(layer, unit, ranking)) {
                    rows.add(new Row(layer.name(), unit, rank++, patch, patch.source(index.preprocessing())));
                }
            }
        }
        return new PatchTable(List.copyOf(rows));
    }

    public String csv() {
        return CsvText.of(FORMAT, rows.stream().<List<?>>map(row -> List.of(row.layer, row.unit, row.rank,
            row.patch.picture(), row.patch.hash(), row.patch.value(), row.patch.x(), row.patch.y(), row.source.x(),
            row.source.y(), row.source.width(), row.source.height())).toList());
    }

    /** An array of {layer, unit, rank, picture, value, x, y, patch: [x, y, w, h] in source pixels}. */
    public String json() {
        return json(rows.stream().map(PatchTable::object).toList());
    }

    /** As {@link #json()}, without what is the same in all rows: layer, unit; and rank, which their order tells. */
    public String jsonOfOneUnit() {
        return json(rows.stream().map(row -> place(row, new LinkedHashMap<>())).toList());
    }

    private static String json(List<Map<String, Object>> objects) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(objects);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table cannot be written", e);
        }
    }

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("layer", row.layer);
        object.put("unit", row.unit);
        object.put("rank", row.rank);
        return place(row, object);
    }

    private static Map<String, Object> place(Row row, Map<String, Object> object) {
        object.put("picture", row.patch.picture());
        object.put("value", row.patch.value());
        object.put("x", row.patch.x());
        object.put("y", row.patch.y());
        object.put("patch", new int[] {row.source.x(), row.source.y(), row.source.width(), row.source.height()});
        return object;
    }
}
