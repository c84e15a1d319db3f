package org.normscope.onnx.file;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Weights;

/**
 * Makes dense what a file holds as sparse tensors, weights and Constants, in its functions and bodies too: who reads
 * weights then knows one form. The places of cells that are not 0 are counted through the whole tensor ([NNZ]) or by
 * axis ([NNZ, rank]). Source: ONNX onnx.proto, SparseTensorProto.
 */
final class SparseWeights {
    private final String file;
    private long bytes;

    private SparseWeights(String file) {
        this.file = file;
    }

    /**
     * @param file stands in messages
     * @throws BadNetworkException where places lie outside of their tensor, or cells are too many or no numbers
     */
    static ModelProto dense(ModelProto model, String file) {
        SparseWeights weights = new SparseWeights(file);
        ModelProto.Builder dense = model.toBuilder();
        boolean any = weights.dense(dense.getGraphBuilder());
        for (var function : dense.getFunctionsBuilderList()) any |= weights.dense(function.getNodeBuilderList());
        return any ? dense.build() : model;
    }

    private boolean dense(GraphProto.Builder graph) {
        boolean any = graph.getSparseInitializerCount() > 0;
        for (SparseTensorProto weights : graph.getSparseInitializerList()) graph.addInitializer(dense(weights));
        graph.clearSparseInitializer();
        return dense(graph.getNodeBuilderList()) || any;
    }

    private boolean dense(List<NodeProto.Builder> nodes) {
        boolean any = false;
        for (NodeProto.Builder node : nodes) {
            for (AttributeProto.Builder said : node.getAttributeBuilderList()) {
                if (said.hasG()) any |= dense(said.getGBuilder());
                if (!said.hasSparseTensor() || !node.getOpType().equals("Constant")) continue;
                said.setName("value").setType(AttributeType.TENSOR).setT(dense(said.getSparseTensor()))
                    .clearSparseTensor();
                any = true;
            }
        }
        return any;
    }

    private TensorProto dense(SparseTensorProto sparse) {
        TensorProto values = sparse.getValues(), indices = sparse.getIndices();
        int width = Weights.width(ElementType.of(values.getDataType()));
        double cells = sparse.getDimsList().stream().mapToDouble(extent -> extent).reduce(1, (a, b) -> a * b);
        boolean byAxis = indices.getDimsCount() == 2;
        if (width == 0 || cells < 0 || byAxis && indices.getDims(1) != sparse.getDimsCount()) throw broken(values);
        bytes += (long) (cells * width);
        if (bytes >= GraphFile.LIMIT) {
            throw new BadNetworkException("onnx.large", file, String.valueOf(GraphFile.LIMIT >> 20));
        }
        ByteBuffer all = ByteBuffer.allocate((int) cells * width).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (int i = 0; i < values.getDims(0); i++) {
                long place = byAxis ? 0 : whole(indices, i);
                for (int axis = 0; byAxis && axis < sparse.getDimsCount(); axis++) {
                    long at = whole(indices, i * sparse.getDimsCount() + axis);
                    place = place * sparse.getDims(axis) + Objects.checkIndex(at, sparse.getDims(axis));
                }
                put(all.position((int) Objects.checkIndex(place, (long) cells) * width), width, values, i);
            }
        } catch (IndexOutOfBoundsException e) {
            throw broken(values);
        }
        return TensorProto.newBuilder().setName(values.getName()).setDataType(values.getDataType())
            .addAllDims(sparse.getDimsList()).setRawData(ByteString.copyFrom(all.clear())).build();
    }

    private static long whole(TensorProto indices, int i) {
        return indices.hasRawData() ? indices.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN)
            .getLong(8 * i) : indices.getInt64Data(i);
    }

    /** A cell as raw data holds it. */
    private static void put(ByteBuffer to, int width, TensorProto values, int i) {
        if (values.hasRawData()) {
            to.put(values.getRawData().substring(i * width, (i + 1) * width).asReadOnlyByteBuffer());
            return;
        }
        switch (ElementType.of(values.getDataType())) {
            case FLOAT -> to.putFloat(values.getFloatData(i));
            case DOUBLE -> to.putDouble(values.getDoubleData(i));
            case INT64 -> to.putLong(values.getInt64Data(i));
            case UINT64 -> to.putLong(values.getUint64Data(i));
            case UINT32 -> to.putInt((int) values.getUint64Data(i));
            case INT32 -> to.putInt(values.getInt32Data(i));
            case INT16, UINT16, FLOAT16, BFLOAT16 -> to.putShort((short) values.getInt32Data(i));
            default -> to.put((byte) values.getInt32Data(i));
        }
    }

    private BadNetworkException broken(TensorProto values) {
        return new BadNetworkException("onnx.weights", file, values.getName());
    }
}
