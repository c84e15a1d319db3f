package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.normscope.onnx.BadNetworkException;

/**
 * Weights that a network keeps in files beside it. They are read here and put into the model, so that the engine never
 * opens a file whose name a network chose; only files inside the network's own folder are read.
 */
final class ExternalData {
    private final Path file;
    private final Path folder;
    private long bytes;

    private ExternalData(Path file) throws IOException {
        this.file = file;
        this.folder = Objects.requireNonNull(file.toRealPath().getParent());
    }

    /** @throws BadNetworkException where a file lies outside the folder, is missing or too short */
    static ModelProto inlined(ModelProto model, Path file) throws IOException {
        return everyTensor(model, new ExternalData(file)::inline);
    }

    /** @throws BadNetworkException where weights lie in another file */
    static void refuse(ModelProto model, String name) {
        everyTensor(model, tensor -> {
            if (external(tensor)) throw new BadNetworkException("onnx.external.outside", name, location(tensor));
            return tensor;
        });
    }

    private TensorProto inline(TensorProto tensor) {
        if (!external(tensor)) return tensor;
        Path data = inside(location(tensor));
        try (FileChannel channel = FileChannel.open(data)) {
            long offset = number(tensor, "offset", 0);
            long length = number(tensor, "length", channel.size() - offset);
            if (offset < 0 || length < 0 || offset > channel.size() - length) throw fault("onnx.external.short", data);
            bytes += length;
            if (bytes >= GraphFile.LIMIT) throw GraphFile.tooLarge(null, file.toString());
            ByteBuffer cells = ByteBuffer.allocate((int) length);
            while (cells.hasRemaining() && channel.read(cells, offset + cells.position()) >= 0) { }
            return tensor.toBuilder().clearExternalData().clearDataLocation()
                .setRawData(ByteString.copyFrom(cells.flip())).build();
        } catch (IOException | NumberFormatException e) {
            throw new BadNetworkException(e, "onnx.external.short", file.toString(), data.getFileName().toString());
        }
    }

    /** The real path, links followed, has to lie in the network's folder. */
    private Path inside(String location) {
        try {
            Path data = folder.resolve(location).normalize();
            if (location.isEmpty() || !data.startsWith(folder)) throw fault("onnx.external.outside", location);
            if (!Files.isRegularFile(data)) throw fault("onnx.external.missing", location);
            if (!data.toRealPath().startsWith(folder)) throw fault("onnx.external.outside", location);
            return data;
        } catch (InvalidPathException | IOException e) {
            throw new BadNetworkException(e, "onnx.external.missing", file.toString(), location);
        }
    }

    private BadNetworkException fault(String key, Object data) {
        return new BadNetworkException(key, file.toString(), data.toString());
    }

    private static boolean external(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0;
    }

    private static String location(TensorProto tensor) {
        return entry(tensor, "location", "");
    }

    private static long number(TensorProto tensor, String key, long otherwise) {
        return Long.parseLong(entry(tensor, key, String.valueOf(otherwise)));
    }

    private static String entry(TensorProto tensor, String key, String otherwise) {
        return tensor.getExternalDataList().stream().filter(e -> e.getKey().equals(key))
            .map(StringStringEntryProto::getValue).findFirst().orElse(otherwise);
    }

    private static ModelProto everyTensor(ModelProto model, UnaryOperator<TensorProto> change) {
        ModelProto.Builder builder = model.toBuilder();
        everyTensor(builder.getGraphBuilder(), change);
        builder.getFunctionsBuilderList().forEach(function ->
            function.getNodeBuilderList().forEach(node -> everyTensor(node, change)));
        return builder.build();
    }

    private static void everyTensor(GraphProto.Builder graph, UnaryOperator<TensorProto> change) {
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            graph.setInitializer(i, change.apply(graph.getInitializer(i)));
        }
        graph.getSparseInitializerBuilderList().forEach(sparse -> everyTensor(sparse, change));
        graph.getNodeBuilderList().forEach(node -> everyTensor(node, change));
    }

    private static void everyTensor(SparseTensorProto.Builder sparse, UnaryOperator<TensorProto> change) {
        sparse.setValues(change.apply(sparse.getValues())).setIndices(change.apply(sparse.getIndices()));
    }

    private static void everyTensor(NodeProto.Builder node, UnaryOperator<TensorProto> change) {
        for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
            if (attribute.hasT()) attribute.setT(change.apply(attribute.getT()));
            if (attribute.hasSparseTensor()) everyTensor(attribute.getSparseTensorBuilder(), change);
            for (int i = 0; i < attribute.getTensorsCount(); i++) {
                attribute.setTensors(i, change.apply(attribute.getTensors(i)));
            }
            if (attribute.hasG()) everyTensor(attribute.getGBuilder(), change);
            attribute.getGraphsBuilderList().forEach(body -> everyTensor(body, change));
        }
    }
}
