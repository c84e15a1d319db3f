package org.normscope.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Runs any number of pictures through a graph whose file fixes how many a run takes: in parts, joined behind. The last
 * part is filled up with its last picture. Values of rank 0 and 1 hold no pictures; they are the same in every part.
 */
final class Batches {
    private Batches() { }

    /** @param fixed pictures a run takes, or {@link Value#OPEN}; {@code feeds} hold {@code pictures} of them */
    static Activations run(GraphRunner runner, Graph graph, Map<String, Tensor> feeds,
                           Collection<String> values, int pictures, int fixed) {
        if (fixed == Value.OPEN || fixed == pictures) return runner.run(graph, feeds, values);
        List<Activations> parts = new ArrayList<>();
        for (int first = 0; first < pictures; first += fixed) {
            Map<String, Tensor> part = new LinkedHashMap<>();
            int from = first;
            feeds.forEach((name, tensor) ->
                part.put(name, holds(tensor, pictures) ? slice(tensor, from, fixed) : tensor));
            parts.add(runner.run(graph, part, values));
        }
        Map<String, Tensor> joined = new LinkedHashMap<>();
        for (String value : values) {
            joined.put(value, joined(parts.stream().map(part -> part.get(value)).toList(), fixed, pictures));
        }
        return new Activations(joined, parts.stream().mapToDouble(Activations::seconds).sum());
    }

    /** One picture as often as a run takes it. */
    static Tensor filled(Tensor picture, int fixed) {
        return fixed == Value.OPEN ? picture : slice(picture, 0, fixed);
    }

    static Shape inRun(Shape shape, int fixed) {
        return fixed == Value.OPEN || shape.extent(0) != 1 ? shape : withPictures(shape, fixed);
    }

    private static boolean holds(Tensor tensor, int pictures) {
        return tensor.shape().rank() > 1 && tensor.shape().extent(0) == pictures;
    }

    private static Tensor slice(Tensor tensor, int first, int count) {
        int pictures = tensor.shape().extent(0);
        int cells = tensor.data().length / pictures;
        float[] data = new float[count * cells];
        for (int i = 0; i < count; i++) {
            System.arraycopy(tensor.data(), Math.min(first + i, pictures - 1) * cells, data, i * cells, cells);
        }
        return Tensor.of(withPictures(tensor.shape(), count), data);
    }

    private static Tensor joined(List<Tensor> parts, int fixed, int pictures) {
        Tensor first = parts.get(0);
        if (!holds(first, fixed)) return first;
        int cells = first.data().length / fixed;
        float[] data = new float[pictures * cells];
        for (int i = 0; i < parts.size(); i++) {
            int count = Math.min(fixed, pictures - i * fixed);
            System.arraycopy(parts.get(i).data(), 0, data, i * fixed * cells, count * cells);
        }
        return Tensor.of(withPictures(first.shape(), pictures), data);
    }

    private static Shape withPictures(Shape shape, int pictures) {
        int[] extents = Arrays.copyOf(shape.toArray(), shape.rank());
        extents[0] = pictures;
        return Shape.of(extents);
    }
}
