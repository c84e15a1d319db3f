package org.normscope.shift;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;

/** Measures, for every layer of a network, how far its features move when the appearance of a picture changes. */
public final class InvarianceMeter {
    private InvarianceMeter() { }

    /**
     * Both pictures run by themselves, so that neither is in the other's batch.
     *
     * @return in the order of the layers
     */
    public static List<LayerShift> measure(Network network, GraphRunner runner, Pixels picture, Pixels shifted) {
        try (InvarianceProbe probe = new InvarianceProbe(network, runner)) {
            return probe.compare(probe.read(picture), shifted).layers();
        }
    }
}
