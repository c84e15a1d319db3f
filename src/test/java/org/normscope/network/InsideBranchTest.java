package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.TinyModel;

/** A normalization in one branch of an If: told, and never "no normalization layers"; of an If without one nothing. */
class InsideBranchTest {
    @TempDir
    Path folder;

    @Test
    void isTold() throws IOException {
        List<Network.Remark> inside = remarks("InstanceNormalization", "c gamma beta");
        assertTrue(inside.contains(Network.Remark.INSIDE_BRANCH), inside.toString());
        assertTrue(!inside.contains(Network.Remark.NO_NORMALIZATION), inside.toString());
        List<Network.Remark> without = remarks("Neg", "c");
        assertTrue(!without.contains(Network.Remark.INSIDE_BRANCH), without.toString());
        assertTrue(without.contains(Network.Remark.NO_NORMALIZATION), without.toString());
    }

    private List<Network.Remark> remarks(String operator, String reads) throws IOException {
        TinyModel model = new TinyModel().opset(13).input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 1, 1}, 1, 2, 3,
            -1, 0, 2).weights("gamma", new int[] {2}, 1, 2).weights("beta", new int[] {2}, 0, 1)
            .weights("zero", new int[] {}, 0).node("Conv", "x w", "c")
            .node("ReduceMean", "x", "m", TinyModel.integer("keepdims", 0)).node("Greater", "m zero", "which")
            .node("If", "which", "y", body("then_branch", operator, reads), body("else_branch", "Identity", "c"))
            .output("y");
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(Files.write(folder.resolve("if.onnx"), model.bytes()),
                Map.of());
            assertEquals(List.of("c", "y"), network.layers().stream().map(Layer::name).toList());
            return network.remarks();
        }
    }

    private static AttributeProto body(String name, String operator, String reads) {
        GraphProto graph = GraphProto.newBuilder().setName(name).addNode(TinyModel.written(operator, reads,
            name + "/out")).addOutput(TinyModel.value(name + "/out", 1)).build();
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(graph).build();
    }
}
