package org.normscope.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.normscope.engine.TestEngine;
import org.normscope.normalize.OnnxModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A model in a session of one thread, its inputs and its output in direct buffers made once: nothing is copied in or
 * out.
 */
final class OnnxPeer implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxValue> outputs;

    OnnxPeer(OnnxModel model, String output, Shape shape) throws OrtException {
        OrtEnvironment environment = TestEngine.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model.bytes(output), options);
        }
        for (Map.Entry<String, Tensor> feed : model.feeds().entrySet()) {
            inputs.put(feed.getKey(), direct(environment, feed.getValue()));
        }
        outputs = Map.of(output, direct(environment, Tensor.zeros(shape)));
    }

    private static OnnxTensor direct(OrtEnvironment environment, Tensor tensor) throws OrtException {
        FloatBuffer buffer = ByteBuffer.allocateDirect(tensor.data().length * Float.BYTES)
            .order(ByteOrder.nativeOrder()).asFloatBuffer();
        buffer.put(tensor.data()).rewind();
        return OnnxTensor.createTensor(environment, buffer,
            Arrays.stream(tensor.shape().toArray()).asLongStream().toArray());
    }

    /** The output's tensor, filled anew. */
    OnnxValue run() throws OrtException {
        session.run(inputs, Set.of(), outputs).close();
        return outputs.values().iterator().next();
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxValue::close);
        session.close();
    }
}
