package org.normscope.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Opens networks: the built-in ones, and any .onnx file with the manifest MODEL.json beside it, if there is one. */
public final class ModelLibrary {
    private final GraphRunner runner;

    public ModelLibrary(GraphRunner runner) {
        this.runner = runner;
    }

    /** Names of the built-in networks, the default first. */
    public static List<String> builtIn() {
        return List.of("twin-bn", "twin-ibn-a", "twin-in");
    }

    /**
     * Opens "builtin:NAME" or a path.
     *
     * @param input {@code --input} keys that win over the manifest and the guess: size, range, mean, std, order, fit
     * @throws org.normscope.onnx.BadNetworkException with what is wrong with the file and what to do
     */
    public Network open(String origin, Map<String, String> input) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #open(String, Map)} for a file. */
    public Network open(Path file, Map<String, String> input) {
        return open(file.toString(), input);
    }
}
