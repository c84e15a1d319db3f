package org.normscope.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.shape.SaidSizes;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Shapes of a graph's values for one picture, by one run on zeros that gives the shapes only, not the maps: exact for
 * every operator the engine knows, without a table of them here. What the engine can tell from the graph it does not
 * run.
 */
final class MeasuredShapes {
    /** Cells of one value, 1 GB: a file that asks for more would take the memory of the whole machine. */
    private static final long LARGEST = 1L << 28;

    private MeasuredShapes() { }

    /** @throws BadNetworkException where the graph does not run at that size */
    static Map<String, Shape> of(GraphRunner runner, Graph graph, PictureInputs inputs, int width, int height,
                                 Collection<String> values) {
        int batch = Math.max(1, inputs.batch());
        Tensor zeros = Tensor.zeros(Shape.of(batch, inputs.colours(), height, width));
        Graph measuring = SaidSizes.of(graph).shapesOf(values);
        Activations run = runner.run(measuring, inputs.feeds(zeros, 1), values.stream().map(Graph::shapeName).toList());
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (String value : values) {
            float[] vector = run.get(Graph.shapeName(value)).data();
            for (float extent : vector) if (extent < 0) throw shrunk(graph, value);
            shapes.put(value, onePicture(vector, batch, graph));
        }
        return shapes;
    }

    /** What a window that is larger than what it reads would write; the engine counts it before it runs. */
    private static BadNetworkException shrunk(Graph graph, String value) {
        String operator = graph.maker(value).map(Node::operator).orElse("");
        return new BadNetworkException("network.shrunk", graph.name(), operator, value);
    }

    private static Shape onePicture(float[] vector, int batch, Graph graph) {
        double cells = 1;
        int[] extents = new int[vector.length];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = (int) vector[axis];
            cells *= vector[axis];
        }
        if (cells > LARGEST) throw new BadNetworkException("engine.memory", graph.name());
        if (batch > 1 && extents.length > 1 && extents[0] == batch) extents[0] = 1;
        return Shape.of(extents);
    }
}
