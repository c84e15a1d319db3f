package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TwinRunsTest {
    private static final Path TABLE = Path.of("docs/training/twins.md"),
        SCRIPT = Path.of("src/training/twins/table.py");

    /** What the script wrote into the documentation stands on screen: each row's figures, in its order. */
    @Test
    void theShippedTableIsTheDocumentedOne() throws IOException {
        String documented = Files.readString(TABLE);
        for (TwinRuns.Row row : TwinRuns.shipped().rows()) {
            StringBuilder line = new StringBuilder(" | " + row.epochs() + " at " + row.crop() + " px");
            for (TwinRuns.Cell cell : row.looks()) {
                line.append(String.format(Locale.ROOT, " | %.1f", 100 * cell.mean()));
                if (row.seeds() > 1) line.append(String.format(Locale.ROOT, " ± %.1f", 100 * cell.spread()));
                assertTrue(cell.low() < cell.mean() && cell.mean() < cell.high());
            }
            assertTrue(documented.contains(line + " |"), row.twin() + line);
        }
    }

    @Test
    void theMajorityIsTheScripts() throws IOException {
        Matcher found = Pattern.compile("MAJORITY = \\{(.*)}").matcher(Files.readString(SCRIPT));
        assertTrue(found.find());
        for (int i = 0; i < TwinRuns.LOOKS.size(); i++) {
            assertTrue(found.group(1)
                .contains(String.format(Locale.ROOT, "'%s': %.1f", TwinRuns.LOOKS.get(i),
                    100 * TwinRuns.MAJORITY.get(i))), TwinRuns.LOOKS.get(i));
        }
    }

    @Test
    void seedsAreTakenTogether() {
        String csv = """
            twin,seed,epochs,crop,photo,art,cartoon,sketch,n_photo,n_art,n_cartoon,n_sketch,seconds,torch
            bn,0,24,96,0.80,0.2,0.1,0.1,100,100,100,100,1,x
            in,0,12,96,0.70,0.2,0.1,0.1,100,100,100,100,1,x
            bn,1,24,96,0.90,0.2,0.1,0.1,100,100,100,100,1,x
            ibn-a,1,24,96,0.95,0.2,0.1,0.1,100,100,100,100,1,x
            """;
        List<TwinRuns.Row> rows = TwinRuns.read(csv).rows();
        assertEquals(List.of("bn", "ibn-a", "in"), rows.stream().map(TwinRuns.Row::twin).toList());
        assertEquals(2, rows.get(0).seeds());
        assertEquals(0.85, rows.get(0).looks().get(0).mean(), 1e-12);
        assertEquals(Math.sqrt(2 * 0.05 * 0.05), rows.get(0).looks().get(0).spread(), 1e-12);
        assertTrue(Double.isNaN(rows.get(1).looks().get(0).spread()));
    }
}
