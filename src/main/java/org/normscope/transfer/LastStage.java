package org.normscope.transfer;

import java.util.List;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.tensor.Shape;

/** Where a network is cut so that its last blocks train: before the maps get as small as those at the end. */
public final class LastStage {
    private LastStage() { }

    /**
     * The value in front of the last stage: one that all behind it goes through, so that nothing else crosses.
     *
     * @param end where the features are taken
     * @throws TransferException where there is no such value
     */
    public static String before(FeatureLayer end) {
        Network network = end.network();
        List<Layer> layers = network.layers();
        int last = layers.indexOf(end.layer());
        while (last > 0 && layers.get(last).shape().plane() == 1) last--;
        Shape small = layers.get(last).shape();
        int first = last;
        while (first > 0 && alike(layers.get(first - 1).shape(), small)) first--;
        for (int i = first; i >= 0; i--) {
            String value = layers.get(i).input();
            boolean weighty = layers.subList(i, last + 1).stream().anyMatch(layer ->
                layer.kind() == LayerKind.CONVOLUTION || layer.kind() == LayerKind.FULLY_CONNECTED);
            if (weighty && network.writing(value).isPresent() && isAlone(end, value)) return value;
        }
        throw new TransferException("transfer.noStage", network.name());
    }

    /** Whether all that the features rest on behind a value comes from it. */
    static boolean isAlone(FeatureLayer end, String value) {
        return end.network().graph().after(value, List.of(end.layer().output())).crossing().isEmpty();
    }

    private static boolean alike(Shape a, Shape b) {
        return a.h() == b.h() && a.w() == b.w();
    }
}
