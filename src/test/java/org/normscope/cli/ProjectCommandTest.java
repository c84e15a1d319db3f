package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.cli.Shell.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;

/** 'normscope project', 'maximize' and what 'attribute' tells of trust, as a shell sees them. */
class ProjectCommandTest {
    private static final String TWIN = "builtin:twin-bn", LAYER = "block1.first.conv";

    @TempDir
    Path folder;

    @Test
    void whatWasSeenIsKeptAndSeenAgain() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("i.db");
        for (String name : new String[] {"cat", "dogs", "dahlia"}) {
            Files.write(pictures.resolve(name + ".jpg"), PictureSource.bytes("builtin:photos/" + name));
        }
        run("index", "--model", TWIN, "--corpus", pictures, "--layers", LAYER, "--out", index, "--input",
            "size=64");
        Path first = folder.resolve("a.png"), again = folder.resolve("b.png");
        assertEquals(first + "\n", run("project", "--index", index, "--layer", LAYER, "--unit", 3, "--method", "guided",
            "--out", first).out());
        try (PatchIndex kept = PatchIndex.open(index)) {
            IndexedLayer layer = kept.layer(LAYER);
            for (Patch patch : kept.top(layer, 3, Ranking.DIFFERENT)) {
                assertTrue(kept.projection(layer, 3, "GUIDED", patch).isPresent());
                assertFalse(kept.projection(layer, 3, "GRADIENT", patch).isPresent());
            }
        }
        run("project", "--index", index, "--layer", LAYER, "--unit", 3, "--method", "guided", "--out", again);
        int[] one = PictureFile.read(first).argb(), two = PictureFile.read(again).argb();
        assertEquals(one.length, two.length);
        for (int i = 0; i < one.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                assertEquals(one[i] >> shift & 255, two[i] >> shift & 255, 3);
            }
        }
        run("project", "--index", index, "--layer", LAYER, "--unit", "0-1", "--method", "relevance", "--out",
            folder.resolve("page"));
        assertTrue(Files.exists(folder.resolve("page/unit-1.png")));
        run("project", "--index", index, "--layer", LAYER, "--unit", 3, "--model", "builtin:twin-in", "--out", first)
            .refused(2, "index of the network");
        run("project", "--index", index, "--layer", LAYER, "--unit", 4000, "--out", first).refused(2, "no unit 4000");
        // An index that was seen backwards is brought up to date as any other.
        Files.write(pictures.resolve("boats.jpg"), PictureSource.bytes("builtin:photos/boats"));
        assertTrue(run("index", "--model", TWIN, "--corpus", pictures, "--layers", LAYER, "--out", index, "--input",
            "size=64").out().contains("4 pictures (1 new"));
    }

    /** In the words of 'attribute': a unit that nothing moves, one that gives no number, and one beside them. */
    @Test
    void aUnitThatNothingMovesIsSaid() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("d.db"),
            out = folder.resolve("f.png");
        Files.write(pictures.resolve("cat.jpg"), PictureSource.bytes("builtin:photos/cat"));
        Path model = Files.write(folder.resolve("dead.onnx"), new TinyModel().input("x", 1, 3, 16, 16)
            .weights("w", new int[] {3, 3, 1, 1}, 1, 1, 1, 1, 1, 1, 1, 1, 1).weights("b", new int[] {3}, -1e6f, 0, 1)
            .node("Conv", "x w b", "c").node("Relu", "c", "r").weights("zero", new int[] {1, 3, 1, 1}, 1, 0, 1)
            .node("Mul", "r zero", "m").node("Div", "m zero", "n").output("n").bytes());
        run("index", "--model", model, "--corpus", pictures, "--layers", "r,n", "--input", "range=0,1", "--out", index);
        for (String method : List.of("guided", "relevance", "integrated")) {
            Object[] line = {"project", "--index", index, "--model", model, "--method", method, "--out", out};
            assertEquals(out + ": the map is zero everywhere: by this method nothing in this picture changes the score"
                + "\n", run(with(line, "--layer", "r", "--unit", 0)).out());
            assertEquals(out + "\n", run(with(line, "--layer", "r", "--unit", 2)).out());
            Files.delete(out);
            run(with(line, "--layer", "n", "--unit", 1)).refused(1, "no finite numbers");
            assertFalse(Files.exists(out));
        }
        run("project", "--index", index, "--model", model, "--layer", "r", "--unit", "2-0", "--out", out)
            .refused(2, "write --unit 3 or --unit 0-8");
    }

    /** Of two layers on one page: each unit has two squares. */
    @Test
    void wishesStandBesideTheirPatches() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("w.db"),
            page = folder.resolve("wishes.svg");
        Files.write(pictures.resolve("cat.jpg"), PictureSource.bytes("builtin:photos/cat"));
        String later = "block1.first.relu";
        run("index", "--model", TWIN, "--corpus", pictures, "--layers", LAYER + "," + later, "--out", index, "--input",
            "size=64");
        run("figure", "--index", index, "--layer", LAYER + "," + later, "--units", "1-2", "--wishes", "--steps", 2,
            "--side", 32, "--out", page).out();
        String svg = Files.readString(page);
        assertEquals(4, svg.split(">wishes for<", -1).length - 1);
        assertTrue(svg.contains(later + " · unit 2") && svg.contains("reaches") && svg.contains("highest real"));
        run("figure", "--index", index, "--layer", "all", "--wishes", "--out", page).refused(2, "name a few layers");
    }

    @Test
    void aWishBeginsWithPhasesWithAPictureOrAsADirection() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), out = folder.resolve("wish.png");
        Files.write(pictures.resolve("cat.jpg"), PictureSource.bytes("builtin:photos/cat"));
        Object[] command = {"maximize", "--model", TWIN, "--input", "size=32", "--layer", LAYER, "--unit", 3, "--steps",
            4, "--out", out, "--json"};
        assertTrue(rises(run(with(command, "--maco", pictures))));
        assertTrue(rises(run(with(command, "--from", "builtin:photos/cat"))));
        assertEquals(32, PictureFile.read(out).width());
        JsonNode one = run(command).json();
        command[8] = "3:1";
        assertEquals("firing", one.get("objective").asText());
        assertEquals(one.get("last"), run(command).json().get("last"));
        command[8] = "3:1,4:-1";
        assertTrue(rises(run(command)));
        run(with(command, "--maco", pictures, "--from", "builtin:photos/cat")).refused(2, "exclude");
        command[8] = "3:x";
        run(command).refused(2, "it has no 3:x");
    }

    private static boolean rises(Shell.Answer answer) throws IOException {
        JsonNode told = answer.json();
        return told.get("last").asDouble() > told.get("first").asDouble();
    }

    private static Object[] with(Object[] command, Object... more) {
        Object[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }

    @Test
    void aMapIsPutToTrial() throws IOException {
        JsonNode told = run("attribute", "--model", TWIN, "--input", "size=48", "--image", "builtin:photos/dogs",
            "--class", 2, "--against", 1, "--method", "gradient", "--curves", "--randomize", "--out",
            folder.resolve("map.npy"), "--json").json();
        assertEquals(21, told.get("deletion").size());
        assertEquals(told.get("deletion").get(0), told.get("insertion").get(20));
        assertEquals(1, told.get("randomized").get(0).get("likeness").asDouble());
        assertTrue(told.get("randomized").size() > 5);
        run("attribute", "--model", TWIN, "--image", "builtin:photos/dogs", "--class", 2, "--method", "lrp",
            "--randomize", "--out", folder.resolve("map.npy")).refused(2, "--randomize takes");
    }

    /** Running BN by its own statistics is what the network does itself; IN is not. */
    @Test
    void aDecisionIsAskedOfANetworkWithAnotherNormalization() throws IOException {
        JsonNode[] told = new JsonNode[3];
        String[] swaps = {null, "block1.first.norm=bn,stats=running", "block1.first.norm=in"};
        for (int i = 0; i < swaps.length; i++) {
            List<Object> words = new ArrayList<>(List.of("attribute", "--model", TWIN, "--input", "size=48", "--image",
                "builtin:photos/dogs", "--class", 2, "--method", "gradient", "--out", folder.resolve("map.npy"),
                "--json"));
            if (swaps[i] != null) words.addAll(List.of("--swap", swaps[i]));
            told[i] = run(words.toArray()).json();
        }
        assertEquals(told[0].get("score").asDouble(), told[1].get("score").asDouble(), 1e-4);
        assertEquals(1, told[1].get("sum").asDouble() / told[0].get("sum").asDouble(), 1e-3);
        assertTrue(Math.abs(told[0].get("score").asDouble() - told[2].get("score").asDouble()) > .01);
        run("attribute", "--model", TWIN, "--image", "builtin:photos/dogs", "--class", 2, "--method", "gradient",
            "--swap", "block1.first.norm", "--out", folder.resolve("map.npy")).refused(2, "is no swap");
    }

    @Test
    void conceptsHaveTheirPicturesAndShares() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), out = folder.resolve("concepts.png");
        for (String name : new String[] {"cat", "dogs", "dahlia"}) {
            Files.write(pictures.resolve(name + ".jpg"), PictureSource.bytes("builtin:photos/" + name));
        }
        JsonNode told = run("concepts", "--model", TWIN, "--input", "size=48", "--corpus", pictures, "--layer",
            "block1.first.relu", "--class", 2, "--count", 3, "--out", out, "--json").json();
        assertEquals(3, told.get("concepts").size());
        double all = 0;
        for (JsonNode concept : told.get("concepts")) {
            all += Math.abs(concept.get("share").asDouble());
            assertEquals(3, concept.get("pictures").size());
        }
        assertEquals(1, all, 1e-6);
        assertTrue(PictureFile.read(out).width() > 1800);
        run("concepts", "--model", TWIN, "--corpus", pictures, "--layer", "block1.first.relu", "--count", 0, "--out",
            out).refused(2, "cannot be told apart");
    }

    @Test
    void conceptsAreShownByPatchesThatLieWhollyInside() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("corpus")), out = folder.resolve("figure.png");
        for (String name : new String[] {"cat", "dogs", "dahlia"}) {
            Files.write(pictures.resolve(name + ".jpg"), PictureSource.bytes("builtin:photos/" + name));
        }
        Object[] asked = {"concepts", "--model", TWIN, "--input", "size=96", "--corpus", pictures, "--layer",
            "block3.first.relu", "--count", 3, "--out", out};
        run(asked);
        assertTrue(outside(out) > 0, "where nothing is asked for, some reach beyond their pictures");
        run(Stream.concat(Stream.of(asked), Stream.of("--inside")).toArray());
        assertEquals(0, outside(out));
    }

    private static long outside(Path figure) throws IOException {
        return Arrays.stream(PictureFile.read(figure).argb()).filter(pixel -> pixel == 0xFFD3D8DE).count();
    }
}
