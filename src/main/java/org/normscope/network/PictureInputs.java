package org.normscope.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphWriter;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Which inputs of a graph take pictures and what the others are fed. Pictures are the rank-4 inputs with 1 or 3
 * channels, channels first or last; where there are several of one size (a content and a style), the same pictures go
 * into each.
 * Where
 * there is none, the first with up to 8 channels takes them: the fourth of four is opacity, of all others the colours
 * come
 * again, unless another picture is chosen for the second three of six.
 * Of the other inputs, a mask beside a picture among them, a single number is fed 1 (a strength, a temperature),
 * more are fed zeros.
 *
 * @param pictures those that take pictures, the first of them first
 * @param others   all others
 * @param channels of the first picture input
 */
record PictureInputs(List<Value> pictures, List<Value> others, int channels) {

    /** On the last axis, where rows could stand too, only what pictures have. */
    private static final Set<Integer> MORE_COLOURS = Set.of(2, 4, 6);
    /** More are maps of a network, no picture. */
    private static final int MOST = 8;

    /** @throws BadNetworkException where no input can take a picture */
    static PictureInputs of(Graph graph) {
        List<Value> inputs = graph.inputs();
        refuseWeights(graph, inputs);
        int channels = inputs.stream().mapToInt(input -> channels(graph, input)).filter(count -> count == 3).findFirst()
            .orElseGet(() -> inputs.stream().mapToInt(input -> channels(graph, input)).filter(count -> count == 1)
                .findFirst()
                .orElseGet(() -> inputs.stream().mapToInt(input -> channels(graph, input)).filter(count ->
                    count > 1 && count <= MOST)
                    .findFirst().orElse(0)));
        List<Value> alike = inputs.stream().filter(input -> channels > 0 && channels(graph, input) == channels)
            .toList();
        if (alike.isEmpty()) throw new BadNetworkException("network.noPicture", graph.name());
        List<Value> pictures = alike.stream().filter(input -> isAsLarge(input, alike.get(0))).toList();
        return new PictureInputs(pictures, inputs.stream().filter(input -> !pictures.contains(input)).toList(),
            channels);
    }

    /** Whether the same picture fits into both. */
    private static boolean isAsLarge(Value input, Value first) {
        int[] one = size(input), other = size(first);
        return IntStream.range(0, 2).allMatch(side -> one[side] == other[side] || one[side] == Value.OPEN
            || other[side] == Value.OPEN);
    }

    /** A file that keeps its weights out declares them as inputs. */
    private static void refuseWeights(Graph graph, List<Value> inputs) {
        for (Value input : inputs) {
            boolean weights = graph.readers(input.name()).stream().anyMatch(node -> node.weights().equals(input.name())
                && LayerKind.of(node.operator()) == LayerKind.CONVOLUTION);
            if (weights) throw new BadNetworkException("network.weightsMissing", graph.name(), input.name());
        }
    }

    /** Of a picture before it becomes the input: 1 or 3. */
    int colours() {
        return channels == 1 ? 1 : 3;
    }

    Value first() {
        return pictures.get(0);
    }

    /** Whether two of them are fed the very same cells. */
    boolean isAlike(String one, String other) {
        List<Value> both = pictures.stream().filter(input -> input.name().equals(one) || input.name().equals(other))
            .toList();
        return both.stream().map(input -> input.type() + " " + channelsLast(input)).distinct().count() == 1;
    }

    /** The graph that reads one input where it read any of these. */
    static Graph reading(Graph graph, String one, List<String> same) {
        GraphWriter writer = new GraphWriter(graph);
        graph.nodes().forEach(node -> writer.keep(node, node.inputs().stream().map(input -> same.contains(input) ? one
            : input).toList(), node.outputs()));
        return writer.graph();
    }

    /** How many pictures a run takes, no more and no fewer; {@link Value#OPEN} for any number. */
    int batch() {
        return first().extents() == null ? Value.OPEN : first().extents()[0];
    }

    /** {width, height}, each {@link Value#OPEN} where the network takes any. */
    int[] size() {
        return size(first());
    }

    private static int[] size(Value input) {
        int[] extents = input.extents();
        if (extents == null) return new int[] {Value.OPEN, Value.OPEN};
        return channelsLast(input) ? new int[] {extents[2], extents[1]} : new int[] {extents[3], extents[2]};
    }

    /** What its pictures' inputs declare where rows and columns are of one size, all else as they do. */
    Map<String, int[]> sized(int width, int height) {
        return pictures.stream().collect(Collectors.toMap(Value::name, input -> channelsLast(input)
            ? new int[] {Value.OPEN, height, width, Value.OPEN} : new int[] {Value.OPEN, Value.OPEN, height, width}));
    }

    /**
     * @param maps  [N, 1 or 3, H, W] for the picture inputs
     * @param white what white is in them, and opacity where there is a channel for it
     */
    Map<String, Tensor> feeds(Tensor maps, float white) {
        return feeds(maps, white, Map.of());
    }

