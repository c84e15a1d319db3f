package org.normscope.state.desk;

import java.util.Optional;

/** Says where the files that a session names lie now. */
@FunctionalInterface
public interface Relocation {
    /**
     * @param sha256 hexadecimal; empty where it is not known
     * @return null for a picture that is left out
     */
    String place(String origin, String sha256);

    default NetworkChoice network(NetworkChoice network) {
        return new NetworkChoice(place(network.origin(), network.sha256()), network.sha256(), network.input());
    }

    /** With its strokes; empty where it is left out. */
    default Optional<PictureChoice> picture(PictureChoice picture) {
        return Optional.ofNullable(place(picture.origin(), picture.sha256()))
            .map(origin -> new PictureChoice(origin, picture.sha256(), picture.strokes()));
    }
}
