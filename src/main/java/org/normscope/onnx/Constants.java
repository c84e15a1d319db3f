package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Optional;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Reads values that no input can change, as far as no arithmetic is needed: weights, Constant, Identity and Cast of one. */
final class Constants {
    private Constants() { }

    static Optional<Tensor> read(Graph graph, String value) {
        String source = source(graph, value);
        Optional<Node> writer = graph.writer(source);
        if (writer.isPresent()) return isConstant(writer.get()) ? ofNode(writer.get(), graph.name()) : Optional.empty();
        return graph.weights(source).map(weights -> Weights.read(weights, graph.name()));
    }

    static Optional<int[]> extents(Graph graph, String value) {
        String source = source(graph, value);
        Optional<Node> writer = graph.writer(source);
        if (writer.isPresent()) {
            return isConstant(writer.get()) ? ofNode(writer.get(), graph.name()).map(tensor -> tensor.shape().toArray()) : Optional.empty();
        }
        return graph.weights(source).map(weights -> weights.getDimsList().stream().mapToInt(Math::toIntExact).toArray());
    }

    /** What a value is an Identity or Cast of, of whatever many. */
    private static String source(Graph graph, String value) {
        String source = value;
        for (Optional<Node> writer = graph.writer(source); writer.isPresent(); writer = graph.writer(source)) {
            if (!writer.get().operator().equals("Identity") && !writer.get().operator().equals("Cast")) break;
            source = writer.get().input(0);
        }
        return source;
    }

    private static boolean isConstant(Node node) {
        return node.operator().equals("Constant");
    }

    private static Optional<Tensor> ofNode(Node node, String file) {
        Optional<Tensor> tensor = node.tensor("value").map(weights -> Weights.read(weights, file));
        return tensor
            .or(() -> node.attribute("value_float").map(a -> Tensor.of(Shape.of(), a.getF())))
            .or(() -> node.attribute("value_int").map(a -> Tensor.of(Shape.of(), a.getI())))
            .or(() -> node.attribute("value_floats").map(a -> vector(a, true)))
            .or(() -> node.attribute("value_ints").map(a -> vector(a, false)));
    }

    private static Tensor vector(AttributeProto attribute, boolean reals) {
        float[] data = new float[reals ? attribute.getFloatsCount() : attribute.getIntsCount()];
        for (int i = 0; i < data.length; i++) data[i] = reals ? attribute.getFloats(i) : attribute.getInts(i);
        return Tensor.of(Shape.of(data.length), data);
    }
}
