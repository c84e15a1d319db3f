package org.normscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.network.Activations;
import org.normscope.network.ModelLibrary;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class DjlRunnerTest {
    private final DjlRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    private static Tensor row(float... cells) {
        return Tensor.of(Shape.of(1, cells.length), cells);
    }

    private float[] run(Graph graph, String value, float... cells) {
        return runner.run(graph, Map.of("x", row(cells)), List.of(value)).get(value).data();
    }

    /** float16, double, int64, int32: 1 float32, 6 int32, 7 int64, 10 float16, 11 double. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 10, 11})
    void feedsAndResultsAreConverted(int type) {
        Graph graph = new TinyModel().typedInput("x", type, 1, 3).node("Add", "x x", "y").output("y").graph();
        assertArrayEquals(new float[] {2, -4, 6}, run(graph, "y", 1, -2, 3));
    }

    /** 2 uint8, 3 int8, 9 bool. */
    @Test
    void bytesAndTruthAreConverted() {
        Graph bytes = new TinyModel().typedInput("x", 2, 1, 3).node("Identity", "x", "y").output("y").graph();
        assertArrayEquals(new float[] {0, 200, 255}, run(bytes, "y", -5, 200, 300));
        Graph signed = new TinyModel().typedInput("x", 3, 1, 3).node("Identity", "x", "y").output("y").graph();
        assertArrayEquals(new float[] {-5, 127, -128}, run(signed, "y", -5, 200, -300));
        Graph truth = new TinyModel().typedInput("x", 9, 1, 2).node("Not", "x", "y").output("y").graph();
        assertArrayEquals(new float[] {0, 1}, run(truth, "y", 1, 0));
    }

    /** Sums of 255 * 127 overflow 16 bits, in which older processors add 8-bit products when all is fused to one. */
    @Test
    void lookingAtTheMapsOfAQuantizedNetworkDoesNotChangeThem() {
        byte[] most = new byte[4 * 16];
        java.util.Arrays.fill(most, (byte) 127);
        TensorProto weights = TensorProto.newBuilder().setName("wq").setDataType(3).addDims(16).addDims(4).addDims(1)
            .addDims(1).setRawData(ByteString.copyFrom(most)).build();
        TinyModel model = new TinyModel().opset(13).input("x", 1, 4, 4, 4).weights("one", new int[] {}, 1)
            .weights("scale", new int[] {}, 1e-3f)
            .weights(TensorProto.newBuilder().setName("none").setDataType(2).addInt32Data(0).build())
            .weights(TensorProto.newBuilder().setName("middle").setDataType(3).addInt32Data(0).build())
            .weights(weights).node("QuantizeLinear", "x one none", "xq").node("DequantizeLinear", "xq one none", "xd")
            .node("DequantizeLinear", "wq scale middle", "w").node("Conv", "xd w", "c")
            .weights("step", new int[] {}, .6f).node("QuantizeLinear", "c step none", "cq")
            .node("DequantizeLinear", "cq step none", "y").output("y");
        float[] bright = new float[64];
        java.util.Arrays.fill(bright, 255);
        Map<String, Tensor> picture = Map.of("x", Tensor.of(Shape.of(1, 4, 4, 4), bright));
        float whole = runner.run(model.graph(), picture, List.of("y")).get("y").data()[0];
        Activations looked = runner.run(model.graph(), picture, List.of("xd", "c", "y"));
        assertEquals(4 * 255 * .127f, looked.get("c").data()[0], 1e-3);
        assertEquals(looked.get("y").data()[0], whole);
    }

    @Test
    void theShapeOfResultsIsTheirs() {
        Graph graph = new TinyModel().input("x", 1, 3).node("Shape", "x", "s")
            .node("ReduceSum", "x", "sum", TinyModel.integer("keepdims", 0)).output("s").graph();
        Activations run = runner.run(graph, Map.of("x", row(1, 2, 3)), List.of("s", "sum"));
        assertArrayEquals(new float[] {1, 3}, run.get("s").data());
        assertEquals(0, run.get("sum").shape().rank());
        assertEquals(6, run.get("sum").data()[0]);
        assertTrue(run.seconds() > 0);
    }

    @Test
    void whatIsFedComesBackAsItIs() {
        Graph graph = new TinyModel().input("x", 1, 1).node("Neg", "x", "y").output("y").graph();
        Tensor fed = row(4);
        Activations run = runner.run(graph, Map.of("x", fed), List.of("x", "y"));
        assertSame(fed, run.get("x"));
        assertEquals(-4, run.get("y").data()[0]);
        assertThrows(IllegalArgumentException.class, () -> run.get("z"));
    }

    @Test
    void aValueInsideMayBeFed() {
        Graph graph = new TinyModel().input("x", 1, 1).node("Neg", "x", "m").node("Neg", "m", "y").output("y").graph();
        assertEquals(-9,
            runner.run(graph.after("m", List.of("y")).tail(), Map.of("m", row(9)), List.of("y")).get("y").data()[0]);
    }

    @Test
    void wrongFeedsAreSaidInOneLine() {
        Graph graph = new TinyModel().input("x", 1, 3).node("Neg", "x", "y").output("y").graph();
        String missing = assertThrows(BadNetworkException.class,
            () -> runner.run(graph, Map.of(), List.of("y"))).getMessage();
        assertTrue(missing.contains("tiny.onnx") && missing.contains("‘x’"), missing);
        String extent = assertThrows(BadNetworkException.class, () -> run(graph, "y", 1, 2)).getMessage();
        assertTrue(extent.contains("takes 3, not 2"), extent);
        String rank = assertThrows(BadNetworkException.class, () ->
            runner.run(graph, Map.of("x", Tensor.of(Shape.of(3), 1, 2, 3)), List.of("y"))).getMessage();
        assertTrue(rank.contains("2 axes, not 1"), rank);
    }

    @Test
    void moreGraphsThanSessionsAreKept() {
        List<Graph> graphs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            graphs.add(new TinyModel().input("x", 1, 1).weights("w", new int[] {1}, i)
                .node("Mul", "x w", "y").output("y").graph());
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20; i++) assertEquals(3 * i, run(graphs.get(i), "y", 3)[0]);
        }
    }

    @Test
    void manyThreadsRunManyGraphsWhileSessionsGiveWay() throws Exception {
        List<Graph> graphs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            graphs.add(new TinyModel().input("x", 1, 1).weights("w", new int[] {1}, i)
                .node("Mul", "x w", "y").output("y").graph());
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int which = i * 7 % 12;
                runs.add(() -> run(graphs.get(which), "y", 2)[0] == 2 * which);
            }
            for (Future<Boolean> right : threads.invokeAll(runs)) assertTrue(right.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closesOnceAndThenRefuses() {
        Graph graph = new TinyModel().input("x", 1, 1).node("Neg", "x", "y").output("y").graph();
        run(graph, "y", 1);
        runner.close();
        runner.close();
        assertThrows(IllegalStateException.class, () -> run(graph, "y", 1));
    }

    /** Closing once took a run's inputs away under it, and the process with it. */
    @Test
    void runsThatAreUnderWayOutliveClosing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 4; round++) {
                DjlRunner closing = new DjlRunner(1);
                Graph network = new ModelLibrary(closing).open("builtin:twin-bn", Map.of()).graph();
                Map<String, Tensor> feeds = Map.of("image", Tensor.zeros(Shape.of(8, 3, 256, 256)));
                CountDownLatch begun = new CountDownLatch(2);
                Callable<Integer> untilClosed = () -> {
                    for (int runs = 0; ; runs++) {
                        try {
                            begun.countDown();
                            assertEquals(8 * 7,
                                closing.run(network, feeds, List.of("logits")).get("logits").data().length);
                        } catch (IllegalStateException closed) {
                            return runs;
                        }
                    }
                };
                List<Future<Integer>> running = List.of(threads.submit(untilClosed), threads.submit(untilClosed));
                begun.await();
                Map<String, Tensor> less = Map.of("image", Tensor.zeros(Shape.of(1, 3, 128, 128)));
                closing.run(network, less, List.of("logits")); // by when the others are in the middle of theirs
                closing.close();
                for (Future<Integer> run : running) assertTrue(run.get() >= 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhatItIs() {
        assertTrue(runner.description().matches("ONNX Runtime \\d+\\.\\d+\\.\\d+"), runner.description());
        assertEquals(1, runner.threads());
    }
}
