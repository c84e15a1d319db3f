package org.normscope.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The network chosen.
 *
 * @param origin "builtin:twin-bn" or a path
 * @param sha256 of the file, hexadecimal; empty for a built-in network
 * @param input  {@code --input} keys that win over the manifest: size, range, mean, std, order, fit
 */
public record NetworkChoice(String origin, String sha256, Map<String, String> input) {
    public NetworkChoice {
        input = Collections.unmodifiableMap(new TreeMap<>(input));
    }
}
