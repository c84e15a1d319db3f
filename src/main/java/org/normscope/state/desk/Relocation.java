package org.normscope.state.desk;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normscope.network.FedInputs;

/** Says where the files that a session names lie now. */
@FunctionalInterface
public interface Relocation {
    /**
     * @param sha256 hexadecimal; empty where it is not known
     * @return null for a picture that is left out
     */
    @Nullable String place(String origin, String sha256);

    /** Of a network, which is never left out. */
    default String network(String origin, String sha256) {
        return Objects.requireNonNull(place(origin, sha256), origin);
    }

    /** With the files that its input names; those that are left out are as if nobody had named them. */
    default NetworkChoice network(NetworkChoice network) {
        Map<String, String> input = new TreeMap<>();
        network.input().forEach((key, value) -> {
            String there = FedInputs.isFile(key, value) ? place(value, "") : value;
            if (there != null) input.put(key, there);
        });
        return new NetworkChoice(network(network.origin(), network.sha256()), network.sha256(), input);
    }

    /** With its strokes; empty where it is left out. */
    default Optional<PictureChoice> picture(PictureChoice picture) {
        return Optional.ofNullable(place(picture.origin(), picture.sha256()))
            .map(origin -> new PictureChoice(origin, picture.sha256(), picture.strokes()));
    }
}
