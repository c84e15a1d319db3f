package org.normscope.style;

import java.io.IOException;
import java.io.InputStream;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphFile;

/** Opens style networks: the built-in one. */
public final class StyleLibrary {
    private final GraphRunner runner;

    public StyleLibrary(GraphRunner runner) {
        this.runner = runner;
    }

    /** The network of src/training/style, which takes any style. */
    public StyleNetwork builtIn() {
        return new ArbitraryStyle("builtin:style", resource("style-content.onnx"), resource("style-encoder.onnx"), resource("style-decoder.onnx"), runner);
    }

    private static Graph resource(String file) {
        try (InputStream stream = StyleLibrary.class.getResourceAsStream("/assets/style/" + file)) {
            return GraphFile.read(stream.readAllBytes(), file);
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unreadable", file);
        }
    }
}
