package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Optional;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Reads values that no input can change, as far as no arithmetic is needed: weights, Constant, Identity and Cast of one. */
final class Constants {
    private Constants() { }

    static Optional<Tensor> read(Graph graph, String value) {
        String source = value;
        for (Optional<Node> writer = graph.writer(source); writer.isPresent(); writer = graph.writer(source)) {
            switch (writer.get().operator()) {
                case "Constant" -> { return ofNode(writer.get(), graph.name()); }
                case "Identity", "Cast" -> source = writer.get().input(0);
                default -> { return Optional.empty(); }
            }
        }
        return graph.weights(source).map(weights -> Weights.read(weights, graph.name()));
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
