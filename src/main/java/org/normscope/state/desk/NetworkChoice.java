package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.network.FedInputs;
import org.normscope.onnx.BadNetworkException;

/**
 * The network chosen.
 *
 * @param origin "builtin:twin-bn" or a path
 * @param sha256 of the file, hexadecimal; empty for a built-in network
 * @param input  {@code --input} keys that win over the manifest: size, range, mean, std, order, fit, labels, and what
 *               other inputs are fed
 */
public record NetworkChoice(String origin, String sha256, Map<String, String> input) {
    public NetworkChoice {
        input = Collections.unmodifiableMap(new TreeMap<>(input));
    }

    /** The network's file, and those that its input names: labels, arrays, other pictures. */
    public Stream<FileReference> files() {
        FileReference network = new FileReference(origin, sha256, FileReference.Kind.NETWORK);
        return Stream.concat(Stream.of(network), input.entrySet().stream()
            .filter(entry -> FedInputs.isFile(entry.getKey(), entry.getValue()))
            .map(entry -> new FileReference(entry.getValue(), "", FileReference.Kind.PICTURE)));
    }

    /**
     * With the file's hash.
     *
     * @throws BadNetworkException where the file cannot be read
     */
    public static NetworkChoice hashed(String origin, Map<String, String> input) {
        if (origin.startsWith(PictureSource.BUILT_IN)) return new NetworkChoice(origin, "", input);
        try {
            return new NetworkChoice(origin, ContentHash.of(Path.of(origin)), input);
        } catch (IOException | InvalidPathException e) {
            throw new BadNetworkException(e, "onnx.unreadable", origin);
        }
    }
}
