package org.normscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What only the garbage collector gives back must not add up: it looks at the heap, where nothing of it lies. */
class OffHeapTest {
    private static final Shape SHAPE = Shape.of(1, 4, 1024, 1024);

    private final DjlRunner runner = new DjlRunner(1);
    private final Graph graph = new TinyModel().input("x", 1, 4, 1024, 1024).node("Neg", "x", "y").output("y").graph();
    private final Tensor maps = Tensor.zeros(SHAPE);

    @AfterEach
    void close() {
        runner.close();
    }

    /** Bytes that are outside the heap and that the collector alone gives back. */
    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    @Test
    void whatIsFedGoesBackWithItsRun() {
        Arrays.fill(maps.data(), 0, 2, 3);
        long before = direct();
        for (int i = 0; i < 3; i++) {
            Tensor result = runner.run(graph, Map.of("x", maps), List.of("y")).get("y");
            assertArrayEquals(new float[] {-3, -3}, Arrays.copyOf(result.data(), 2));
        }
        assertTrue(direct() - before < 4L * SHAPE.size(), "of a run " + (direct() - before));
    }

    @Test
    void whatIsPinnedGoesBackWhenItIsClosed() {
        long before = direct();
        float[] cells = new float[2];
        for (int i = 0; i < 3; i++) {
            try (PinnedRun run = runner.pin(graph, Map.of("y", SHAPE), 1)) {
                Arrays.fill(maps.data(), 0, 2, i + 1);
                run.run(0, Map.of("x", maps));
                run.read(0, "y", cells);
                assertArrayEquals(new float[] {-i - 1, -i - 1}, cells);
            }
        }
        assertTrue(direct() - before < 4L * SHAPE.size(), "of a pinned run " + (direct() - before));
    }

    @Test
    void whatHasGoneBackIsNotRead() {
        PinnedRun run = runner.pin(graph, Map.of("y", SHAPE), 1);
        run.run(0, Map.of("x", maps));
        run.close();
        assertThrows(NullPointerException.class, () -> run.read(0, "y", new float[2]));
    }
}
