package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Tensor;

/** New running statistics, against ONNX Runtime's BatchNormalization in training mode. */
class RecalibrationTest {
    private static final List<Pixels> POOL =
        Stream.of("dogs", "cat", "house").map(name -> PictureSource.open("builtin:photos/" + name)).toList();

    /** With the whole pool as one batch the old network in training mode is the recalibrated one. */
    @ParameterizedTest
    @ValueSource(strings = {"builtin:twin-bn", "builtin:twin-ibn-a", "builtin:twin-bin"})
    void theNetworkIsTheOldOneWithThePoolAsItsBatch(String name) throws InvalidProtocolBufferException {
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(name, Map.of());
            Map<String, Tensor> batch = network.feeds(network.spec().preprocessing().apply(POOL));
            Set<String> classes = Set.of(network.outputs().get(0));
            Graph recalibrated = Recalibration.recalibrated(network, runner, POOL::stream);
            Tensor found = runner.run(GraphFile.read(recalibrated.toBytes(), "again.onnx"), batch, classes)
                .get(network.outputs().get(0));
            Tensor wanted = runner.run(training(network.graph()), batch, classes).get(network.outputs().get(0));
            assertTrue(RealNetworks.difference(found, wanted) < 1e-4,
                "difference " + RealNetworks.difference(found, wanted));
            Tensor before = runner.run(network.graph(), batch, classes).get(network.outputs().get(0));
            assertTrue(RealNetworks.difference(found, before) > 1e-2, "nothing was changed");
        }
    }

    private static Graph training(Graph graph) throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(graph.toBytes()).toBuilder();
        for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
            if (!node.getOpType().equals("BatchNormalization")) continue;
            if (indexOfTrainingMode(node) >= 0) node.removeAttribute(indexOfTrainingMode(node));
            node.addAttribute(AttributeProto.newBuilder().setName("training_mode")
                .setType(AttributeProto.AttributeType.INT).setI(1));
            node.addOutput(node.getOutput(0) + "/mean").addOutput(node.getOutput(0) + "/variance");
        }
        return GraphFile.read(model.build().toByteArray(), "training.onnx");
    }

    private static int indexOfTrainingMode(NodeProto.Builder node) {
        return node.getAttributeList().stream().map(AttributeProto::getName).toList().indexOf("training_mode");
    }

    @Test
    void nothingToTakeStatisticsFromIsRefused() {
        try (GraphRunner runner = new DjlRunner(1)) {
            Network in = new ModelLibrary(runner).open("builtin:twin-in", Map.of()),
                bn = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());
            assertThrows(NotApplicableException.class, () -> Recalibration.recalibrated(in, runner, POOL::stream));
            assertThrows(NotApplicableException.class, () -> Recalibration.recalibrated(bn, runner, Stream::empty));
        }
    }
}
