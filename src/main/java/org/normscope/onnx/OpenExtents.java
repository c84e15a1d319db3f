package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.util.Set;

/** Declares inputs and outputs for any extents: many files that name one size run at any. */
final class OpenExtents {
    private OpenExtents() { }

    /**
     * @param weights names of inputs that are none
     * @param rank    of the inputs whose extents are opened, but for channels
     */
    static ModelProto of(ModelProto model, Set<String> weights, int rank) {
        GraphProto.Builder graph = model.getGraph().toBuilder().clearValueInfo();
        for (int i = 0; i < graph.getInputCount(); i++) {
            TensorShapeProto.Builder shape = graph.getInputBuilder(i).getTypeBuilder()
                .getTensorTypeBuilder().getShapeBuilder();
            if (shape.getDimCount() != rank || weights.contains(graph.getInput(i).getName())) continue;
            for (int axis = 0; axis < rank; axis++) if (axis != 1) shape.getDimBuilder(axis).clear();
        }
        // Of any extents, but of their rank: an output without a shape is none to ONNX's checker.
        graph.getOutputBuilderList()
            .forEach(output -> output.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList()
                .forEach(TensorShapeProto.Dimension.Builder::clear));
        return model.toBuilder().setGraph(graph).build();
    }
}
