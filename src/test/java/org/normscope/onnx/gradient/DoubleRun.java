package org.normscope.onnx.gradient;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.engine.TestEngine;

/** A graph run by ONNX Runtime on float64 cells: tensors of the project are float32, too coarse for differences. */
public final class DoubleRun implements AutoCloseable {
    /** Cells and their extents. */
    public record Cells(long[] extents, double[] data) {
        public static Cells of(int[] extents, double... data) {
            return new Cells(Arrays.stream(extents).asLongStream().toArray(), data);
        }

        Cells moved(double[] direction, double step) {
            double[] moved = data.clone();
            for (int i = 0; i < moved.length; i++) moved[i] += step * direction[i];
            return new Cells(extents, moved);
        }
    }

    private final OrtEnvironment environment = TestEngine.environment();
    private final OrtSession session;

    public DoubleRun(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            session = environment.createSession(model, options);
        }
    }

    /** Whether it gives float64. */
    boolean isDouble() {
        try {
            return session.getOutputInfo().values().stream().allMatch(node ->
                ((TensorInfo) node.getInfo()).type == OnnxJavaType.DOUBLE);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    public Map<String, Cells> run(Map<String, Cells> feeds) throws OrtException {
        Map<String, OnnxTensor> fed = new HashMap<>();
        try {
            for (var input : session.getInputInfo().entrySet()) {
                Cells cells = feeds.get(input.getKey());
                if (cells == null) throw new AssertionError("nothing for " + input.getKey());
                fed.put(input.getKey(), tensor(cells, ((TensorInfo) input.getValue().getInfo()).type));
            }
            Map<String, Cells> results = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(fed)) {
                result.forEach(entry -> results.put(entry.getKey(), cells((OnnxTensor) entry.getValue())));
            }
            return results;
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Cells cells, OnnxJavaType type) throws OrtException {
        double[] data = cells.data();
        return switch (type) {
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(data), cells.extents());
            case INT64 -> OnnxTensor.createTensor(environment,
                LongBuffer.wrap(Arrays.stream(data).mapToLong(d -> (long) d).toArray()), cells.extents());
            case BOOL -> truths(data, cells.extents());
            default -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats(data)), cells.extents());
        };
    }

    private OnnxTensor truths(double[] data, long[] extents) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(data.length);
        for (double cell : data) bytes.put((byte) cell);
        return OnnxTensor.createTensor(environment, bytes.flip(), extents, OnnxJavaType.BOOL);
    }

    private static float[] floats(double[] data) {
        float[] floats = new float[data.length];
        for (int i = 0; i < data.length; i++) floats[i] = (float) data[i];
        return floats;
    }

    private static Cells cells(OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        double[] data;
        if (info.type == OnnxJavaType.DOUBLE) {
            DoubleBuffer buffer = tensor.getDoubleBuffer();
            data = new double[buffer.remaining()];
            buffer.get(data);
        } else {
            FloatBuffer buffer = tensor.getFloatBuffer();
            data = new double[buffer.remaining()];
            for (int i = 0; i < data.length; i++) data[i] = buffer.get(i);
        }
        return new Cells(info.getShape(), data);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