    /** @param chosen by input, what it is fed whatever the picture, for one picture */
    Map<String, Tensor> feeds(Tensor maps, float white, Map<String, Tensor> chosen) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        Tensor wanted = channels == maps.shape().c() ? maps
            : withChannels(maps, white, takesTwoPictures() ? chosen.get(first().name()) : null);
        for (Value input : pictures) feeds.put(input.name(), channelsLast(input) ? channelsLast(wanted) : wanted);
        for (Value input : others) feeds.put(input.name(), standIn(input, maps.shape()));
        chosen.forEach((name, tensor) -> {
            if (name.equals(first().name())) return;
            boolean open = tensor.shape().rank() > 1 && maps.shape().n() > 1
                && tensor.shape().extent(0) == 1 && isOpen(name, maps.shape().n());
            feeds.put(name, open ? repeated(tensor, maps.shape().n()) : tensor);
        });
        return feeds;
    }

    /** Whether an input takes so many pictures. */
    private boolean isOpen(String name, int pictures) {
        return Stream.concat(this.pictures.stream(), others.stream()).filter(input -> input.name().equals(name))
            .anyMatch(input -> input.extents() == null || input.extents()[0] == Value.OPEN
                || input.extents()[0] == pictures);
    }

    private static Tensor repeated(Tensor one, int count) {
        int[] extents = one.shape().toArray();
        extents[0] = count;
        Tensor all = Tensor.zeros(Shape.of(extents));
        for (int n = 0; n < count; n++) {
            System.arraycopy(one.data(), 0, all.data(), n * one.data().length, one.data().length);
        }
        return all;
    }

    /** Whether the picture's input has room for another behind it. */
    boolean takesTwoPictures() {
        return channels == 6;
    }

    private Tensor withChannels(Tensor maps, float white, @Nullable Tensor second) {
        Shape shape = maps.shape();
        Tensor wanted = Tensor.zeros(Shape.of(shape.n(), channels, shape.h(), shape.w()));
        int plane = shape.plane();
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < channels; c++) {
                int to = (n * channels + c) * plane;
                if (channels == 4 && c == 3) Arrays.fill(wanted.data(), to, to + plane, white);
                else if (second != null && c >= 3) {
                    System.arraycopy(second.data(), (c - 3) * plane, wanted.data(), to, plane);
                } else System.arraycopy(maps.data(), (n * shape.c() + c % shape.c()) * plane, wanted.data(), to, plane);
            }
        }
        return wanted;
    }

    /**
     * What is told of the picture's input, a gradient, told of the picture: channels first, and of channels that a
     * colour was repeated for the sum.
     *
     * @param second whether another picture stands behind the first
     */
    Tensor ofPicture(Tensor ofInput, boolean second) {
        Tensor maps = channelsLast(first()) ? channelsFirst(ofInput) : ofInput;
        if (channels == colours()) return maps;
        Shape shape = maps.shape();
        Tensor sums = Tensor.zeros(Shape.of(shape.n(), colours(), shape.h(), shape.w()));
        int plane = shape.plane(), own = channels == 4 || second ? colours() : channels;
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < own; c++) {
                int to = (n * colours() + c % colours()) * plane, from = (n * channels + c) * plane;
                for (int i = 0; i < plane; i++) sums.data()[to + i] += maps.data()[from + i];
            }
        }
        return sums;
    }

    private static Tensor channelsFirst(Tensor last) {
        int[] extents = last.shape().toArray();
        int channels = extents[3], plane = extents[1] * extents[2];
        float[] data = new float[last.data().length];
        for (int i = 0; i < data.length; i++) {
            int n = i / (plane * channels), cell = i / channels % plane;
            data[(n * channels + i % channels) * plane + cell] = last.data()[i];
        }
        return Tensor.of(Shape.of(extents[0], channels, extents[1], extents[2]), data);
    }

    /** Of the picture's own rows and columns where the file leaves these open. */
    static Tensor standIn(Value input, Shape picture) {
        int[] extents = input.extents() == null ? new int[0] : input.extents().clone();
        Arrays.setAll(extents, axis -> extents[axis] > 0 ? extents[axis] : extents.length == 4 && axis > 1
            ? picture.extent(axis) : 1);
        Tensor cells = Tensor.zeros(Shape.of(extents));
        if (cells.data().length == 1) cells.data()[0] = 1;
        return cells;
    }

    static boolean channelsLast(Value input) {
        int[] extents = input.extents();
        return extents != null && !isColours(extents[1]) && isColours(extents[3])
            || extents != null && extents[1] > MOST && MORE_COLOURS.contains(extents[3]);
    }

    private static boolean isColours(int extent) {
        return extent == 1 || extent == 3;
    }

    static Tensor channelsLast(Tensor maps) {
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
        int[] extents = input.extents();
        if (extents != null && extents.length == 4) {
            if (isVector(graph, input.name(), extents)) return 0;
            if (channelsLast(input)) return extents[3];
            if (extents[1] != Value.OPEN) return extents[1];
        } else if (input.rank() >= 0) {
            return 0;
        }
        return graph.nodes()
            .stream().filter(node -> node.operator().equals("Conv") && node.input(0).equals(input.name()))
            .findFirst().map(node -> wanted(graph, node)).orElse(input.rank() == 4 ? 3 : 0);
    }

    /** A single place with many numbers, which a generator is fed; a row that convolutions run along is none. */
    private static boolean isVector(Graph graph, String name, int[] extents) {
        boolean first = extents[2] == 1 && extents[3] == 1 && extents[1] != Value.OPEN && !isColours(extents[1]);
        boolean last = extents[1] == 1 && extents[2] == 1 && extents[3] > MOST && graph.readers(name).stream()
            .noneMatch(node -> LayerKind.of(node.operator()) == LayerKind.CONVOLUTION
                && node.input(0).equals(name));
        return first || last;
    }

    private static int wanted(Graph graph, Node convolution) {
        return graph.constant(convolution.input(1))
            .map(weights -> weights.shape().c() * (int) convolution.integer("group", 1)).orElse(0);
    }
}
