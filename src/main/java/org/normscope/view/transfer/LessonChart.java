package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.Lesson;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.Split;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Accuracy over pictures a class: the mean of several draws as a line, their spread as a band. */
final class LessonChart extends WordedDrawing {
    private static final double LEFT = 44, RIGHT = 130, TOP = 10, FOOT = 26, DOT = 4, LEAST = 90, LINE = 16;

    private final Texts texts;
    private @Nullable Lesson lesson;
    private List<Deeper> deeper = List.of();

    LessonChart(Texts texts) {
        super("lesson-chart");
        this.texts = texts;
        setMinHeight(LEAST);
        setMinWidth(0);
    }

    void show(@Nullable Lesson next, List<Deeper> trained) {
        lesson = next;
        deeper = List.copyOf(trained);
        setAccessibleText(next == null ? "" : texts.now("transfer.lesson") + " " + next.curve().stream()
            .map(step -> name(next, step) + ": " + Figures.percent(step.mean())).collect(Collectors.joining(", ")));
        redraw();
    }

    private String name(Lesson of, LessonCurve step) {
        if (step.perClass() != LessonCurve.ALL) return String.valueOf(step.perClass());
        int classes = Math.max(1, of.classes().size());
        return texts.now("transfer.all", of.set().of(Split.TRAINING).size() / classes);
    }

    @Override
    protected void drawn(GraphicsContext g, double width, double height) {
        if (lesson == null || lesson.judged().examples().isEmpty()) return;
        List<LessonCurve> curve = lesson.curve();
        double lowest = Math.min(curve.stream().mapToDouble(LessonCurve::least).min().orElse(0),
            deeper.stream().mapToDouble(one -> one.judged().accuracy()).min().orElse(1));
        double floor = Math.min(.8, Math.floor(10 * lowest) / 10);
        g.setFont(letters(11));
        g.setTextBaseline(VPos.CENTER);
        for (int tick = (int) Math.round(10 * floor); tick <= 10; tick += floor < .5 ? 2 : 1) {
            double y = Math.round(y(tick / 10.0, floor, height)) + .5;
            g.setStroke(ink(Ink.LINE));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(String.format(Locale.ROOT, "%d%%", 10 * tick), LEFT - 8, y);
        }
        double[] x = new double[curve.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = x.length == 1 ? width - RIGHT : LEFT + 14 + (width - RIGHT - LEFT - 14) * i / (x.length - 1);
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(ink(Ink.MUTED));
            g.fillText(name(lesson, curve.get(i)), x[i], height - FOOT / 2);
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(texts.now("transfer.perClass"), width - RIGHT + 34, height - FOOT / 2, RIGHT - 36);
        head(g, curve, x, floor, height);
        ends(g, curve, x[x.length - 1], floor, height);
    }

    private void head(GraphicsContext g, List<LessonCurve> curve, double[] x, double floor, double height) {
        double[] outline = new double[2 * x.length], levels = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            outline[i] = outline[2 * x.length - 1 - i] = x[i];
            levels[i] = y(curve.get(i).most(), floor, height);
            levels[2 * x.length - 1 - i] = y(curve.get(i).least(), floor, height);
        }
        g.setFill(ink(Ink.DATA, .2));
        g.fillPolygon(outline, levels, outline.length);
        g.setStroke(ink(Ink.DATA));
        g.setLineWidth(2);
        for (int i = 0; i < x.length; i++) {
            double y = y(curve.get(i).mean(), floor, height);
            if (i > 0) g.strokeLine(x[i - 1], y(curve.get(i - 1).mean(), floor, height), x[i], y);
            g.setFill(ink(Ink.DATA));
            g.fillOval(x[i] - DOT, y - DOT, 2 * DOT, 2 * DOT);
        }
        g.setLineWidth(1);
    }

    /** What is reached with all pictures, named; names that would lie on each other make way. */
    private void ends(GraphicsContext g, List<LessonCurve> curve, double x, double floor, double height) {
        record End(String name, double accuracy, Ink ink) { }
        List<End> ends = new ArrayList<>();
        ends.add(new End(texts.now("transfer.way.head"), curve.get(curve.size() - 1).mean(), Ink.DATA));
        deeper.forEach(one -> ends.add(new End(texts.now(one.scratch() ? "transfer.way.scratch"
            : "transfer.way.blocks"), one.judged().accuracy(), one.scratch() ? Ink.MUTED : Ink.ACCENT)));
        ends.sort((a, b) -> Double.compare(b.accuracy(), a.accuracy()));
        double free = Double.NEGATIVE_INFINITY;
        for (End end : ends) {
            double y = y(end.accuracy(), floor, height), words = Math.max(y, free);
            free = words + LINE;
            g.setFill(ink(end.ink()));
            g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.fillText(end.name() + " " + String.format(Locale.ROOT, "%.1f", 100 * end.accuracy()), x + 10, words,
                RIGHT - 12);
        }
    }

    private static double y(double share, double floor, double height) {
        return TOP + (1 - share) / (1 - floor) * (height - TOP - FOOT);
    }
}
