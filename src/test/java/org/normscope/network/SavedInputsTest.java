package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What is saved is called as the file it was opened from. */
class SavedInputsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {11, 17})
    void aPictureWithoutABatchStaysOne(int opset) throws IOException {
        TinyModel unsqueezed = new TinyModel().opset(opset).input("x", 3, 8, 8).weights(TinyModel.whole("shape", 1, 3,
            8, 8)).node("Reshape", "x shape", "b").weights("w", new int[] {3, 3, 1, 1}, 1, 2, 3, 4, 5, 6, 7, 8, 10)
            .node("Conv", "b w", "c").weights("one", new int[] {3}, 1, 2, 3).node("BatchNormalization",
                "c one one one one", "n").node("Relu", "n", "y").output("y");
        Path file = Files.write(folder.resolve("old.onnx"), unsqueezed.bytes()), saved = folder.resolve("new.onnx");
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(file.toString(), Map.of());
            SavedNetwork.writeChecked(network, network.graph(), runner, saved);
            Graph old = GraphFile.read(Files.readAllBytes(file), "old"), now = GraphFile.read(Files.readAllBytes(saved),
                "new");
            assertEquals(old.inputs().get(0).name(), now.inputs().get(0).name());
            assertArrayEquals(old.inputs().get(0).extents(), now.inputs().get(0).extents());
            float[] cells = new float[192];
            for (int i = 0; i < cells.length; i++) cells[i] = i % 17 - 8;
            Map<String, Tensor> x = Map.of("x", Tensor.of(Shape.of(3, 8, 8), cells));
            assertArrayEquals(runner.run(old, x, List.of("y")).get("y").data(), runner.run(now, x, List.of("y"))
                .get("y").data());
            assertEquals(network.layers().size(), new ModelLibrary(runner).open(saved.toString(), Map.of()).layers()
                .size());
        }
    }
}
