package org.normscope.cli.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.Shell;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;

/** 'normscope gatys' as a shell sees it. */
class GatysCommandTest {
    private static final String DOGS = "builtin:photos/dogs", CAFE = "builtin:paintings/cafe-terrace";

    @TempDir
    Path folder;

    @Test
    void aPictureIsPaintedAndItsLossesAreTold() throws IOException {
        Path out = folder.resolve("out.png");
        JsonNode told = Shell.run("gatys", "--content", DOGS, "--style", CAFE, "--model", "builtin:twin-bn", "--layers",
            "input,stem", "--size", 64, "--steps", 4, "--colors", "luminance", "--json", "--out", out).json();
        assertEquals("input", told.get("layers").get(0).asText());
        JsonNode losses = told.get("losses").get(0);
        assertEquals(5, losses.size());
        assertTrue(losses.get(4).asDouble() < losses.get(0).asDouble());
        Pixels painted = PictureFile.read(out);
        assertEquals(told.get("width").asInt(), painted.width());
        assertEquals(64, Math.max(painted.width(), painted.height()));
    }

    @Test
    void whatAStyleNetworkPaintedIsRefined() throws IOException {
        Path painted = folder.resolve("painted.png"), out = folder.resolve("out.png"),
            difference = folder.resolve("difference.png");
        Shell.run("style", "--content", DOGS, "--style", CAFE, "--size", 48, "--out", painted);
        JsonNode told = Shell.run("gatys", "--content", DOGS, "--style", CAFE, "--model", "builtin:twin-bn", "--size",
            48, "--steps", 4, "--refine", painted, "--difference", difference, "--json", "--out", out).json();
        assertEquals(1, told.get("losses").size());
        int[] before = PictureFile.read(painted).argb(), after = PictureFile.read(out).argb(),
            changed = PictureFile.read(difference).argb();
        int moved = 0;
        for (int i = 0; i < before.length; i++) {
            int by = (after[i] & 255) - (before[i] & 255);
            assertEquals(Math.max(0, Math.min(255, 128 + by)), changed[i] & 255);
            moved += Math.abs(by);
        }
        assertTrue(moved > 0);
    }

    /** The node of the tree and the command are one descent. */
    @Test
    void theNodeReadsTheSameLayersOfTheSameNetwork() throws IOException {
        Path content = folder.resolve("content.png"), style = folder.resolve("style.png"),
            byCommand = folder.resolve("command.png"), byNode = folder.resolve("node.png");
        PictureFile.writePng(Lanczos.scaled(PictureSource.open(DOGS), 56), content);
        PictureFile.writePng(Lanczos.scaled(PictureSource.open(CAFE), 48), style);
        Shell.run("gatys", "--content", content, "--style", style, "--model", "builtin:twin-bn", "--layers",
            "input,stem", "--content-layers", "stem", "--size", 56, "--steps", 3, "--out", byCommand);
        Shell.run("paint", "--node", "gatys", "--content", content, "--style", style, "--set",
            "network=builtin:twin-bn", "layers=input,stem", "content-layers=stem", "steps=3", "--out", byNode);
        assertArrayEquals(PictureFile.read(byCommand).argb(), PictureFile.read(byNode).argb());
        Shell.run("paint", "--node", "gatys", "--content", content, "--style", style, "--set", "steps=3", "--out",
            byNode);
        assertFalse(Arrays.equals(PictureFile.read(byCommand).argb(), PictureFile.read(byNode).argb()));
        String[][] wrong = {{"gatys", "layers=nowhere", "nowhere"}, {"inversion", "layers=logits", "logits"},
            {"inversion", "layers=stem,stem", "stem,stem"}, {"markov", "network=nowhere.onnx", "nowhere.onnx"}};
        for (String[] one : wrong) {
            List<Object> words = new ArrayList<>(List.of("paint", "--node", one[0], "--content", content, "--set",
                "network=builtin:twin-bn", one[1], "--out", byNode));
            if (!one[0].equals("inversion")) words.addAll(List.of("--style", style));
            Shell.run(words.toArray()).refused(1, one[2]);
        }
    }

    /** Refining is refused before anything is painted. */
    @Test
    void whatCannotBeRefinedIsSaid() throws IOException {
        Path out = folder.resolve("out.png"), wide = folder.resolve("wide.png");
        PictureFile.writePng(new Pixels(2049, 2, new int[2049 * 2]), wide);
        for (String count : List.of("-1", "10001", "many")) {
            Shell.run("style", "--content", DOGS, "--style", CAFE, "--refine", count, "--out", out).refused(2, count);
        }
        Shell.run("style", "--content", DOGS, "--refine", 3, "--out", out).refused(2, "--style");
        Shell.run("style", "--content", DOGS, "--engine", "mine.onnx", "--refine", 3, "--out", out)
            .refused(2, "mine.onnx");
        Shell.run("style", "--content", wide, "--style", CAFE, "--refine", 3, "--out", out).refused(1, "2049 × 2");
        Shell.run("style", "--content", DOGS, "--style", CAFE, "--size", 3000, "--refine", 3, "--out", out)
            .refused(1, "2048");
        assertFalse(Files.exists(out));
    }

    @Test
    void wrongUseIsSaid() {
        Path out = folder.resolve("out.png");
        Object[][] wrong = {{"--layers", "nowhere", "nowhere"}, {"--steps", 0, "steps"}, {"--size", 9999, "2048"},
            {"--looks", 3, "--looks"}};
        for (Object[] one : wrong) {
            Shell.run("gatys", "--content", DOGS, "--style", CAFE, "--model", "builtin:twin-bn", one[0], one[1],
                "--out", out).refused(2, (String) one[2]);
        }
    }
}
