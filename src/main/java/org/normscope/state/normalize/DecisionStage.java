package org.normscope.state.normalize;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.DecisionMethod;
import org.normscope.attribution.GradCam;
import org.normscope.flow.HeatOverlay;
import org.normscope.flow.LayerSite;
import org.normscope.flow.NormalizedSite;
import org.normscope.flow.Place;
import org.normscope.flow.SwapDecision;
import org.normscope.flow.SwappedNetwork;
import org.normscope.image.Pixels;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.normalize.NotApplicableException;
import org.normscope.state.desk.stage.Memo;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Where the network looks, for every pane. What does not depend on the panes is kept. Runs once at a time; what needs
 * many runs answers after each look, so that others get their turn.
 */
final class DecisionStage {
    /**
     * A pane's normalization.
     *
     * @param result what it gives, which stands in the replaced value's place
     */
    record Swap(NormalizedSite normalized, Tensor result) { }

    /**
     * @param swaps by pane; null for raw, which replaces nothing
     * @param seen  the picture as the network sees it
     */
    record Request(LayerSite site, int active, Map<Integer, @Nullable Swap> swaps, DecisionSettings settings,
                   Pixels seen) { }

    private record Question(Place place, int of, OptionalInt against, Optional<Layer> layer) { }

    /** A question to one picture, traced on a whole network. */
    private record Traced(Question question, DecisionMethod method, LayerSite site, int active) { }

    /** What is known of it so far. @param looks of the rewritten networks, by what each pane gives */
    private record Tracing(Traced of, Attribution before, Map<Tensor, Decided.Look> looks) { }

    private record Subject(SwapDecision decision, LayerSite site, int active) { }

    private final GraphRunner runner;
    private final Memo<Question, SwapDecision> decisions = new Memo<>();
    private final Memo<Subject, SwapDecision.Untouched> before = new Memo<>();
    private @Nullable Tracing tracing;

    DecisionStage(GraphRunner runner) {
        this.runner = runner;
    }

    Decided run(Request request, Stop stop) {
        Network network = request.site().network();
        if (!network.givesClasses()) throw new NotApplicableException("flow.decision", network.name());
        Classes classes = Classes.of(network);
        List<String> labels = IntStream.range(0, classes.classes()).mapToObj(i -> i < classes.labels().size()
            ? classes.labels().get(i) : String.valueOf(i)).toList();
        DecisionSettings settings = request.settings();
        int of = settings.of() >= 0 && settings.of() < classes.classes() ? settings.of() : Prediction.top(network,
            request.site().output(network.outputs().get(0), request.active()), 0, 1).get(0).index();
        OptionalInt against = settings.other().isPresent() && settings.against() < classes.classes()
            && settings.against() != of ? settings.other() : OptionalInt.empty();
        List<Layer> layers = GradCam.layers(network);
        Place place = request.site().place();
        if (!settings.method().ofMaps()) {
            return traced(request, labels, layers, new Question(place, of, against, Optional.empty()), stop);
        }
        Layer layer = layers.stream().filter(one -> one.name().equals(settings.layer())).findFirst()
            .or(() -> SwapDecision.lastMoved(place))
            .orElseThrow(() -> new NotApplicableException("flow.decision", network.name()));
        Question asked = new Question(place, of, against, Optional.of(layer));
        return SwapDecision.isMoved(place, layer) ? maps(request, labels, layers, asked)
            : traced(request, labels, layers, asked, stop);
    }

    private Decided maps(Request request, List<String> labels, List<Layer> layers, Question asked) {
        SwapDecision decision = decisions.get(asked, one -> new SwapDecision(runner, one.place(), one.of(),
            one.against(), one.layer().orElseThrow()));
        SwapDecision.Untouched untouched = before.get(new Subject(decision, request.site(), request.active()),
            subject -> subject.decision().untouched(subject.site(), subject.active()));
        boolean plus = request.settings().method() == DecisionMethod.GRADCAM_PLUS;
        Decided.Look first = look(request, decision.before(untouched, plus));
        Map<Integer, Decided.Look> after = new LinkedHashMap<>();
        request.swaps().forEach((pane, swap) -> after.put(pane, swap == null ? first
            : look(request, decision.after(untouched, swap.result(), plus))));
        return new Decided(request.settings().method(), labels, asked.of(), layers, decision.layer(), first, after,
            OptionalDouble.empty(), true);
    }

    private static Decided.Look look(Request request, SwapDecision.Answer answer) {
        return look(request, answer.map(), answer.score());
    }

    private static Decided.Look look(Request request, Tensor map, double score) {
        boolean none = true;
        for (float cell : map.data()) none &= cell == 0;
        return new Decided.Look(HeatOverlay.of(request.seen(), map), map, score, none);
    }

    /** Of the untouched network, then of each rewritten one: one more each time that it is asked. */
    private Decided traced(Request request, List<String> labels, List<Layer> layers, Question asked, Stop stop) {
        Traced now = new Traced(asked, request.settings().method(), request.site(), request.active());
        Tracing known = tracing;
        if (known == null || !now.equals(known.of())) {
            known = new Tracing(now, attribution(request.site().network(), request, asked, stop),
                new IdentityHashMap<>());
            tracing = known;
        } else {
            Map<Tensor, Decided.Look> seen = known.looks();
            request.swaps().values().stream().filter(swap -> swap != null && !seen.containsKey(swap.result()))
                .findFirst().ifPresent(swap -> seen.put(swap.result(), look(request, asked, swap, stop)));
        }
        Map<Tensor, Decided.Look> looks = known.looks();
        Decided.Look first = look(request, known.before().map(), known.before().score());
        Map<Integer, Decided.Look> after = new LinkedHashMap<>();
        request.swaps().forEach((pane, swap) -> {
            Decided.Look look = swap == null ? first : looks.get(swap.result());
            if (look != null) after.put(pane, look);
        });
        boolean whole = after.size() == request.swaps().size();
        if (whole) looks.keySet().removeIf(result -> request.swaps().values().stream()
            .noneMatch(swap -> swap != null && swap.result() == result));
        return new Decided(request.settings().method(), labels, asked.of(), layers, asked.layer().orElse(null), first,
            after, known.before().completeness(), whole);
    }

    private Decided.Look look(Request request, Question asked, Swap swap, Stop stop) {
        Attribution found = attribution(SwappedNetwork.of(swap.normalized(), request.active()), request, asked,
            stop);
        return look(request, found.map(), found.score());
    }

    private Attribution attribution(Network network, Request request, Question asked, Stop stop) {
        Tensor picture = network.spec().preprocessing().apply(List.of(request.seen()));
        return request.settings().method().of(network, runner, asked.of(), asked.against(),
            asked.layer().orElse(null), picture, stop);
    }
}
