package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.onnx.TinyModel;

/** A BatchNormalization that divides by 0 in its second channel: told before anything runs, and where its maps show. */
class NotFiniteTest {
    @TempDir
    Path folder;
    private Path network = Path.of("");

    @BeforeEach
    void write() throws IOException {
        network = Files.write(folder.resolve("zero.onnx"), new TinyModel().input("x", 1, 3, 8, 8)
            .weights("g", new int[] {3}, 1, 1, 1).weights("b", new int[] {3}, 0, 0, 0)
            .weights("m", new int[] {3}, 0, 0, 0).weights("v", new int[] {3}, 1, 0, 2)
            .node("BatchNormalization", "x g b m v", "n", TinyModel.real("epsilon", 0)).node("Neg", "n", "y")
            .output("y").bytes());
    }

    @Test
    void layersSaysSo() throws IOException {
        assertTrue(Shell.run("layers", network).out().contains("no finite numbers in channel 1:"));
        JsonNode rows = new ObjectMapper().readTree(Shell.run("layers", network, "--json").out());
        assertEquals("[1]", rows.get(0).path("notFinite").toString());
        assertTrue(rows.get(1).path("notFinite").isMissingNode());
    }

    @Test
    void normalizeSaysSo() {
        Shell.Answer answer = Shell.run("normalize", "--model", network, "--layer", "y", "--image",
            "builtin:photos/cat", "--norm", "in", "--out", folder.resolve("out.npy"));
        assertEquals(0, answer.code(), answer.err());
        assertTrue(answer.err().contains("before, 64 of 192 values are no finite numbers, in channel 1"), answer.err());
        assertTrue(answer.err().contains("after, 64 of 192 values"), answer.err());
        Shell.Answer sound = Shell.run("normalize", "--model", network, "--layer", "n", "--image", "builtin:photos/cat",
            "--norm", "in", "--out", folder.resolve("out.npy"));
        assertTrue(!sound.err().contains("finite"), sound.err());
    }

    /** A network that divides by 0 in one unit, and the others sound. */
    @Test
    void figureSaysSo() throws IOException {
        Path index = folder.resolve("i.db");
        Shell.Answer made = Shell.run("index", "--model", network, "--corpus", "builtin", "--layers", "y",
            "--out", index);
        assertEquals(0, made.code(), made.err());
        Shell.Answer figure = Shell.run("figure", "--index", index, "--layer", "y", "--out",
            folder.resolve("figure.png"));
        assertEquals(0, figure.code(), figure.err());
        assertTrue(figure.err().matches("normscope figure: y: no finite number on some of \\d+ pictures, in unit 1\n"),
            figure.err());
        Shell.Answer sound = Shell.run("figure", "--index", index, "--layer", "y", "--units", "0", "--out",
            folder.resolve("figure.png"));
        assertEquals("", sound.err());
    }
}
