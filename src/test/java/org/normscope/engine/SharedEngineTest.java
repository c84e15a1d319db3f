package org.normscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.normscope.network.Activations;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What is kept of runs stands for a run of the same graph on the same numbers, and for no other. */
class SharedEngineTest {
    private static Graph graph(float by) {
        return new TinyModel().input("x", 1, 3).weights("w", new int[] {1}, by).node("Mul", "x w", "y")
            .node("Add", "y x", "z").output("z").graph();
    }

    private static Activations run(Graph graph, String value, float... cells) {
        return SharedEngine.ENGINE.run(graph, Map.of("x", Tensor.of(Shape.of(1, 3), cells)), List.of(value));
    }

    private static float[] plain(Graph graph, String value, float... cells) {
        try (DjlRunner runner = new DjlRunner(1)) {
            return runner.run(graph, Map.of("x", Tensor.of(Shape.of(1, 3), cells)), List.of(value)).get(value).data();
        }
    }

    @Test
    void whatRanIsAnsweredByACopy() {
        Activations first = run(graph(5), "z", 1, 2, 3), again = run(graph(5), "z", 1, 2, 3);
        assertEquals(first.seconds(), again.seconds(), "it has not run again");
        assertNotSame(first.get("z").data(), again.get("z").data());
        again.get("z").data()[0] = 99;
        assertArrayEquals(plain(graph(5), "z", 1, 2, 3), run(graph(5), "z", 1, 2, 3).get("z").data());
    }

    @Test
    void anotherGraphOtherNumbersAndAnotherValueRun() {
        float[] known = run(graph(5), "z", 1, 2, 3).get("z").data();
        float[] weights = run(graph(6), "z", 1, 2, 3).get("z").data(),
            cells = run(graph(5), "z", 1, 3, 2).get("z").data(),
            value = run(graph(5), "y", 1, 2, 3).get("y").data();
        assertArrayEquals(plain(graph(6), "z", 1, 2, 3), weights);
        assertArrayEquals(plain(graph(5), "z", 1, 3, 2), cells);
        assertArrayEquals(plain(graph(5), "y", 1, 2, 3), value);
        for (float[] other : List.of(weights, cells, value)) assertNotEquals(known[1], other[1]);
    }

    @Test
    void whatIsKnownIsStoppedToo() {
        run(graph(5), "z", 1, 2, 3);
        Stop stop = new Stop();
        stop.ask();
        assertThrows(CancellationException.class, () -> SharedEngine.ENGINE.run(graph(5),
            Map.of("x", Tensor.of(Shape.of(1, 3), 1, 2, 3)), List.of("z"), stop));
    }
}
