package org.normscope.view.shift;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.shift.Trait;
import org.normscope.state.shift.RobustnessRun;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Share of right answers, or of kept ones, over one slider of the look; a point is a value of the slider. */
final class RobustnessChart extends NetworkChart {
    private static final double TOP = 2.1, FOOT = 3.4;

    private final Texts texts;
    private RobustnessRun run = RobustnessRun.NONE;

    RobustnessChart(Texts texts) {
        super(texts, "robustness-chart", TOP, FOOT);
        this.texts = texts;
        texts.languageProperty().addListener((property, old, now) -> show(run));
        show(run);
    }

    /** @param next null while there is nothing to be seen */
    void show(@Nullable RobustnessRun next) {
        run = next == null ? RobustnessRun.NONE : next;
        draw(run.comparable().stream().map(this::curve).toList());
    }

    private Curve curve(RobustnessRun.Row row) {
        List<RobustnessRun.Kept> points = run.kept(row);
        return new Curve(row.compared(), IntStream.range(0, points.size())
            .mapToObj(i -> new Spot(place(i, points.size()), points.get(i).share(), false)).toList());
    }

    /** Evenly: gamma, too, goes in equal steps to each side. */
    private static double place(int point, int points) {
        return (double) point / Math.max(1, points - 1);
    }

    private List<RobustnessRun.Kept> points() {
        return run.kept(run.rows().get(0));
    }

    private String axis() {
        return texts.now("shift.trait." + run.choice().trait().name());
    }

    @Override
    List<String> told(int curve, int spot) {
        RobustnessRun.Row row = run.comparable().get(curve);
        RobustnessRun.Kept point = run.kept(row).get(spot);
        return List.of(texts.now(run.judged() ? "shift.robustness.point.right" : "shift.robustness.point.same",
            ComparedNames.of(row.compared(), texts), axis(), words(run.choice().trait(), point.value()),
            Figures.percent(point.share()), point.kept(), point.pictures()));
    }

    @Override
    String summary() {
        if (run.rows().isEmpty()) return texts.now("shift.robustness.chart");
        return texts.now("shift.robustness.chart") + ". " + run.comparable().stream().map(row ->
            ComparedNames.of(row.compared(), texts) + ": " + run.kept(row).stream().map(point ->
                words(run.choice().trait(), point.value()) + " " + Figures.percent(point.share()))
                .collect(Collectors.joining(", "))).collect(Collectors.joining(". "));
    }

    /** A value as its slider shows it. */
    private static String words(Trait trait, double value) {
        return Figures.brief(value * LookCard.unit(trait));
    }

    @Override
    void axes(GraphicsContext g, double width, double height) {
        g.setFont(Font.font(Figures.FONT, 0.85 * em()));
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = Math.round(y(percent / 100.0, height)) + 0.5;
            g.setStroke(ink(Ink.LINE, 0.6));
            g.strokeLine(LEFT * em(), y, end(width), y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(String.format(Locale.ROOT, "%d%%", percent), (LEFT - 0.9) * em(), y);
        }
        values(g, width, height);
        g.setFont(letters(0.95));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(axis(), (LEFT * em() + end(width)) / 2, height - 0.7 * em());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(texts.now(run.judged() ? "shift.robustness.right" : "shift.robustness.same"), LEFT * em(),
            0.7 * em());
    }

    /** The value that changes nothing has a line of its own. */
    private void values(GraphicsContext g, double width, double height) {
        Trait trait = run.choice().trait();
        g.setTextAlign(TextAlignment.CENTER);
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points().size(); i++) {
            double value = points().get(i).value(), x = x(place(i, points().size()), width);
            if (value == trait.neutral()) {
                g.setStroke(ink(Ink.LINE));
                g.strokeLine(Math.round(x) + 0.5, TOP * em(), Math.round(x) + 0.5, height - FOOT * em());
            }
            String words = words(trait, value);
            double half = width(words, g.getFont()) / 2;
            if (x - half < free) continue; // figures that would touch are left out
            g.setFill(ink(Ink.MUTED));
            g.fillText(words, x, height - (FOOT - 1) * em());
            free = x + half + 0.5 * em();
        }
    }
}
