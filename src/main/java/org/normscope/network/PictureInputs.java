package org.normscope.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Which inputs of a graph take pictures and what the others are fed. Pictures are the rank-4 inputs with 1 or 3
 * channels, channels first or last; where there are several (a content and a style), the same pictures go into each. Of
 * the others, a single number is fed 1 (a strength, a temperature), more are fed zeros.
 *
 * @param pictures those that take pictures, the first of them first
 * @param others   all others
 * @param channels of the first picture input: 1 or 3
 */
record PictureInputs(List<Value> pictures, List<Value> others, int channels) {

    /** @throws BadNetworkException where no input can take a picture */
    static PictureInputs of(Graph graph) {
        List<Value> pictures = new ArrayList<>();
        List<Value> others = new ArrayList<>();
        for (Value input : graph.inputs()) {
            int channels = channels(graph, input);
            boolean picture = channels == 3 || channels == 1;
            (picture ? pictures : others).add(input);
        }
        if (pictures.isEmpty()) throw new BadNetworkException("network.noPicture", graph.name());
        return new PictureInputs(pictures, others, channels(graph, pictures.get(0)));
    }

    Value first() {
        return pictures.get(0);
    }

    /** How many pictures a run takes, no more and no fewer; {@link Value#OPEN} for any number. */
    int batch() {
        return first().extents() == null ? Value.OPEN : first().extents()[0];
    }

    /** {width, height}, each {@link Value#OPEN} where the network takes any. */
    int[] size() {
        int[] extents = first().extents();
        if (extents == null) return new int[] {Value.OPEN, Value.OPEN};
        return channelsLast(first()) ? new int[] {extents[2], extents[1]} : new int[] {extents[3], extents[2]};
    }

    /** @param maps [N, C, H, W] for the picture inputs */
    Map<String, Tensor> feeds(Tensor maps) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        for (Value input : pictures) feeds.put(input.name(), channelsLast(input) ? channelsLast(maps) : maps);
        for (Value input : others) feeds.put(input.name(), standIn(input));
        return feeds;
    }

    static Tensor standIn(Value input) {
        int[] extents = input.extents() == null ? new int[0] : input.extents().clone();
        Arrays.setAll(extents, axis -> Math.max(1, extents[axis]));
        Tensor cells = Tensor.zeros(Shape.of(extents));
        if (cells.data().length == 1) cells.data()[0] = 1;
        return cells;
    }

    static boolean channelsLast(Value input) {
        int[] extents = input.extents();
        return extents != null && extents[1] != 1 && extents[1] != 3 && (extents[3] == 1 || extents[3] == 3);
    }

    private static Tensor channelsLast(Tensor maps) {
        Shape shape = maps.shape();
        float[] data = new float[shape.size()];
        int next = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int y = 0; y < shape.h(); y++) {
                for (int x = 0; x < shape.w(); x++) {
                    for (int c = 0; c < shape.c(); c++) data[next++] = maps.at(n, c, y, x);
                }
            }
        }
        return Tensor.of(Shape.of(shape.n(), shape.h(), shape.w(), shape.c()), data);
    }

    /** As declared, else as the first convolution behind it wants; 0 for what is no picture. */
    private static int channels(Graph graph, Value input) {
        if (input.rank() == 4) {
            if (channelsLast(input)) return input.extents()[3];
            if (input.extents()[1] != Value.OPEN) return input.extents()[1];
        } else if (input.rank() >= 0) {
            return 0;
        }
        return graph.nodes().stream().filter(node -> node.operator().equals("Conv") && node.input(0).equals(input.name()))
            .findFirst().map(node -> wanted(graph, node)).orElse(input.rank() == 4 ? 3 : 0);
    }

    private static int wanted(Graph graph, Node convolution) {
        return graph.constant(convolution.input(1))
            .map(weights -> weights.shape().c() * (int) convolution.integer("group", 1)).orElse(0);
    }
}
