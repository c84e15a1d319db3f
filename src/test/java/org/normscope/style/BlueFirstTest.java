package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;

/** A style network whose file says that blue comes first paints the colours that it was trained for. */
class BlueFirstTest {
    @TempDir
    Path folder;

    /** The network doubles its first channel: blue, if the file says so. */
    @Test
    void theFirstChannelIsBlueWhereTheFileSaysSo() throws IOException {
        Graph graph = new TinyModel().input("x", 1, 3, -1, -1).weights("w", new int[] {3, 3, 1, 1}, 2, 0, 0, 0, 1, 0,
            0, 0, 1)
            .node("Conv", "x w", "y").output("y").graph();
        Path file = folder.resolve("paint.onnx");
        try (GraphRunner runner = new DjlRunner(1)) {
            Files.write(file, graph.toBytes());
            assertEquals(0xFF6E2832, painted(file, runner), "red doubled");
            EngineInput said = EngineInput.read("order=BGR,range=bytes,bytes", List.of());
            assertEquals(0xFF372864, painted(new StyleLibrary(runner).open(file, said)), "blue doubled, as said");
            Files.write(file, graph.withMetadata("Image.BitmapPixelFormat", "Bgr8")
                .withMetadata("Image.NominalPixelRange", "NominalRange_0_255").toBytes());
            assertEquals(0xFF372864, painted(file, runner), "blue doubled");
            FastStyle network = new StyleLibrary(runner).open(file);
            assertEquals(ValueRange.BYTES, network.in(), "the file says the range, too");
            assertTrue(network.whole(null, Mixing.all(Mixing.Mode.values()[0], 1)).isPresent(),
                "large pictures still go in tiles");
            said = EngineInput.read("order=RGB,range=0,255", List.of());
            assertEquals(0xFF6E2832, painted(new StyleLibrary(runner).open(file, said)), "what is said wins");
            for (String wrong : new String[] {"order=GBR", "range=a,b", "fit=crop", "range=unit,unit,unit"}) {
                assertThrows(IllegalArgumentException.class, () -> EngineInput.read(wrong, List.of()), wrong);
            }
        }
    }

    private static int painted(Path file, GraphRunner runner) {
        return painted(new StyleLibrary(runner).open(file, ValueRange.BYTES, ValueRange.BYTES));
    }

    private static int painted(FastStyle network) {
        int[] argb = new int[64 * 64];
        java.util.Arrays.fill(argb, 0xFF372832);
        Pixels painted = network.paint(network.read(new Pixels(64, 64, argb)), null,
            Mixing.all(Mixing.Mode.values()[0], 0), null);
        return painted.at(10, 10);
    }
}
