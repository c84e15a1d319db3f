package org.normscope.shift;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.Network;
import org.normscope.normalize.NotApplicableException;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.BatchNorm;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.MixedNorm;
import org.normscope.onnx.Node;
import org.normscope.onnx.NormSurgery;

/**
 * Puts instance normalization into a network with BatchNormalization layers, as IBN-Net (Pan et al. 2018) and
 * batch-instance normalization (Nam and Kim 2018) do. rho = 1 is the old network, 0 instance normalization; of a layer
 * that mixes both already ({@link MixedNorm}: a saved network's, IBN-a's, BIN's) it is what stays of its BN. Nothing is
 * trained again.
 */
public final class IbnSurgery {
    /** Keeps a share like 0.9 of ten channels from falling a channel short. */
    private static final double ROUNDING = 1e-9;

    /** How instance normalization comes in. */
    public enum Mode {
        /** Every channel is rho BN + (1 - rho) IN. */
        BLEND,
        /**
         * Of the C channels that BN has a part in the first floor((1 - rho) C) become IN, the rest stay as they are.
         */
        A,
        /**
         * rho x + (1 - rho) IN(x) after the residual addition that the layer is or feeds, before what reads it. A
         * BatchNormalization that feeds none, the stem's, is blended itself.
         */
        B
    }

    private IbnSurgery() { }

    /**
     * @param rho by layer of the network, in [0, 1]
     * @return the graph, whose layers keep their names
     * @throws NotApplicableException where a layer is of another kind, has one cell a channel only, or two mean the
     *                                same place
     */
    public static Graph rewritten(Network network, Map<Layer, Double> rho, Mode mode) {
        Graph graph = network.graph();
        Set<Layer> places = new HashSet<>();
        for (Map.Entry<Layer, Double> set : rho.entrySet()) {
            check(network, set.getKey(), set.getValue());
            Layer place = mode == Mode.B ? addition(network, set.getKey()) : set.getKey();
            if (!places.add(place)) throw new NotApplicableException("shift.ibn.twice", graph.name(), place.name());
            if (!isBatchNorm(network, place) && place.brief().equals("BN")) {
                boolean written = graph.maker(place.output()).filter(node -> node.footprint() == Footprint.ITSELF
                    && !node.operator().equals("BatchNormalization")).isPresent();
                throw new BadNetworkException(written ? "onnx.batchNorm.written" : "onnx.batchNorm.computed",
                    graph.name(), place.name());
            }
            if (!isBatchNorm(network, place) && !(mode == Mode.B && place.kind() == LayerKind.ADD)) {
                throw new NotApplicableException(mode == Mode.B ? "shift.ibn.layer.b" : "shift.ibn.layer", graph.name(),
                    place.name(), place.operator());
            }
            graph = rewritten(graph, place, set.getValue(), mode);
        }
        return graph;
    }

    /**
     * Where a mode can put instance normalization: layers with BatchNormalization of more than one cell a channel; for
     * {@link Mode#B} the first of them, which is the stem's, and the additions that such layers feed.
     *
     * @return in running order; none where the network has no BatchNormalization
     */
    public static List<Layer> places(Network network, Mode mode) {
        List<Layer> norms = network.layers().stream().filter(layer -> isBatchNorm(network, layer))
            .filter(layer -> layer.shape().rank() >= 3 && layer.shape().plane() > 1).toList();
        if (mode != Mode.B) return norms;
        Set<Layer> places = new HashSet<>(norms.stream().limit(1).toList());
        norms.stream().map(norm -> addition(network, norm))
            .filter(place -> place.kind() == LayerKind.ADD).forEach(places::add);
        if (places.stream().noneMatch(place -> place.kind() == LayerKind.ADD)) return norms;
        return network.layers().stream().filter(places::contains).toList();
    }

    /** The network with the rewritten graph, whose layers keep their names. */
    public static Network network(Network old, Graph rewritten) {
        return new Network(old.name(), old.origin(), rewritten, old.layers(), old.picture(), old.outputs(),
            old.spec(), old.remarks());
    }

    private static void check(Network network, Layer layer, double rho) {
        if (!(rho >= 0 && rho <= 1)) {
            throw new NotApplicableException("shift.ibn.rho", layer.name(), String.valueOf(rho));
        }
        if (layer.shape().rank() < 3 || layer.shape().plane() < 2) {
            throw new NotApplicableException("shift.ibn.cell", network.graph().name(), layer.name());
        }
    }

    private static Graph rewritten(Graph graph, Layer place, double rho, Mode mode) {
        int channels = place.shape().c();
        if (place.kind() == LayerKind.ADD && mode == Mode.B) {
            return NormSurgery.instanceAfter(graph, place.output(), channels, (float) rho);
        }
        float[] byChannel = new float[channels];
        Arrays.fill(byChannel, mode == Mode.A ? 1 : (float) rho);
        // Maps that the file keeps on other axes are made of what is normalized.
        String value = graph.maker(place.output()).map(Node::output).orElse(place.output());
        if (mode == Mode.A) takeFirst(byChannel, NormSurgery.ofBatch(graph, value), 1 - rho);
        return NormSurgery.blended(graph, value, byChannel);
    }

    private static void takeFirst(float[] rho, boolean[] ofBatch, double share) {
        int all = 0;
        for (boolean of : ofBatch) if (of) all++;
        int left = (int) Math.floor(share * all + ROUNDING);
        for (int c = 0; c < rho.length && left > 0; c++) {
            if (!ofBatch[c]) continue;
            rho[c] = 0;
            left--;
        }
    }

    private static boolean isBatchNorm(Network network, Layer layer) {
        return network.graph().maker(layer.output()).filter(BatchNorm::is).isPresent() || network.mixed(layer)
            .isPresent();
    }

    /** The addition that the layer is, or is the one to feed; else the layer itself. */
    private static Layer addition(Network network, Layer layer) {
        List<Layer> readers = network.reading(layer.output());
        boolean feeds = layer.kind() == LayerKind.NORMALIZATION && readers.size() == 1
            && readers.get(0).kind() == LayerKind.ADD;
        return feeds ? readers.get(0) : layer;
    }
}
