package org.normscope.view.shift;

import java.util.Comparator;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.shift.DepthCurves;
import org.normscope.view.control.Figures;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Texts;

/** How far the layers of several networks moved, as curves over depth; a point is a layer. */
final class DepthChart extends NetworkChart {
    private static final double TOP = 0.9, FOOT = 2.4;

    private final Texts texts;
    private DepthCurves curves = DepthCurves.NONE;
    private DepthAxis axis = DepthAxis.of(curves);

    DepthChart(Texts texts) {
        super(texts, "depth-chart", TOP, FOOT);
        this.texts = texts;
        texts.languageProperty().addListener((property, old, now) -> show(curves));
        show(curves);
    }

    /** @param next null while there is nothing to be seen */
    void show(@Nullable DepthCurves next) {
        curves = next == null ? DepthCurves.NONE : next;
        axis = DepthAxis.of(curves);
        draw(curves.lines().stream()
            .map(each -> new Curve(each.compared(), each.points().stream().map(this::spot).toList())).toList());
    }

    private Spot spot(DepthCurves.Point point) {
        boolean below = axis.logarithmic() && point.value() < axis.low();
        return new Spot(point.x(), axis.share(point.value()), below || point.byConstruction());
    }

    /** What it is and its value; where it rests on the least variance, that. */
    @Override
    List<String> told(int curve, int spot) {
        DepthCurves.Line chosen = curves.lines().get(curve);
        DepthCurves.Point at = chosen.points().get(spot);
        String channels = Integer.toString(at.layer().shape().c());
        String key = at.byConstruction() ? "shift.point.zero" : at.partlyByConstruction() ? "shift.point.part"
            : at.input() ? "shift.point.input" : "shift.point";
        String value = texts.now(key, ComparedNames.of(chosen.compared(), texts), LayerNames.name(at.layer()),
            LayerNames.operator(at.layer()), Figures.plain(at.value()),
            Integer.toString(at.constructed()), channels);
        return at.floored() == 0 ? List.of(value)
            : List.of(value, texts.now("shift.point.floored", Integer.toString(at.floored()), channels));
    }

    @Override
    String summary() {
        if (curves.lines().isEmpty()) return texts.now("shift.chart");
        StringBuilder all = new StringBuilder(texts.now("shift.chart"));
        for (DepthCurves.Line each : curves.lines()) {
            all.append(". ").append(ComparedNames.of(each.compared(), texts)).append(':');
            for (DepthCurves.Part part : curves.parts()) {
                each.points().stream().min(Comparator.comparingDouble(p -> Math.abs(p.x() - part.middle())))
                    .ifPresent(p -> all.append(' ').append(part.name()).append(' ')
                        .append(Figures.plain(p.value())).append(','));
            }
            all.setLength(all.length() - 1);
        }
        return all.toString();
    }

    @Override
    void axes(GraphicsContext g, double width, double height) {
        g.setFont(Font.font(Figures.FONT, 0.85 * em()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        for (double tick : axis.ticks()) {
            double y = Math.round(y(axis.share(tick), height)) + 0.5;
            g.setStroke(ink(Ink.LINE, 0.6));
            g.strokeLine(LEFT * em(), y, end(width), y);
            g.setFill(ink(Ink.MUTED));
            g.fillText(axis.words(tick), (LEFT - 0.9) * em(), y);
        }
        parts(g, width, height);
    }

    private void parts(GraphicsContext g, double width, double height) {
        g.setFont(letters(0.95));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BASELINE);
        double free = Double.NEGATIVE_INFINITY;
        for (DepthCurves.Part part : curves.parts()) {
            double middle = x(part.middle(), width), half = width(part.name(), g.getFont()) / 2;
            if (part.from() > 0 && part.to() > part.from()) {
                double edge = Math.round(x(part.from(), width)) + 0.5;
                g.setStroke(ink(Ink.LINE, 0.35));
                g.strokeLine(edge, TOP * em(), edge, height - FOOT * em());
            }
            if (middle - half < free) continue; // names that would touch are left out
            g.setFill(ink(Ink.MUTED));
            g.fillText(part.name(), middle, height - 0.5 * em());
            free = middle + half + 0.6 * em();
        }
    }
}
