package org.normscope.style;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing.LightCurve;
import org.normscope.network.GraphRunner;
import org.normscope.network.ImageMetadata;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.ChannelOrder;
import org.normscope.onnx.Graph;
import org.normscope.onnx.InstanceBlend;
import org.normscope.onnx.Tiling;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A graph that takes one picture and gives one of the same size, [1, 3, H, W] both.
 *
 * @param name   file name without ".onnx"
 * @param fixed  {width, height} where the graph runs at one size only
 * @param said   how the input stands for levels, where the file says it
 * @param light  what a level of its pictures stands for
 * @param step   of which a picture's sides have to be multiples where they are free
 */
record FastStyleGraph(String name, Graph graph, String input, String output, Optional<int[]> fixed, int step,
                      Optional<ValueRange> said, LightCurve light) {
    /** Side at which it is tried whether the graph takes any size: many that name one do. */
    private static final int TRIED = 128;
    /** Where the graph does not say by how much it shrinks a picture; no usual network shrinks more. */
    private static final int CAREFUL_STEP = 32;
    /** Smaller ones cannot be reflected at their borders. */
    private static final int SMALLEST = 64;

    /**
     * @param said what somebody says of its pictures, beside the file
     * @throws BadNetworkException that says what this network is instead, and what to do
     */
    static FastStyleGraph of(Graph read, String name, EngineInput said, GraphRunner runner) {
        List<Value> inputs = read.inputs();
        if (inputs.size() != 1) {
            throw new BadNetworkException("style.inputs", read.name(), inputs.size(), inputs.stream()
                .map(Value::name).collect(Collectors.joining(", ")));
        }
        Value input = inputs.get(0);
        ImageMetadata metadata = ImageMetadata.of(read, input.name());
        Graph file = said.blueFirst().orElse(metadata.isBlueFirst())
            ? ChannelOrder.redFirst(read, input.name(), read.outputs().get(0).name()) : read;
        int[] extents = input.extents();
        if (extents == null || extents.length != 4 || extents[1] != 3 && extents[1] != Value.OPEN) {
            throw new BadNetworkException("style.input", file.name(), input.name());
        }
        String output = file.outputs().get(0).name();
        Optional<ValueRange> range = metadata.range().flatMap(ValueRange::said);
        LightCurve light = said.light().orElse(metadata.linear() ? LightCurve.LINEAR : LightCurve.SRGB);
        Graph open = file.withOpenInputs(4);
        int step = step(open, input.name(), output), side = (TRIED + step - 1) / step * step;
        boolean named = extents[2] > 0 && extents[3] > 0;
        Optional<Shape> free = given(open, input.name(), output, side, side + step, named, runner);
        if (free.equals(Optional.of(Shape.of(1, 3, side + step, side)))) return new FastStyleGraph(name, open,
            input.name(), output, Optional.empty(), step, range, light);
        if (!named) throw new BadNetworkException("style.output", file.name(), free.orElseThrow().toString());
        int width = extents[3], height = extents[2];
        Shape given = given(file, input.name(), output, width, height, false, runner).orElseThrow();
        if (!given.equals(Shape.of(1, 3, height, width))) {
            throw new BadNetworkException("style.output", file.name(), given.toString());
        }
        return new FastStyleGraph(name, file, input.name(), output, Optional.of(new int[] {width, height}), 1, range,
            light);
    }

    /** @param mayRefuse then empty is the answer to a graph that does not run at that size */
    private static Optional<Shape> given(Graph graph, String input, String output, int width, int height,
                                         boolean mayRefuse, GraphRunner runner) {
        try {
            return Optional.of(runner.run(graph, Map.of(input, Tensor.zeros(Shape.of(1, 3, height, width))),
                List.of(output)).get(output).shape());
        } catch (BadNetworkException e) {
            if (mayRefuse) return Optional.empty();
            throw e;
        }
    }

    private static int step(Graph graph, String input, String output) {
        List<Integer> channels = InstanceBlend.normalizations(graph)
            .stream().map(node -> graph.constant(node.input(1)).orElseThrow().data().length).toList();
        InstanceBlend blend = InstanceBlend.of(graph,
            k -> new InstanceBlend.Population(new float[channels.get(k)], new float[channels.get(k)]));
        List<String> statistics =
            blend.sites().stream().flatMap(site -> Stream.of(site.mean(), site.variance())).toList();
        return Tiling.of(blend.graph().giving(List.of(output), statistics), Map.of(input, Tiling.Law.given(3, 1)))
            .map(Tiling::step).orElse(CAREFUL_STEP);
    }

    private int padded(int extent) {
        return (Math.max(SMALLEST, extent) + step - 1) / step * step;
    }

    /** The picture as the graph takes it: brought to its size where that is fixed, else continued by reflection. */
    Tensor tensor(Pixels picture, ValueRange range) {
        if (fixed.isPresent()) {
            return PictureTensor.of(Lanczos.scaled(picture, fixed.get()[0], fixed.get()[1]),
                fixed.get()[0], fixed.get()[1], new Levels(range, light));
        }
        return PictureTensor.of(picture, padded(picture.width()), padded(picture.height()),
            new Levels(range, light));
    }

    /** What the graph gave for {@link #tensor}, at the picture's size. */
    Pixels pixels(Tensor painted, int width, int height, ValueRange range) {
        Levels levels = new Levels(range, light);
        if (fixed.isEmpty()) return PictureTensor.pixels(painted, width, height, levels);
        return Lanczos.scaled(PictureTensor.pixels(painted, fixed.get()[0], fixed.get()[1], levels), width, height);
    }
}
