package org.normscope.state.shift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.shift.IbnSurgery;
import org.normscope.text.Fault;

/** Puts instance normalization into a network. */
final class SurgeryStage {
    /** @param rho by layer name; names that are no place of the mode's count for nothing */
    record Request(Network network, int ink, IbnSurgery.Mode mode, Map<String, Double> rho) { }

    /**
     * @param network rewritten; null where nothing is changed, or it cannot be
     * @param fault   why it cannot be; null where it can
     */
    record Answer(Request request, @Nullable Compared network, @Nullable Fault fault) { }

    private SurgeryStage() { }

    static Answer run(Request request) {
        List<Layer> places = IbnSurgery.places(request.network(), request.mode());
        Map<Layer, Double> rho = new HashMap<>();
        for (Layer place : places) {
            if (request.rho().containsKey(place.name())) rho.put(place, request.rho().get(place.name()));
        }
        if (rho.isEmpty()) return new Answer(request, null, null);
        try {
            Network rewritten = IbnSurgery.network(request.network(),
                IbnSurgery.rewritten(request.network(), rho, request.mode()));
            return new Answer(request, new Compared(request.ink(), Compared.Origin.REWRITTEN, rewritten), null);
        } catch (Fault fault) {
            return new Answer(request, null, fault);
        }
    }
}
