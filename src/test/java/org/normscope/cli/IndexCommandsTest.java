package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.cli.Shell.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.Shell.Answer;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;

/** Indexing from a shell: index, merge, top, figure, field. */
class IndexCommandsTest {
    private static final String TWIN = "builtin:twin-bn";
    private static final String CONVOLUTION = "block1.first.conv";

    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        for (int i = 0; i < 12; i++) {
            String origin = Samples.all().get(i).origin();
            Files.write(Files.createDirectories(folder.resolve("pictures/" + i % 3)).resolve(i + ".jpg"),
                PictureSource.bytes(origin));
        }
    }

    private Answer index(String file, Object... more) {
        Object[] all = new Object[9 + more.length];
        System.arraycopy(new Object[] {"index", "--model", TWIN, "--corpus", folder.resolve("pictures"), "--layers",
            CONVOLUTION + ",logits", "--out", folder.resolve(file)}, 0, all, 0, 9);
        System.arraycopy(more, 0, all, 9, more.length);
        return run(all);
    }

    @Test
    void whatIsIndexedIsListedBestFirst() throws IOException {
        Answer made = index("i.db");
        assertEquals(folder.resolve("i.db") + ": 12 pictures (12 new, 0 removed), 0 skipped, 2 layers\n", made.out());
        assertEquals("", made.err());
        JsonNode top = run("top", "--index", folder.resolve("i.db"), "--layer", CONVOLUTION,
            "--unit", 5, "--json").json();
        assertEquals(9, top.size());
        for (int i = 0; i < 9; i++) {
            JsonNode patch = top.get(i);
            Pixels picture = PictureFile.read(Path.of(patch.get("picture").asText()));
            JsonNode box = patch.get("patch");
            assertTrue(box.get(0).asInt() >= 0 && box.get(0).asInt() + box.get(2).asInt() <= picture.width(),
                patch.toString());
            assertTrue(box.get(1).asInt() >= 0 && box.get(1).asInt() + box.get(3).asInt() <= picture.height(),
                patch.toString());
            assertTrue(i == 0 || patch.get("value").asDouble() <= top.get(i - 1).get("value").asDouble());
            assertEquals("[picture, value, x, y, patch]", names(patch));
        }
        String table = run("top", "--index", folder.resolve("i.db"), "--layer", "all", "--csv").out();
        assertEquals(1 + 9 * (32 + 7), table.lines().count());
        assertTrue(
            table.startsWith("layer,unit,rank,picture,sha256,value,x,y,patch_x,patch_y,patch_width,patch_height\n"
                + CONVOLUTION + ",0,1,"), table);
    }

    private static String names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.toString();
    }

    @Test
    void partsMergeIntoTheWhole() {
        index("whole.db");
        index("1.db", "--part", "1/2");
        index("2.db", "--part", "2/2");
        Answer merged = run("merge", folder.resolve("1.db"), folder.resolve("2.db"), "--out",
            folder.resolve("merged.db"));
        assertEquals(folder.resolve("merged.db") + ": 12 pictures from 2 indexes\n", merged.out());
        for (String way : List.of("--several", "--inside", "--json")) {
            assertEquals(run("top", "--index", folder.resolve("whole.db"), "--layer", "all", "--csv",
                way.equals("--json") ? "--csv" : way).out(),
                run("top", "--index", folder.resolve("merged.db"), "--layer", "all", "--csv",
                    way.equals("--json") ? "--csv" : way).out());
        }
    }

    @Test
    void figuresAreDrawnForOneLayerAndForAll() throws IOException {
        index("i.db");
        Path png = folder.resolve("figure.png"), svg = folder.resolve("figure.svg");
        assertEquals(png + "\n",
            run("figure", "--index", folder.resolve("i.db"), "--layer", CONVOLUTION, "--units",
                "3-11", "--out", png).out());
        Pixels figure = PictureFile.read(png);
        assertTrue(figure.width() > 1900 && figure.height() > 1900, figure.width() + " x " + figure.height());
        run("figure", "--index", folder.resolve("i.db"), "--layer", "logits", "--units", "0-1", "--out", svg);
        assertEquals(18, Files.readString(svg).split("<image ", -1).length - 1);
        assertTrue(Files.readString(svg).contains("unit 1</text>"));
        run("figure", "--index", folder.resolve("i.db"), "--layer", "all", "--out", folder.resolve("all"));
        assertTrue(Files.exists(folder.resolve("all/000-block1.first.conv.png"))
            && Files.exists(folder.resolve("all/001-logits.png")));
    }

    @Test
    void fieldsAreTold() throws IOException {
        JsonNode fields = run("field", TWIN, "--json").json();
        assertEquals("[3,3]", fields.get(0).get("size").toString());
        assertEquals("[2,2]", fields.get(0).get("stride").toString());
        assertEquals("[-1,-1]", fields.get(0).get("offset").toString());
        assertTrue(run("field", "builtin:twin-in").out().contains("plus whole-map statistics"));
    }

    @Test
    void whatCannotBeIsOneLine() throws IOException {
        index("i.db").out();
        Path file = folder.resolve("i.db");
        run("top", "--index", file, "--layer", "nowhere", "--unit", 0).refused(2, "no layer 'nowhere'");
        run("top", "--index", file, "--layer", CONVOLUTION, "--unit", 32).refused(2, "its units are 0 to 31");
        run("figure", "--index", file, "--layer", CONVOLUTION, "--units", "8-0", "--out", folder.resolve("f.png"))
            .refused(2, "no range of units");
        run("top", "--index", folder.resolve("none.db"), "--layer", CONVOLUTION, "--unit", 0)
            .refused(1, "does not exist");
        run("index", "--model", TWIN, "--corpus", folder.resolve("nowhere"), "--out", file).refused(1, "no folder");
        run("index", "--model", "builtin:twin-in", "--corpus", folder.resolve("pictures"), "--out", file)
            .refused(1, "of the network twin-bn");
        index("j.db", "--part", "3/2").refused(2, "no part of a folder");
        Files.writeString(folder.resolve("notes.db"), "notes");
        index("notes.db").refused(1, "no patch index");
        run("merge", file, folder.resolve("notes.db"), "--out", folder.resolve("m.db")).refused(1, "no patch index");
    }
}
