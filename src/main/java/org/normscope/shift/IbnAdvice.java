package org.normscope.shift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;

/**
 * Which layers to give instance normalization, told from how far a change of look moves each of them. It is wanted
 * where the look still shows and not yet where only content is left: IBN-Net (Pan et al. 2018, section 3.2) keeps it
 * out of the last layers, and within a residual block out of the norm that feeds the addition, so that the path around
 * the block stays as it is.
 *
 * @param reason  why these, or why none
 * @param layers  that are advised, in running order
 * @param rho     what is advised for each: half of BN, as in IBN-a
 * @param typical the divergence that the advised layers reach: the geometric mean over all layers looked at
 */
public record IbnAdvice(Reason reason, List<Layer> layers, double rho, double typical) {
    /** What the advice rests on. */
    public enum Reason {
        /** These move as far as is typical or farther, and lie early enough. */
        EARLY_AND_MOVED,
        /** Only late layers move as far as is typical: what moves there is content. */
        ONLY_LATE,
        /** Nothing moves: the look was not changed, or the network does not mind. */
        NOTHING_MOVES,
        /** There is no place for it. */
        NO_PLACE
    }

    /**
     * Later than this share of the layers nothing is advised: IBN-Net leaves out the last of a ResNet's four stages.
     */
    private static final double EARLY = 0.75;
    /** Divergences below this are rounding. */
    private static final double MOVED = 0.01;
    private static final double HALF = 0.5;

    /**
     * @param mode       how instance normalization is to come in
     * @param divergence by layer, of what it reads; an addition's is that of what it gives
     */
    public static IbnAdvice of(Network network, IbnSurgery.Mode mode, Map<Layer, Double> divergence) {
        Map<Layer, Double> moved = new LinkedHashMap<>();
        for (Layer place : IbnSurgery.places(network, mode)) {
            Double found = divergence.get(place);
            if (found != null) moved.put(place, found);
        }
        if (moved.isEmpty()) return new IbnAdvice(Reason.NO_PLACE, List.of(), 1, 0);
        double typical = Math.exp(moved.values().stream().mapToDouble(found -> Math.log(Math.max(1e-12, found)))
            .average().orElseThrow());
        if (moved.values().stream().allMatch(found -> found < MOVED)) {
            return new IbnAdvice(Reason.NOTHING_MOVES, List.of(), 1, typical);
        }
        int early = (int) Math.ceil(EARLY * moved.size());
        List<Layer> advised = moved.entrySet().stream().limit(early)
            .filter(place -> mode == IbnSurgery.Mode.B || !feedsAddition(network, place.getKey()))
            .filter(place -> place.getValue() >= Math.max(MOVED, typical)).map(Map.Entry::getKey).toList();
        return advised.isEmpty() ? new IbnAdvice(Reason.ONLY_LATE, advised, 1, typical)
            : new IbnAdvice(Reason.EARLY_AND_MOVED, advised, HALF, typical);
    }

    /** The same by the layers' names, as {@link IbnSurgery} is asked for it. */
    public Map<String, Double> byLayer() {
        return layers.stream().collect(Collectors.toMap(Layer::name, layer -> rho));
    }

    private static boolean feedsAddition(Network network, Layer layer) {
        return network.reading(layer.output()).stream().anyMatch(reader -> reader.kind() == LayerKind.ADD);
    }
}
