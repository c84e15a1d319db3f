package org.normscope.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.BadNetworkException;
import org.normscope.task.HomeThread;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The engine writes float32 values where they stay; what it computes in other types is converted after each run. */
final class DjlPinnedRun implements PinnedRun {
    private final OrtSession session;
    private final NDManager manager;
    private final String file;
    private final Map<String, TensorInfo> inputs = new HashMap<>();
    private final Set<String> converted = new HashSet<>();
    private final List<Map<String, OnnxTensor>> pinned = new ArrayList<>();
    private final List<Map<String, FloatBuffer>> cells = new ArrayList<>();
    private final List<Map<String, Fed>> fed = new ArrayList<>();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final FreedMemory freed;

    /** What the engine reads of an input. */
    private record Fed(Shape shape, FloatBuffer cells, OnnxTensor tensor, NDManager owner) {
        void close() {
            tensor.close();
            owner.close();
        }
    }

    /** Takes over the session and the manager, also where this fails. */
    DjlPinnedRun(OrtSession session, NDManager manager, FreedMemory freed, Map<String, Shape> values, int memories,
                 String file) throws OrtException {
        this.session = session;
        this.manager = manager;
        this.freed = freed;
        this.file = file;
        try {
            for (var input : session.getInputInfo().entrySet()) {
                inputs.put(input.getKey(), (TensorInfo) input.getValue().getInfo());
            }
            for (int i = 0; i < memories; i++) {
                pinned.add(new HashMap<>());
                cells.add(new HashMap<>());
                fed.add(new HashMap<>());
            }
            for (var output : session.getOutputInfo().entrySet()) {
                boolean stays = ((TensorInfo) output.getValue().getInfo()).type == OnnxJavaType.FLOAT;
                if (stays) pin(output.getKey(), Objects.requireNonNull(values.get(output.getKey())));
                else converted.add(output.getKey());
            }
        } catch (OrtException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void pin(String value, Shape shape) throws OrtException {
        long[] extents = Arrays.stream(shape.toArray()).asLongStream().toArray();
        for (int memory = 0; memory < pinned.size(); memory++) {
            FloatBuffer buffer = OffHeap.words(shape.size(), manager).asFloatBuffer();
            pinned.get(memory).put(value, OnnxTensor.createTensor(environment, buffer, extents));
            cells.get(memory).put(value, buffer);
        }
    }

    @Override
    public void run(int memory, Map<String, Tensor> feeds) {
        assert !HomeThread.isWindow() : "inference on the window's thread freezes it";
        try (NDManager run = manager.newSubManager()) {
            Map<String, OnnxTensor> given = new HashMap<>();
            for (var input : inputs.entrySet()) {
                Tensor tensor = feeds.get(input.getKey());
                if (tensor == null) throw new BadNetworkException("engine.input", file, input.getKey());
                given.put(input.getKey(),
                    input.getValue().type == OnnxJavaType.FLOAT ? kept(memory, input.getKey(), tensor)
                        : ((OrtNDArray) Cells.toEngine(tensor, input.getValue().type, run, file)).getTensor());
            }
            try (OrtSession.Result result = session.run(given, converted, pinned.get(memory))) {
                for (String value : converted) {
                    Tensor tensor = Cells.fromEngine((OnnxTensor) result.get(value).orElseThrow(), value, file);
                    cells.get(memory).put(value, FloatBuffer.wrap(tensor.data()));
                }
            }
        } catch (OrtException | EngineException e) {
            throw Refusal.of(e, file);
        }
    }

    /**
     * The feed in memory that stays for the next one of its shape: the garbage collector would be late to give it back.
     */
    private OnnxTensor kept(int memory, String input, Tensor tensor) throws OrtException {
        Fed kept = fed.get(memory).get(input);
        if (kept == null || !kept.shape.equals(tensor.shape())) {
            if (kept != null) kept.close();
            NDManager owner = manager.newSubManager();
            FloatBuffer buffer = OffHeap.words(tensor.data().length, owner).asFloatBuffer();
            long[] extents = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
            kept = new Fed(tensor.shape(), buffer, OnnxTensor.createTensor(environment, buffer, extents), owner);
            fed.get(memory).put(input, kept);
        }
        kept.cells.put(0, tensor.data());
        return kept.tensor;
    }

    @Override
    public void read(int memory, String value, float[] into) {
        FloatBuffer from = Objects.requireNonNull(cells.get(memory).get(value), value);
        from.get(0, into, 0, Math.min(into.length, from.capacity()));
    }

    @Override
    public void close() {
        pinned.forEach(values -> values.values().forEach(OnnxTensor::close));
        cells.forEach(Map::clear); // their memory goes back with the manager
        fed.forEach(values -> values.values().forEach(Fed::close));
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session does not close", e);
        } finally {
            manager.close();
            freed.freed();
        }
    }
}
