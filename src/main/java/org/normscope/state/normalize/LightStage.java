package org.normscope.state.normalize;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.flow.LayerSite;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * All that a slider touches: from the maps of a layer and the panes' settings to painted and counted panes. What did
 * not change since the last run is taken from it. Runs once at a time, the panes beside one another.
 */
final class LightStage {
    /** Cells on one page: beyond them painting all panes would be felt. */
    private static final int PAGE_CELLS = 4_000_000;

    /**
     * @param active the picture shown
     * @param loans  by pane, what it takes from pictures beside the batch
     * @param map    colour map, already chosen to suit the theme
     * @param aspect width over height of a pane's picture on screen
     */
    record Request(LayerSite site, int active, List<PaneSettings> panes, Map<Integer, Borrowing.Loan> loans,
                   MapView view, ColorMap map, double aspect) { }

    /** One pane: a content, or a fault. The result is what the network may be given, whatever of it is shown. */
    record Pane(PaneSettings settings, @Nullable PaneSite normalization, @Nullable Tensor result,
        @Nullable PaneContent content, @Nullable Fault fault) { }

    /**
     * @param panes  by key, in order
     * @param mosaic which units they show, and where
     */
    record Answer(Request request, Map<Integer, Pane> panes, Mosaic mosaic, int pages, double normalizeMilliseconds,
                  double paintMilliseconds) { }

    private final Workers workers;
    private final Map<Integer, PaneWork> works = new HashMap<>();

    LightStage(Workers workers) {
        this.workers = workers;
    }

    Answer run(Request request) {
        works.keySet().removeIf(key -> request.panes().stream().noneMatch(pane -> pane.key() == key));
        request.panes().forEach(pane -> works.computeIfAbsent(pane.key(), key -> new PaneWork()));

        Map<Integer, PaneWork.Normalized> normalized = each(request,
            pane -> of(works, pane).normalized(request.site(), request.active(), pane,
                request.loans().getOrDefault(pane.key(), Borrowing.Loan.NOTHING)));
        long start = System.nanoTime();
        Map<Integer, PaneWork.Shown> shown = each(request,
            pane -> of(works, pane).shown(of(normalized, pane),
                pane.show(), pane.show() == Show.DIFFERENCE ? normalized.get(pane.against()) : null, request.map()));
        Scale shared = shared(request, shown);
        Mosaic mosaic = mosaic(request);
        Map<Integer, Pane> panes = each(request, pane ->
            pane(request, pane, of(normalized, pane), of(shown, pane), mosaic, shared));
        double normalizing = normalized.values().stream().mapToDouble(PaneWork.Normalized::milliseconds).sum();
        return new Answer(request, panes, mosaic, pages(shown(request), request.view()), normalizing,
            (System.nanoTime() - start) / 1e6);
    }

    private static <T> T of(Map<Integer, T> byKey, PaneSettings pane) {
        return Objects.requireNonNull(byKey.get(pane.key()));
    }

    private <T> Map<Integer, T> each(Request request, Function<PaneSettings, T> work) {
        List<T> results = workers.sideBySide(
            request.panes().stream().map(pane -> (Supplier<T>) () -> work.apply(pane)).toList());
        Map<Integer, T> byKey = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) byKey.put(request.panes().get(i).key(), results.get(i));
        return byKey;
    }

    private Pane pane(Request request, PaneSettings pane, PaneWork.Normalized normalized, PaneWork.Shown shown,
                      Mosaic mosaic, @Nullable Scale shared) {
        Tensor maps = shown.maps();
        Scale own = shown.own(), joint = shares(request.view(), pane) ? shared : null;
        if (maps == null || own == null) {
            return new Pane(pane, normalized.normalization(), normalized.result(), null, shown.fault());
        }
        int unit = Math.min(request.view().unit(), request.site().shape().c() - 1);
        PaneContent content = of(works, pane).content(normalized, maps, mosaic, joint == null ? own : joint,
            joint != null, unit);
        return new Pane(pane, normalized.normalization(), normalized.result(), content, null);
    }

    private static boolean shares(MapView view, PaneSettings pane) {
        return view.scale() == ScaleSharing.ALL || view.scale() == ScaleSharing.SHARED && !pane.raw();
    }

    /**
     * The middle one of the own scales of those panes that share one, so that one pane of large values does not darken
     * all others. Null where no pane has one. Low stays below high, since at the same rank each low is below some high.
     */
    private static @Nullable Scale shared(Request request, Map<Integer, PaneWork.Shown> shown) {
        List<Scale> own = request.panes().stream().filter(pane -> shares(request.view(), pane))
            .map(pane -> of(shown, pane).own()).filter(Objects::nonNull).toList();
        if (own.isEmpty()) return null;
        int middle = own.size() / 2;
        float high = own.stream().map(Scale::high).sorted().toList().get(middle);
        float low = own.stream().map(Scale::low).sorted(Comparator.reverseOrder()).toList().get(middle);
        return new Scale(low, high, own.get(0).map());
    }

    /** One slice of the maps where they are of several, unless all are wanted. */
    private static Shape shown(Request request) {
        Shape all = request.site().shape();
        int slices = request.site().place().slices();
        return slices == 1 || request.view().sliceOf(slices) == MapView.ALL_SLICES ? all
            : Shape.of(all.n(), all.c(), all.h() / slices, all.w());
    }

    private static Mosaic mosaic(Request request) {
        Shape shape = shown(request);
        int slice = Math.max(0, request.view().sliceOf(request.site().place().slices()));
        return tiles(request, shape).from(slice * shape.h());
    }

    private static Mosaic tiles(Request request, Shape shape) {
        if (request.view().unit() != MapView.ALL) {
            return Mosaic.of(Math.min(request.view().unit(), shape.c() - 1), 1, shape.w(), shape.h(), request.aspect());
        }
        int units = unitsOfPage(shape, request.view());
        int first = Math.min(request.view().page(), pages(shape, request.view()) - 1) * units;
        return Mosaic.of(first, Math.min(units, shape.c() - first), shape.w(), shape.h(), request.aspect());
    }

    static int unitsOfPage(Shape shape, MapView view) {
        return Math.max(1, Math.min(Math.min(shape.c(), view.perPage()), PAGE_CELLS / Math.max(1, shape.plane())));
    }

    static int pages(Shape shape, MapView view) {
        int units = unitsOfPage(shape, view);
        return (shape.c() + units - 1) / units;
    }
}
