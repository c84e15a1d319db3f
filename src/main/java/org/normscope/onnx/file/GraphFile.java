package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.ChosenBranches;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.LocalFunctions;
import org.normscope.onnx.Node;
import org.normscope.onnx.Weights;

/** Reads .onnx files. Whatever the file holds, the answer is a graph or one {@link BadNetworkException}. */
public final class GraphFile {
    /** Bytes of a file and of its external data together: what protobuf can hold in one message. */
    static final long LIMIT = 2L << 30;
    /** Of ONNX Runtime's operators on maps in blocks of channels, whose shapes do not tell where a cell lies. */
    private static final String BLOCKED = "com.microsoft.nchwc";

    private GraphFile() { }

    /**
     * @throws BadNetworkException naming the file, what is wrong with it and what to do
     */
    public static Graph read(Path file) {
        String name = file.toString();
        try {
            if (!Files.exists(file)) throw new BadNetworkException("onnx.missing", name);
            if (!Files.isRegularFile(file)) {
                throw new BadNetworkException(ForeignFormat.folder(file).map(ForeignFormat::key).orElse("onnx.folder"),
                    name);
            }
            if (Files.size(file) >= LIMIT) throw tooLarge(null, name);
            ModelProto model = parse(Files.readAllBytes(file), name);
            return graph(name, ExternalData.inlined(model, file));
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unreadable", name);
        } catch (OutOfMemoryError e) {
            throw tooLarge(e, name);
        }
    }

    /**
     * As {@link #read(Path)}, from a file's bytes; weights in files beside it cannot be had then.
     *
     * @param name stands in messages
     */
    public static Graph read(byte[] bytes, String name) {
        ModelProto model = parse(bytes, name);
        ExternalData.refuse(model, name);
        return graph(name, model);
    }

    private static ModelProto parse(byte[] bytes, String name) {
        if (bytes.length == 0) throw new BadNetworkException("onnx.empty", name);
        ForeignFormat.of(bytes).ifPresent(format -> {
            throw new BadNetworkException(format.key(), name);
        });
        try {
            ModelProto model = ModelProto.parseFrom(bytes);
            boolean whole = model.getGraph().getNodeCount() > 0 && model.getGraph().getOutputCount() > 0
                && model.getOpsetImportCount() > 0;
            if (whole) return model;
            throw damaged(null, bytes, name);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(e, bytes, name);
        }
    }

    private static BadNetworkException damaged(@Nullable Throwable cause, byte[] bytes, String name) {
        return new BadNetworkException(cause, ForeignFormat.unread(bytes, name).map(ForeignFormat::key)
            .orElse("onnx.damaged"), name);
    }

    private static Graph graph(String name, ModelProto read) {
        ModelProto model = SparseWeights.dense(read, name);
        boolean blocked = model.getGraph().getNodeList().stream().anyMatch(node -> node.getDomain().equals(BLOCKED));
        if (blocked) throw new BadNetworkException("onnx.blocked", name);
        model.getGraph().getInitializerList().forEach(weights -> Weights.refuseNotFinite(weights, name));
        ModelProto flat = ChosenBranches.taken(LocalFunctions.inlined(model, name), name);
        ModelProto raised = ZeroPoints.written(EarlyForms.raised(flat));
        return withoutLikes(new Graph(name, byChannel(withoutBlanks(SkippedNorms.apart(raised)))));
    }

    /**
     * What is cast to the type of another value does not depend on that one's cells, though it reads it: constants of
     * functions that are written for any type would be none.
     */
    private static Graph withoutLikes(Graph graph) {
        ModelProto.Builder changed = graph.model().toBuilder();
        boolean any = false;
        for (NodeProto.Builder node : changed.getGraphBuilder().getNodeBuilderList()) {
            if (!node.getOpType().equals("CastLike") || !node.getDomain().isEmpty()) continue;
            ElementType type = graph.type(node.getInput(1));
            if (type == ElementType.UNKNOWN) continue;
            String read = node.getInput(0);
            node.setOpType("Cast").clearInput().addInput(read).addAttribute(AttributeProto.newBuilder().setName("to")
                .setType(AttributeProto.AttributeType.INT).setI(type.number()));
            any = true;
        }
        return any ? new Graph(graph.name(), changed.build()) : graph;
    }

    /**
     * An optional input left out at the end may be said as a name without letters. It means the same, but ONNX Runtime
     * looks for a LayerNormalization's bias there, and the whole program ends.
     */
    private static ModelProto withoutBlanks(ModelProto model) {
        ModelProto.Builder changed = model.toBuilder();
        boolean any = openExtents(changed.getGraphBuilder())
            | withoutBlanks(changed.getGraphBuilder().getNodeBuilderList());
        for (var function : changed.getFunctionsBuilderList()) any |= withoutBlanks(function.getNodeBuilderList());
        return any ? changed.build() : model;
    }

    /** Some exporters write 0 for an extent that they leave open; the engine would want pictures without a pixel. */
    private static boolean openExtents(GraphProto.Builder graph) {
        Set<String> weights = graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        boolean any = false;
        for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
            if (!input.getType().hasTensorType() || weights.contains(input.getName())) continue;
            for (var extent : input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList()) {
                if (!extent.hasDimValue() || extent.getDimValue() != 0) continue;
                extent.clearDimValue();
                any = true;
            }
        }
        return any;
    }

    private static boolean withoutBlanks(List<NodeProto.Builder> nodes) {
        boolean any = false;
        for (NodeProto.Builder node : nodes) {
            int inputs = node.getInputCount();
            while (inputs > 0 && node.getInput(inputs - 1).isEmpty()) inputs--;
            if (inputs < node.getInputCount()) {
                List<String> said = List.copyOf(node.getInputList().subList(0, inputs));
                node.clearInput().addAllInput(said);
                any = true;
            }
            for (var attribute : node.getAttributeBuilderList()) {
                if (attribute.hasG()) any |= withoutBlanks(attribute.getGBuilder().getNodeBuilderList());
            }
        }
        return any;
    }

    /**
     * MXNet says spatial = 0, one parameter a position, of BatchNormalizations that have one a channel. ONNX Runtime
     * runs them
     * only where it fuses the operator away, which it does not where somebody looks at its maps.
     */
    private static ModelProto byChannel(ModelProto model) {
        Set<String> vectors = model.getGraph().getInitializerList().stream().filter(weights ->
            weights.getDimsCount() == 1)
            .map(TensorProto::getName).collect(Collectors.toSet());
        ModelProto.Builder changed = model.toBuilder();
        boolean any = false;
        for (NodeProto.Builder node : changed.getGraphBuilder().getNodeBuilderList()) {
            if (!BatchNorm.is(new Node(node.build())) || !vectors.contains(node.getInput(1))) continue;
            for (int i = node.getAttributeCount() - 1; i >= 0; i--) {
                if (!node.getAttribute(i).getName().equals("spatial") || node.getAttribute(i).getI() != 0) continue;
                node.removeAttribute(i);
                any = true;
            }
        }
        return any ? changed.build() : model;
    }

    static BadNetworkException tooLarge(@Nullable Throwable cause, String name) {
        return new BadNetworkException(cause, "onnx.large", name, String.valueOf(LIMIT >> 20));
    }
}
