package org.normscope.state.normalize;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.normalize.Ingredient;
import org.normscope.state.desk.stage.Memo;
import org.normscope.stats.Histogram;
import org.normscope.stats.NotFinite;
import org.normscope.stats.Summary;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/** The steps from a pane's settings to its content; each is done again only where its own input changed. */
final class PaneWork {
    private static final int BINS = 64;

    /**
     * A pane's normalization and what it gives; {@code normalization} is null for raw, all but {@code fault} for a
     * fault.
     */
    record Normalized(@Nullable PaneSite normalization, @Nullable Tensor result, double milliseconds,
        @Nullable Fault fault) {
        /** @throws Fault why there is none */
        private Tensor given() {
            if (fault != null) throw fault;
            return Objects.requireNonNull(result);
        }
    }

    /** What a pane shows, with the scale that it would have of its own; null both for a fault. */
    record Shown(@Nullable Tensor maps, @Nullable Scale own, @Nullable Fault fault) { }

    private record Figures(Summary summary, Histogram histogram, NotFinite broken) { }

    private record NormalizedKey(LayerSite site, int active, PaneSettings pane, Borrowing.Loan loan) { }

    private record ShownKey(Normalized normalized, Show show, @Nullable Normalized other, ColorMap map) { }

    private record FrameKey(Tensor maps, Mosaic mosaic, Scale scale) { }

    private record FiguresKey(Tensor maps, int unit, Scale scale) { }

    private final Memo<NormalizedKey, Normalized> normalized = new Memo<>();
    private final Memo<ShownKey, Shown> shown = new Memo<>();
    private final Memo<FrameKey, PaintedPane> frames = new Memo<>();
    private final Memo<FiguresKey, Figures> figures = new Memo<>();

    Normalized normalized(LayerSite site, int active, PaneSettings pane, Borrowing.Loan loan) {
        return normalized.get(new NormalizedKey(site, active, pane.withShow(Show.RESULT, pane.key()), loan),
            PaneWork::normalize);
    }

    private static Normalized normalize(NormalizedKey asked) {
        long start = System.nanoTime();
        try {
            if (asked.pane().raw()) return new Normalized(null, asked.site().alone(asked.active()).maps(), 0, null);
            PaneSite here = PaneSite.of(asked.site(), asked.active(), asked.pane(), asked.loan());
            Tensor result = here.result();
            return new Normalized(here, result, (System.nanoTime() - start) / 1e6, null);
        } catch (Fault fault) {
            return new Normalized(null, null, 0, fault);
        }
    }

    /** @param other what {@link Show#DIFFERENCE} subtracts; null where there is none */
    Shown shown(Normalized mine, Show show, @Nullable Normalized other, ColorMap map) {
        return shown.get(new ShownKey(mine, show, other, map), PaneWork::show);
    }

    private static Shown show(ShownKey asked) {
        try {
            Tensor maps = maps(asked);
            return new Shown(maps, Scale.of(asked.map(), maps), null);
        } catch (Fault fault) {
            return new Shown(null, null, fault);
        }
    }

    private static Tensor maps(ShownKey asked) {
        Normalized mine = asked.normalized();
        Tensor result = mine.given();
        if (asked.show() == Show.RESULT) return result;
        if (asked.show() == Show.DIFFERENCE) {
            if (asked.other() == null || asked.other().result() == null) throw new Fault("pane.against");
            return difference(result, asked.other().result());
        }
        if (mine.normalization() == null) throw new Fault("pane.ingredient", "raw");
        return mine.normalization().ingredient(Ingredient.valueOf(asked.show().name()), asked.show().name());
    }

    private static Tensor difference(Tensor a, Tensor b) {
        Tensor difference = Tensor.zeros(a.shape());
        for (int i = 0; i < difference.data().length; i++) difference.data()[i] = a.data()[i] - b.data()[i];
        return difference;
    }

    /**
     * @param shared whether the scale is other panes', too
     * @param unit   the one shown large, or {@link MapView#ALL}
     */
    PaneContent content(Normalized from, Tensor maps, Mosaic mosaic, Scale scale, boolean shared, int unit) {
        PaintedPane frame = frames.get(new FrameKey(maps, mosaic, scale), key ->
            new PaintedPane(FeatureMapFlow.painted(key.maps(), key.mosaic(), key.scale()), key.mosaic(), key.scale()));
        Figures counted = figures.get(new FiguresKey(maps, unit, scale), PaneWork::count);
        return new PaneContent(frame, shared, maps, counted.summary(), counted.histogram(), counted.broken(),
            from.milliseconds());
    }

    private static Figures count(FiguresKey asked) {
        float[] data = asked.maps().data();
        int plane = asked.maps().shape().plane();
        int from = asked.unit() == MapView.ALL ? 0 : asked.unit() * plane;
        int to = asked.unit() == MapView.ALL ? data.length : from + plane;
        Summary summary = Summary.of(data, from, to);
        return new Figures(summary, Histogram.of(data, from, to, asked.scale().low(), asked.scale().high(), BINS),
            summary.notFinite() == 0 ? NotFinite.NONE : NotFinite.of(asked.maps()));
    }
}
