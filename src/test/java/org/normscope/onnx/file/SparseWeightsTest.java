package org.normscope.onnx.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Weights that a file holds as places and cells: compared with ONNX Runtime's own reading of the same file. */
class SparseWeightsTest {
    private static final long[] LINEAR = {4, 23, 26};

    @TempDir
    Path folder;

    @Test
    void convolutionsAreAsTheEngineReadsThem() throws IOException {
        for (int way = 0; way < 4; way++) {
            byte[] file = file(sparse(way % 2 == 0, way > 1), way == 1 || way == 2);
            Path saved = Files.write(folder.resolve("sparse.onnx"), file);
            try (GraphRunner runner = new DjlRunner(1)) {
                Tensor x = Tensor.zeros(Shape.of(1, 3, 5, 5));
                for (int i = 0; i < 75; i++) x.data()[i] = (i * 7 % 13 - 6) / 4f;
                Tensor wanted = runner.runWhole(file, "whole", Map.of("x", x)).get("y");
                Network network = new ModelLibrary(runner).open(saved, Map.of());
                assertArrayEquals(wanted.data(), network.run(runner, x, List.of("y")).get("y").data(), 1e-6f);
                assertEquals(List.of("c", "y"), network.layers().stream().map(Layer::name).toList());
                assertEquals(3, ReceptiveFields.of(network, runner).get("c").width());
                assertEquals(Shape.of(2, 3, 3, 3), network.weights(network.layers().get(0), x.shape()).orElseThrow()
                    .weights().shape());
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SparseTensorProto.Builder outside = sparse(false, false);
        outside.getIndicesBuilder().setInt64Data(2, 54);
        SparseTensorProto.Builder few = sparse(false, false);
        few.getValuesBuilder().clearFloatData().addFloatData(1);
        SparseTensorProto.Builder huge = sparse(false, false).clearDims().addDims(1L << 40).addDims(1L << 40);
        for (SparseTensorProto.Builder each : List.of(outside, few, huge)) {
            BadNetworkException refusal = assertThrows(BadNetworkException.class,
                () -> GraphFile.read(file(each, false), "f.onnx"));
            assertTrue(refusal.getMessage().contains("f.onnx"), refusal.getMessage());
        }
    }

    private static SparseTensorProto.Builder sparse(boolean byAxis, boolean raw) {
        TensorProto.Builder values = TensorProto.newBuilder().setName("w").setDataType(1).addDims(3);
        TensorProto.Builder places = TensorProto.newBuilder().setDataType(7).addDims(3);
        float[] cells = {2, -1.5f, .25f};
        long[] all = byAxis ? new long[] {0, 0, 1, 1, 0, 2, 1, 2, 1, 1, 0, 0} : LINEAR;
        if (byAxis) places.addDims(4);
        if (raw) {
            ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            for (float cell : cells) bytes.putFloat(cell);
            values.setRawData(ByteString.copyFrom(bytes.flip()));
            ByteBuffer longs = ByteBuffer.allocate(8 * all.length).order(ByteOrder.LITTLE_ENDIAN);
            for (long at : all) longs.putLong(at);
            places.setRawData(ByteString.copyFrom(longs.flip()));
        } else {
            for (float cell : cells) values.addFloatData(cell);
            for (long at : all) places.addInt64Data(at);
        }
        return SparseTensorProto.newBuilder().setValues(values).setIndices(places).addAllDims(List.of(2L, 3L, 3L, 3L));
    }

    private static byte[] file(SparseTensorProto.Builder weights, boolean constant) {
        TinyModel model = new TinyModel().input("x", -1, 3, 5, 5);
        if (constant) {
            model.node("Constant", "", "w", AttributeProto.newBuilder().setName("sparse_value")
                .setType(AttributeType.SPARSE_TENSOR).setSparseTensor(weights).build());
        }
        byte[] bytes = model.node("Conv", "x w", "c", TinyModel.integers("pads", 1, 1, 1, 1)).node("Relu", "c", "y")
            .output("y").bytes();
        if (constant) return bytes;
        try {
            ModelProto.Builder held = ModelProto.parseFrom(bytes).toBuilder();
            held.getGraphBuilder().addSparseInitializer(weights);
            return held.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
