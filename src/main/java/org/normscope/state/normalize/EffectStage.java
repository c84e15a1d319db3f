package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.Scale;
import org.normscope.flow.LayerSite;
import org.normscope.flow.TailFlow;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.onnx.Arranged;
import org.normscope.state.desk.RankedClass;
import org.normscope.state.desk.Thumbnails;
import org.normscope.tensor.Tensor;

/**
 * What the panes' results do to the network, for the picture shown. What was worked out for the same result is kept.
 * Runs once at a time.
 */
final class EffectStage {
    private static final int TOP = 5;

    /** @param results by pane, what stands in the replaced value's place; null for raw, which replaces nothing */
    record Request(LayerSite site, int active, Map<Integer, Tensor> results, ColorMap map) { }

    /** @param effects by pane */
    record Answer(Request request, Map<Integer, Effect> effects) { }

    private record Subject(LayerSite site, int active, ColorMap map) { }

    private final TailFlow flow;
    private @Nullable Subject subject;
    private Map<String, Tensor> before = Map.of();
    private Map<Tensor, Effect> known = new HashMap<>();
    private @Nullable Effect untouched;

    EffectStage(GraphRunner runner) {
        flow = new TailFlow(runner);
    }

    Answer run(Request request) {
        Subject asked = new Subject(request.site(), request.active(), request.map());
        Effect none = untouched;
        if (none == null || !asked.equals(subject)) {
            before = flow.before(request.site(), request.active());
            none = effect(request, before);
            untouched = none;
            known = new HashMap<>();
            subject = asked;
        }
        Effect same = none;
        Map<Tensor, Effect> now = new HashMap<>();
        Map<Integer, Effect> effects = new LinkedHashMap<>();
        request.results().forEach((pane, result) -> effects.put(pane, result == null ? same
            : now.computeIfAbsent(result, r -> known.containsKey(r) ? known.get(r)
                : effect(request, flow.after(request.site(), request.active(), r)))));
        known = now;
        return new Answer(request, effects);
    }

    private Effect effect(Request request, Map<String, Tensor> after) {
        Network network = request.site().network();
        String classes = network.outputs().get(0);
        List<Prediction> was = Prediction.top(network, of(before, classes), 0, Integer.MAX_VALUE);
        List<Prediction> is = Prediction.top(network, of(after, classes), 0, Integer.MAX_VALUE);
        Map<Integer, Float> wasBy = byIndex(was), isBy = byIndex(is);
        List<Effect.LaterMap> later = new ArrayList<>();
        for (Layer layer : request.site().place().later()) {
            int slices = Arranged.slices(network.graph(), layer.output());
            later.add(later(layer, Thumbnails.slice(of(before, layer.output()), slices, MapView.MIDDLE),
                Thumbnails.slice(of(after, layer.output()), slices, MapView.MIDDLE), request.map()));
        }
        return new Effect(ranked(was, wasBy, isBy), ranked(is, wasBy, isBy), later);
    }

    private static <K, V> V of(Map<K, V> all, K key) {
        return Objects.requireNonNull(all.get(key));
    }

    private static Effect.LaterMap later(Layer layer, Tensor before, Tensor after, ColorMap map) {
        int unit = Thumbnails.tellingUnit(before);
        Scale scale = Scale.of(map, Thumbnails.shown(before, unit));
        return new Effect.LaterMap(layer, unit, Thumbnails.paint(before, unit, scale),
            Thumbnails.paint(after, unit, scale));
    }

    private static Map<Integer, Float> byIndex(List<Prediction> predictions) {
        Map<Integer, Float> by = new HashMap<>();
        predictions.forEach(prediction -> by.put(prediction.index(), prediction.probability()));
        return by;
    }

    private static List<RankedClass> ranked(List<Prediction> order, Map<Integer, Float> before,
                                            Map<Integer, Float> after) {
        return order.stream().limit(TOP).map(prediction -> new RankedClass(prediction.index(), prediction.label(),
            of(before, prediction.index()), of(after, prediction.index()))).toList();
    }
}
