package org.normscope.onnx.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.whole;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Extents behind a Pad that names its axes, against those of a run. */
class PadShapeTest {
    private static TinyModel padded() {
        return new TinyModel().opset(18).input("x", 1, 2, 5, 6).weights(whole("pads", 1, 2, 0, 3));
    }

    @Test
    void axesThatAreNamedGrowAndOthersStay() {
        Graph graph = padded().weights(whole("axes", -1, 1)).node("Pad", "x pads  axes", "y").output("y").graph();
        try (DjlRunner runner = new DjlRunner(1)) {
            Tensor y = runner.run(graph, Map.of("x", Tensor.zeros(Shape.of(1, 2, 5, 6))), List.of("y")).get("y");
            assertArrayEquals(y.shape().toArray(), new Shapes(graph).numbers("y").orElseThrow());
        }
    }

    @Test
    void axesThatNobodyKnowsAreAsManyAsBefore() {
        Graph graph = padded().typedInput("axes", 7, 2).node("Pad", "x pads  axes", "y").output("y").graph();
        assertEquals(OptionalInt.of(4), new Shapes(graph).rank("y"));
        assertTrue(new Shapes(graph).numbers("y").isEmpty());
        Graph unknown = new TinyModel().opset(18).input("x", 1, 2, 5, 6).typedInput("pads", 7, 2)
            .weights(whole("axes", 3)).node("Pad", "x pads  axes", "y").output("y").graph();
        Extent[] y = new Shapes(unknown).of("y").orElseThrow();
        assertTrue(y[2].isKnown() && y[2].offset() == 5 && !y[3].isKnown());
    }
}
