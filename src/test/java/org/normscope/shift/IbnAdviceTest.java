package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.shift.IbnAdvice.Reason;
import org.normscope.shift.IbnSurgery.Mode;

class IbnAdviceTest {
    private final GraphRunner runner = new DjlRunner(1);
    private final Network network = new ModelLibrary(runner).open("builtin:twin-bn", Map.of());

    @AfterEach
    void close() {
        runner.close();
    }

    private IbnAdvice advice(Mode mode, ToDoubleFunction<Layer> divergence) {
        Map<Layer, Double> byLayer = new HashMap<>();
        network.layers().forEach(layer -> byLayer.put(layer, divergence.applyAsDouble(layer)));
        return IbnAdvice.of(network, mode, byLayer);
    }

    private List<String> names(IbnAdvice advice) {
        return advice.layers().stream().map(Layer::name).toList();
    }

    /** Falling with depth, as the paper measures: the early first norms of their blocks. */
    @Test
    void whatMovesEarlyIsAdvised() {
        IbnAdvice advice = advice(Mode.A,
            layer -> layer.name().startsWith("stem") || layer.name().startsWith("block1") ? 10
                : layer.name().startsWith("block2") ? 2 : 0.1);
        assertEquals(Reason.EARLY_AND_MOVED, advice.reason());
        assertEquals(List.of("stem.norm", "block1.first.norm", "block2.first.norm"), names(advice));
        assertEquals(0.5, advice.rho());
        assertEquals(Math.exp((3 * Math.log(10) + 3 * Math.log(2) + 6 * Math.log(0.1)) / 12), advice.typical(), 1e-9);
    }

    @Test
    void whatMovesLateOnlyIsLeftAlone() {
        IbnAdvice advice = advice(Mode.A, layer -> layer.name().startsWith("block4") ? 10 : 0.1);
        assertEquals(Reason.ONLY_LATE, advice.reason());
        assertEquals(List.of(), advice.layers());
    }

    @Test
    void withoutAChangeOfLookThereIsNone() {
        assertEquals(Reason.NOTHING_MOVES, advice(Mode.BLEND, layer -> 0).reason());
    }

    @Test
    void behindBlocksItIsTheAdditionsThatAreAdvised() {
        IbnAdvice advice = advice(Mode.B,
            layer -> layer.name().startsWith("block4") || layer.name().startsWith("block3") ? 0.1 : 5);
        assertEquals(List.of("stem.norm", "block1.add", "block2.add"), names(advice));
    }

    @Test
    void aNetworkWithoutBatchNormHasNoPlace() {
        Network in = new ModelLibrary(runner).open("builtin:twin-in", Map.of());
        assertEquals(List.of(), IbnSurgery.places(in, Mode.A));
        assertEquals(Reason.NO_PLACE, IbnAdvice.of(in, Mode.A, Map.of()).reason());
    }

    /** Every place can be operated on, in every mode, all at once. */
    @Test
    void everyPlaceIsOne() {
        for (Mode mode : Mode.values()) {
            List<Layer> places = IbnSurgery.places(network, mode);
            Map<Layer, Double> rho = new HashMap<>();
            places.forEach(place -> rho.put(place, 0.5));
            assertTrue(IbnSurgery.rewritten(network, rho, mode).nodes().size() > network.graph().nodes().size(),
                mode.toString());
            assertEquals(mode == Mode.B ? 5 : 12, places.size());
            if (mode == Mode.B) assertTrue(places.stream().skip(1).allMatch(place -> place.kind() == LayerKind.ADD));
        }
    }
}
