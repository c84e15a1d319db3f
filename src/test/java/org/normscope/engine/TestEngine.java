package org.normscope.engine;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;

/**
 * ONNX Runtime itself, for what tests ask of it beside the program. DJL wants to be the first to open it in a process:
 * whichever test comes first, the engine is opened as the program does it.
 */
public final class TestEngine {
    private TestEngine() { }

    public static OrtEnvironment environment() {
        Engine.getEngine("OnnxRuntime");
        return OrtEnvironment.getEnvironment();
    }
}
