package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;

/** Operators that the engine has no work for on a processor are found when a network is opened, by node. */
class MissingKernelTest {
    @TempDir
    Path folder;

    @Test
    void normsOfOtherDevices() throws IOException {
        refused(first().node(TinyModel.written("GroupNorm", "t g g", "n", integer("groups", 2), integer("channels_last",
            1), integer("activation", 1)).setDomain("com.microsoft").setName("norm 1").build()), "GroupNorm", "norm 1");
        refused(first().node(TinyModel.written("SkipGroupNorm", "t g g t", "n", integer("groups", 2),
            integer("channels_last", 1), integer("activation", 0)).setDomain("com.microsoft").build()),
            "SkipGroupNorm", "n");
    }

    @Test
    void unknownOnes() throws IOException {
        refused(first().node(TinyModel.written("Whatever", "t", "n").setDomain("com.microsoft").build()), "Whatever",
            "n");
        refused(first().domain("somebody.else").node(TinyModel.written("Thing", "t", "n").setDomain("somebody.else")
            .setName("a thing").build()), "Thing", "a thing");
        refused(first().node("Whatever", "t", "n"), "Whatever", "n");
    }

    /** Cells of a type that no kernel has. */
    @Test
    void knownOnesOfOtherTypes() throws IOException {
        refused(first().node("Cast", "t", "whole", integer("to", 5)).node("Neg", "whole", "negative")
            .node("GlobalLpPool", "x", "pooled").node("Cast", "x", "d", integer("to", 16)).node("Relu", "d", "r")
            .node("Cast", "r", "n", integer("to", 1)), "Relu", "r");
    }

    private static TinyModel first() {
        return new TinyModel().domain("com.microsoft").input("x", 1, 3, 8, 8).weights("w", new int[] {4, 3, 1, 1}, new
            float[12]).weights("g", new int[] {4}, 1, 2, 3, 4).node("Conv", "x w", "c")
            .node("Transpose", "c", "t", integers("perm", 0, 2, 3, 1));
    }

    private void refused(TinyModel model, String operator, String node) throws IOException {
        Path file = Files.write(folder.resolve("kernel.onnx"), model.node("Relu", "n", "y").output("y").bytes());
        try (GraphRunner runner = new DjlRunner(1)) {
            BadNetworkException refusal = assertThrows(BadNetworkException.class,
                () -> new ModelLibrary(runner).open(file, Map.of()));
            String line = refusal.getMessage();
            assertTrue(line.contains(" " + operator + " (node ‘" + node + "’)") || line.contains(":" + operator
                + " (node ‘" + node + "’)"), line);
            assertEquals(1, line.lines().count());
        }
    }
}
