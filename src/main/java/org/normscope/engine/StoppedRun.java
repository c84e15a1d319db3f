package org.normscope.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** A run that ends at the next operator once it is asked to: DJL's own cannot be. */
final class StoppedRun {
    private StoppedRun() { }

    /** @throws java.util.concurrent.CancellationException where it was stopped */
    static Map<String, Tensor> of(Session session, NDList inputs, Stop stop, String file) {
        Map<String, OnnxTensor> given = new HashMap<>();
        for (NDArray input : inputs) given.put(input.getName(), ((OrtNDArray) input).getTensor());
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            Runnable stopping = () -> terminate(options);
            stop.watch(stopping);
            try (OrtSession.Result outputs = session.session().run(given, options)) {
                Map<String, Tensor> results = new LinkedHashMap<>();
                for (String name : session.outputs()) {
                    results.put(name, Cells.fromEngine((OnnxTensor) outputs.get(name).orElseThrow(), name, file));
                }
                return results;
            } finally {
                stop.unwatch(stopping); // before the options are closed
            }
        } catch (OrtException e) {
            stop.check(); // the engine refuses to go on: as it was asked to
            throw Refusal.of(e, file);
        }
    }

    private static void terminate(OrtSession.RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new EngineException(e);
        }
    }
}
