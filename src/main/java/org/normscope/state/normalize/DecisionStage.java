package org.normscope.state.normalize;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.normscope.attribution.Attribution;
import org.normscope.attribution.DecisionMethod;
import org.normscope.flow.HeatOverlay;
import org.normscope.flow.LayerSite;
import org.normscope.flow.Place;
import org.normscope.flow.SwapDecision;
import org.normscope.image.Pixels;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.normalize.NotApplicableException;
import org.normscope.state.desk.Memo;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** Where the network looks, for every pane. What does not depend on the panes is kept. Runs once at a time. */
final class DecisionStage {
    /**
     * @param results by pane, what stands in the replaced value's place; null for raw, which replaces nothing
     * @param seen    the picture as the network sees it
     */
    record Request(LayerSite site, int active, Map<Integer, Tensor> results, DecisionSettings settings,
                   Pixels seen) { }

    private record Question(Place place, int of, OptionalInt against) { }

    private record Subject(SwapDecision decision, LayerSite site, int active) { }

    private final GraphRunner runner;
    private final Memo<Question, SwapDecision> decisions = new Memo<>();
    private final Memo<Subject, SwapDecision.Untouched> before = new Memo<>();

    DecisionStage(GraphRunner runner) {
        this.runner = runner;
    }

    Decided alone(Request request) {
        return run(request, new Stop());
    }

    private Decided run(Request request, Stop stop) {
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
        return settings.method().ofMaps() ? maps(request, labels, of, against)
            : pixels(request, labels, of, against, stop);
    }

    private Decided maps(Request request, List<String> labels, int of, OptionalInt against) {
        SwapDecision decision = decisions.get(new Question(request.site().place(), of, against),
            asked -> new SwapDecision(runner, asked.place(), asked.of(), asked.against()));
        SwapDecision.Untouched untouched = before.get(new Subject(decision, request.site(), request.active()),
            asked -> asked.decision().untouched(asked.site(), asked.active()));
        boolean plus = request.settings().method() == DecisionMethod.GRADCAM_PLUS;
        Decided.Look before = look(request, decision.before(untouched, plus));
        Map<Integer, Decided.Look> after = new LinkedHashMap<>();
        request.results().forEach((pane, result) -> after.put(pane, result == null ? before
            : look(request, decision.after(untouched, result, plus))));
        return new Decided(request.settings().method(), labels, of, decision.layer(), before, after,
            OptionalDouble.empty());
    }

    private static Decided.Look look(Request request, SwapDecision.Answer answer) {
        return look(request, answer.map(), answer.score());
    }

    private static Decided.Look look(Request request, Tensor map, double score) {
        boolean none = true;
        for (float cell : map.data()) none &= cell == 0;
        return new Decided.Look(HeatOverlay.of(request.seen(), map), score, none);
    }

    private Decided pixels(Request request, List<String> labels, int of, OptionalInt against, Stop stop) {
        Network network = request.site().network();
        Tensor picture = network.spec().preprocessing().apply(List.of(request.seen()));
        Attribution found = request.settings().method().of(network, runner, of, against, null, picture, stop);
        return new Decided(request.settings().method(), labels, of, null,
            look(request, found.map(), found.score()), Map.of(), found.completeness());
    }
}
