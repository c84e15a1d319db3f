package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Map;
import java.util.Set;

/** Declares a graph's inputs otherwise than its file does. */
public final class Extents {
    /** Cells of scales, extents and the like, which operators may want to know before they run. */
    private static final int SMALL = 4096;

    private Extents() { }

    /**
     * Those that it will be fed: what is known before the run need not be asked in it, and engines keep cells in their
     * own order where they know that two values have one shape.
     *
     * @param extents by input, -1 for those that stay as they are declared; so do the other inputs
     */
    public static Graph fixed(Graph graph, Map<String, int[]> extents) {
        GraphProto.Builder fixed = graph.model().getGraph().toBuilder().clearValueInfo();
        for (ValueInfoProto.Builder input : fixed.getInputBuilderList()) {
            int[] known = extents.get(input.getName());
            if (known == null) continue;
            TensorShapeProto.Builder shape = input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
            while (shape.getDimCount() < known.length) shape.addDimBuilder();
            for (int axis = 0; axis < known.length; axis++) {
                if (known[axis] != Value.OPEN) shape.getDimBuilder(axis).clear().setDimValue(known[axis]);
            }
        }
        openOutputs(fixed);
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(fixed).build()).standingFor(graph);
    }

    /**
     * Any: many files that name one size run at any.
     *
     * @param weights names of inputs that are none
     * @param rank    of the inputs whose extents are opened, but for channels
     */
    static ModelProto open(ModelProto model, Set<String> weights, int rank) {
        GraphProto.Builder graph = model.getGraph().toBuilder().clearValueInfo();
        for (int i = 0; i < graph.getInputCount(); i++) {
            TensorShapeProto.Builder shape = graph.getInputBuilder(i).getTypeBuilder()
                .getTensorTypeBuilder().getShapeBuilder();
            if (shape.getDimCount() != rank || weights.contains(graph.getInput(i).getName())) continue;
            for (int axis = 0; axis < rank; axis++) if (axis != 1) shape.getDimBuilder(axis).clear();
        }
        openOutputs(graph);
        return model.toBuilder().setGraph(graph).build();
    }

    /** With large weights fed instead of held, and a name for each node: what an engine makes ready in no time. */
    public static Graph withoutCells(Graph graph) {
        GraphProto.Builder light = graph.model().getGraph().toBuilder().clearInitializer();
        for (TensorProto weights : graph.model().getGraph().getInitializerList()) {
            double cells = weights.getDimsList().stream().mapToDouble(extent -> extent).reduce(1, (a, b) -> a * b);
            if (cells <= SMALL) {
                light.addInitializer(weights);
                continue;
            }
            TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(weights.getDataType());
            weights.getDimsList().forEach(extent -> type.getShapeBuilder().addDimBuilder().setDimValue(extent));
            light.addInput(ValueInfoProto.newBuilder().setName(weights.getName())
                .setType(TypeProto.newBuilder().setTensorType(type)));
        }
        return FreshNames.forNodes(new Graph(graph.name(), graph.model().toBuilder().setGraph(light).build()));
    }

    /** Of any extents, but of their rank: an output without a shape is none to ONNX's checker. */
    private static void openOutputs(GraphProto.Builder graph) {
        graph.getOutputBuilderList()
            .forEach(output -> output.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList()
                .forEach(TensorShapeProto.Dimension.Builder::clear));
    }
}
