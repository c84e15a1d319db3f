package org.normscope.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Map;

/**
 * Declares a graph's inputs for the extents that it will be fed: what is known before the run need not be asked in it,
 * and engines keep cells in their own order where they know that two values have one shape.
 */
public final class FixedExtents {
    private FixedExtents() { }

    /** @param extents by input; the others stay as they are declared */
    public static Graph of(Graph graph, Map<String, int[]> extents) {
        GraphProto.Builder fixed = graph.model().getGraph().toBuilder().clearValueInfo();
        for (ValueInfoProto.Builder input : fixed.getInputBuilderList()) {
            int[] known = extents.get(input.getName());
            if (known == null) continue;
            TensorShapeProto.Builder shape = input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().clear();
            for (int extent : known) shape.addDimBuilder().setDimValue(extent);
        }
        fixed.getOutputBuilderList()
            .forEach(output -> output.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList()
                .forEach(TensorShapeProto.Dimension.Builder::clear));
        return new Graph(graph.name(), graph.model().toBuilder().setGraph(fixed).build()).standingFor(graph);
    }
}
