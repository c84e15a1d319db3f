package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.image.stroke.Strokes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.onnx.Graph;
import org.normscope.shift.Appearance;
import org.normscope.shift.Features;
import org.normscope.shift.InvarianceProbe;
import org.normscope.shift.LayerShift;
import org.normscope.shift.SetShift;
import org.normscope.shift.ShiftedFeatures;
import org.normscope.state.desk.PaintedPicture;
import org.normscope.state.desk.RankedClass;
import org.normscope.task.Workers;
import org.normscope.text.Fault;

/**
 * From a look to how far all layers of all networks move, the networks side by side. What they make of the pictures as
 * they are is kept. Runs once at a time.
 */
final class MeterStage implements AutoCloseable {
    private static final int CLASSES = 4;
    /** 256 MB of features. */
    private static final long MOST_CELLS = 64_000_000;

    /**
     * @param pictures measured: one, or all of the tray
     * @param active   the current one of them, from 0
     * @param base     what of a picture's look is changed
     */
    record Request(List<Compared> compared, List<PaintedPicture> pictures, int active, Appearance look, Base base) { }

    /**
     * @param own      stands for the picture; null for none
     * @param painting in whose style the picture is painted; null for none
     * @param weight   of that style
     */
    record Base(@Nullable Pixels own, @Nullable Pixels painting, double weight) {
        static final Base NONE = new Base(null, null, 0);
    }

    /** What a network sees of a picture, as it is and shifted. */
    private record Seen(Pixels before, Pixels after) { }

    private record View(Preprocessing preprocessing, PaintedPicture picture) { }

    private final GraphRunner runner;
    private final Workers workers;
    private final Map<Graph, InvarianceProbe> probes = new HashMap<>();
    private final Map<Graph, Map<Pixels, Features>> known = new HashMap<>();
    private final Restyling restyling;
    private Map<View, Pixels> fitted = new HashMap<>();

    MeterStage(GraphRunner runner, Workers workers) {
        this.runner = runner;
        this.workers = workers;
        restyling = new Restyling(runner);
    }

    Meter run(Request request) {
        long start = System.nanoTime();
        Map<Preprocessing, List<Seen>> seen = new LinkedHashMap<>();
        Map<View, Pixels> used = new HashMap<>();
        for (Compared compared : request.compared()) {
            seen.computeIfAbsent(compared.network().spec().preprocessing(),
                preprocessing -> seen(request, preprocessing, used));
        }
        fitted = used;
        letGo(request.compared().stream().map(compared -> compared.network().graph()).collect(Collectors.toSet()));
        long looked = System.nanoTime();
        // One that stands there twice is measured once: it has one memory.
        Map<Graph, Compared> distinct = new LinkedHashMap<>();
        request.compared().forEach(compared -> distinct.putIfAbsent(compared.network().graph(), compared));
        List<Supplier<NetworkShift>> tasks = new ArrayList<>();
        for (Compared one : distinct.values()) {
            List<Seen> pictures = Objects.requireNonNull(seen.get(one.network().spec().preprocessing()));
            tasks.add(() -> measured(one, pictures, request.active()));
        }
        Map<Graph, NetworkShift> measured = workers.sideBySide(tasks)
            .stream().collect(Collectors.toMap(shift -> shift.compared().network().graph(), shift -> shift));
        List<NetworkShift> networks = request.compared().stream()
            .map(compared -> Objects.requireNonNull(measured.get(compared.network().graph())).of(compared)).toList();
        Seen first = seen.values().iterator().next().get(request.active());
        return new Meter(networks, first.before(), first.after(), (looked - start) * 1e-9,
            (System.nanoTime() - looked) * 1e-9);
    }

    private List<Seen> seen(Request request, Preprocessing preprocessing, Map<View, Pixels> used) {
        List<Seen> seen = new ArrayList<>();
        for (PaintedPicture picture : request.pictures()) {
            Pixels before = used.computeIfAbsent(new View(preprocessing, picture), this::fitted);
            seen.add(new Seen(before, request.look().of(based(before, request.base(), preprocessing, used))));
        }
        return seen;
    }

    private Pixels based(Pixels before, Base base, Preprocessing preprocessing, Map<View, Pixels> used) {
        Pixels there = base.own() == null ? before
            : used.computeIfAbsent(new View(preprocessing, new PaintedPicture(base.own(), List.of())), this::fitted);
        return base.painting() == null ? there : restyling.painted(there, base.painting(), base.weight());
    }

    private Pixels fitted(View view) {
        if (fitted.containsKey(view)) return fitted.get(view);
        Pixels whole = view.picture().picture();
        return Strokes.paint(view.preprocessing().fitted(whole),
            view.preprocessing().placement(whole.width(), whole.height()), view.picture().strokes());
    }

    private void letGo(Set<Graph> wanted) {
        probes.keySet().stream().filter(graph -> !wanted.contains(graph)).toList()
            .forEach(graph -> probes.remove(graph).close());
        known.keySet().retainAll(wanted);
        wanted.forEach(graph -> known.computeIfAbsent(graph, none -> new LinkedHashMap<>()));
    }

    /** What goes wrong with one network is told with it; the others are measured all the same. */
    private NetworkShift measured(Compared compared, List<Seen> pictures, int active) {
        try {
            InvarianceProbe probe = probe(compared.network());
            List<Features> before = new ArrayList<>();
            List<ShiftedFeatures> after = new ArrayList<>();
            Map<Pixels, Features> kept = Objects.requireNonNull(known.get(compared.network().graph()));
            kept.keySet().retainAll(pictures.stream().map(Seen::before).collect(Collectors.toSet()));
            for (Seen seen : pictures) {
                Features same = kept.get(seen.before()), features = same != null ? same : probe.read(seen.before());
                if (features.cells() * (kept.size() + 1) <= MOST_CELLS) kept.put(seen.before(), features);
                before.add(features);
                after.add(probe.compare(features, seen.after()));
            }
            List<LayerShift> layers = pictures.size() == 1 ? after.get(0).layers() : SetShift.of(before, after);
            return new NetworkShift(compared, layers,
                classes(before.get(active).classes(), after.get(active).classes()), null);
        } catch (RuntimeException e) {
            return new NetworkShift(compared, List.of(), List.of(),
                e instanceof Fault fault ? fault : new Fault(e, "app.unexpected", String.valueOf(e)));
        }
    }

    private InvarianceProbe probe(Network network) {
        synchronized (probes) {
            InvarianceProbe probe = probes.get(network.graph());
            if (probe != null) return probe;
        }
        InvarianceProbe made = new InvarianceProbe(network, runner);
        synchronized (probes) {
            probes.put(network.graph(), made);
        }
        return made;
    }

    private static List<RankedClass> classes(List<Prediction> before, List<Prediction> after) {
        Map<Integer, Float> was = before.stream().collect(Collectors.toMap(Prediction::index, Prediction::probability));
        return after.stream().map(is ->
            new RankedClass(is.index(), is.label(), Objects.requireNonNull(was.get(is.index())), is.probability()))
            .sorted(Comparator.comparingDouble(ranked -> -Math.max(ranked.before(), ranked.after())))
            .limit(CLASSES).toList();
    }

    @Override
    public void close() {
        probes.values().forEach(InvarianceProbe::close);
        probes.clear();
        known.clear();
    }
}
