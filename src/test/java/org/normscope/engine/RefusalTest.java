package org.normscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What the engine complains of, in files whose nodes have no names: with operator and value. */
class RefusalTest {
    @TempDir
    Path folder;

    @Test
    void whatDoesNotGoTogether() throws IOException {
        refused("Add ‘n’: Incompatible dimensions", model().weights("v", new int[] {5}, 1, 2, 3, 4, 5)
            .node("Add", "c v", "n"));
    }

    @Test
    void anAttributeThatIsNone() throws IOException {
        refused("Clip ‘n’: Unrecognized attribute: max for operator Clip", model().node("Clip", "c", "n",
            TinyModel.real("max", 6)));
    }

    @Test
    void whatIsFoundWhereItRuns() throws IOException {
        refused("Gather ‘n’: indices element out of data bounds, idx=9 must be within the inclusive range [-4,3]",
            model().weights("wide", new int[] {}, 9).node("Cast", "wide", "index", TinyModel.integer("to", 7))
                .node("Gather", "c index", "n", TinyModel.integer("axis", 1)));
    }

    /** The engine says nothing of where this is. */
    @Test
    void whatTheEngineCannotBeginWith() throws IOException {
        refused("LRN ‘n’: size_ % 2 == 1 was false.", model().node("Relu", "c", "r").node("LRN", "r", "n",
            TinyModel.integer("size", 4)));
    }

    @Test
    void windowsThatAreTooLarge() throws IOException {
        BadNetworkException refusal = refusal(model().node("MaxPool", "c", "n", TinyModel.integers("kernel_shape", 9,
            9)));
        assertEquals("the window of the MaxPool ‘n’ is larger than the maps that it reads; choose a larger size "
            + "(--input size=224), or export the network for one.", refusal.getMessage().replaceFirst(".*?onnx: ", ""));
    }

    private static TinyModel model() {
        return new TinyModel().opset(13).input("x", 1, 3, 8, 8).weights("w", new int[] {4, 3, 3, 3},
            new float[4 * 3 * 9]).node("Conv", "x w", "c");
    }

    private void refused(String why, TinyModel model) throws IOException {
        assertEquals(folder.resolve("bad.onnx") + " is refused by ONNX Runtime (" + why
            + "); check the file with the ONNX checker or export it again.", refusal(model).getMessage());
    }

    private BadNetworkException refusal(TinyModel model) throws IOException {
        Path file = Files.write(folder.resolve("bad.onnx"), model.node("Sigmoid", "n", "y").output("y").bytes());
        try (DjlRunner runner = new DjlRunner(1)) {
            return assertThrows(BadNetworkException.class, () -> {
                Network network = new ModelLibrary(runner).open(file, Map.of());
                network.run(runner, Tensor.zeros(Shape.of(1, 3, 8, 8)), List.of("y"));
            });
        }
    }
}
