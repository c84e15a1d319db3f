package org.normscope.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.image.Pixels;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.PictureBatch;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Tensor;

/**
 * The proof that what is about to be written is what was on screen: its bytes are read again, opened as any other tool
 * opens
 * a file, with everything that it declares, and run on a picture beside the graph in memory.
 */
final class Reopened {
    private static final int SIDE = 64;
    /** Of the largest value: two ways through the engine's optimizer round differently. */
    private static final double ROUNDING = 1e-3;

    private Reopened() { }

    /**
     * @param old  what the graph was made from
     * @param file stands in messages
     * @throws BadNetworkException where the bytes are refused, or give something else
     */
    static void check(Network old, Graph graph, GraphRunner runner, String file) {
        byte[] bytes = graph.toBytes();
        Map<String, Tensor> feeds = PictureBatch.without(old.feedsOfOne(old.spec().preprocessing()
            .apply(List.of(pattern()))), graph);
        Activations reopened = reopened(bytes, runner, file, feeds);
        Set<String> same = new HashSet<>(reopened.values().keySet());
        same.removeAll(graph.random());
        Activations here = runner.run(graph, feeds, same);
        for (String output : same) {
            if (!alike(reopened.get(output), here.get(output))) {
                throw new BadNetworkException("network.written.differs", file, output);
            }
        }
    }

    private static Activations reopened(byte[] bytes, GraphRunner runner, String file, Map<String, Tensor> feeds) {
        try {
            GraphFile.read(bytes, file);
            return runner.runWhole(bytes, file, feeds);
        } catch (BadNetworkException e) {
            throw new BadNetworkException(e, "network.written.refused", file, String.valueOf(e.getMessage()));
        }
    }

    private static boolean alike(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) return false;
        double largest = 1e-6, apart = 0;
        for (int i = 0; i < a.data().length; i++) {
            if (Float.isNaN(a.data()[i]) && Float.isNaN(b.data()[i]) || a.data()[i] == b.data()[i]) continue;
            largest = Math.max(largest, Math.abs(b.data()[i]));
            apart = Math.max(apart, Math.abs(a.data()[i] - (double) b.data()[i]));
        }
        return apart <= ROUNDING * largest;
    }

    /** Something of every colour and every slope. */
    private static Pixels pattern() {
        int[] argb = new int[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) argb[y * SIDE + x] = 0xFF000000 | 4 * x << 16 | 4 * y << 8 | x * y % 256;
        }
        return new Pixels(SIDE, SIDE, argb);
    }
}
