package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.transfer.Deeper;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.Ways;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.Split;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.WayCurve;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Accuracy over pictures a class, a line for each way of teaching: the mean of several draws, their spread a band. */
final class LessonChart extends WordedDrawing {
    private static final double LEFT = 44, RIGHT = 130, TOP = 10, FOOT = 26, DOT = 4, LEAST = 90, LINE = 16;

    private final Texts texts;
    private @Nullable Lesson lesson;
    private List<WayCurve> curves = List.of();
    private List<Deeper> deeper = List.of();
    private List<Integer> places = List.of();

    LessonChart(Texts texts) {
        super("lesson-chart");
        this.texts = texts;
        setMinHeight(LEAST);
        setMinWidth(0);
    }

    /** @param trained of single trainings, for the ways that have no curve */
    void show(@Nullable Lesson next, Ways ways, List<Deeper> trained) {
        lesson = next;
        curves = next == null ? List.of() : ways.curves().isEmpty() ? next.heads() : ways.curves();
        deeper = trained.stream().filter(one -> curves.stream().noneMatch(curve -> curve.way() == way(one))).toList();
        places = next == null ? List.of() : Stream.concat(Stream.concat(Stream.of(LessonCurve.ALL),
            next.curve().stream().map(LessonCurve::perClass)), curves.stream().flatMap(curve ->
            curve.steps().stream().map(LessonCurve::perClass))).distinct().sorted().toList();
        setAccessibleText(next == null ? "" : texts.now("transfer.finding.FEW") + " " + curves.stream().map(curve ->
            name(curve.way()) + ": " + curve.steps().stream().map(step -> name(next, step.perClass()) + " "
                + Figures.percent(step.mean())).collect(Collectors.joining(", "))).collect(Collectors.joining("; ")));
        redraw();
    }

    private static Teaching way(Deeper one) {
        return one.scratch() ? Teaching.SCRATCH : Teaching.BLOCKS;
    }

    private String name(Teaching way) {
        return texts.now(switch (way) {
            case HEAD -> "transfer.way.head";
            case BLOCKS -> "transfer.way.blocks";
            case SCRATCH -> "transfer.way.scratch";
        });
    }

    private static Ink ink(Teaching way) {
        return way == Teaching.HEAD ? Ink.DATA : way == Teaching.BLOCKS ? Ink.ACCENT : Ink.MUTED;
    }

    private String name(Lesson of, int perClass) {
        if (perClass != LessonCurve.ALL) return String.valueOf(perClass);
        LongSummaryStatistics sizes = IntStream.range(0, of.classes().size())
            .mapToLong(label -> of.set().count(label, Split.TRAINING)).summaryStatistics();
        return texts.now("transfer.all", (sizes.getMin() < sizes.getMax() ? "≤ " : "") + sizes.getMax());
    }

    @Override
    protected void drawn(GraphicsContext g, double width, double height) {
        if (lesson == null || lesson.judged().examples().isEmpty()) return;
        double lowest = Math.min(curves.stream().flatMap(curve -> curve.steps().stream())
            .mapToDouble(LessonCurve::least).min().orElse(0),
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
        g.setTextAlign(TextAlignment.CENTER);
        for (int place : places) g.fillText(name(lesson, place), x(place, width), height - FOOT / 2);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(texts.now("transfer.perClass"), width - RIGHT + 34, height - FOOT / 2, RIGHT - 36);
        // The head's lies above the others.
        curves.stream().sorted(Comparator.comparing(WayCurve::way).reversed())
            .forEach(curve -> curve(g, curve, floor, width, height));
        ends(g, floor, width, height);
    }

    private double x(int perClass, double width) {
        if (places.size() == 1) return width - RIGHT;
        return LEFT + 14 + (width - RIGHT - LEFT - 14) * places.indexOf(perClass) / (places.size() - 1);
    }

    private void curve(GraphicsContext g, WayCurve curve, double floor, double width, double height) {
        List<LessonCurve> steps = curve.steps();
        int count = steps.size();
        double[] outline = new double[2 * count], levels = new double[2 * count];
        for (int i = 0; i < count; i++) {
            outline[i] = outline[2 * count - 1 - i] = x(steps.get(i).perClass(), width);
            levels[i] = y(steps.get(i).most(), floor, height);
            levels[2 * count - 1 - i] = y(steps.get(i).least(), floor, height);
        }
        g.setFill(ink(ink(curve.way()), .2));
        g.fillPolygon(outline, levels, outline.length);
        g.setStroke(ink(ink(curve.way())));
        g.setFill(ink(ink(curve.way())));
        g.setLineWidth(2);
        for (int i = 0; i < count; i++) {
            double y = y(steps.get(i).mean(), floor, height);
            if (i > 0) g.strokeLine(outline[i - 1], y(steps.get(i - 1).mean(), floor, height), outline[i], y);
            g.fillOval(outline[i] - DOT, y - DOT, 2 * DOT, 2 * DOT);
        }
        g.setLineWidth(1);
    }

    /**
     * What is reached with most pictures, named beside all dots, which would lie on the names; names that would lie on
     * each other make way.
     */
    private void ends(GraphicsContext g, double floor, double width, double height) {
        record End(Teaching way, double accuracy, int perClass) { }
        List<End> ends = new ArrayList<>();
        for (WayCurve curve : curves) {
            LessonCurve last = curve.steps().get(curve.steps().size() - 1);
            ends.add(new End(curve.way(), last.mean(), last.perClass()));
        }
        deeper.forEach(one -> ends.add(new End(way(one), one.judged().accuracy(), LessonCurve.ALL)));
        ends.sort((a, b) -> Double.compare(b.accuracy(), a.accuracy()));
        double free = Double.NEGATIVE_INFINITY;
        for (End end : ends) {
            double x = x(end.perClass(), width), y = y(end.accuracy(), floor, height), words = Math.max(y, free);
            free = words + LINE;
            g.setFill(ink(ink(end.way())));
            g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.fillText(name(end.way()) + " " + String.format(Locale.ROOT, "%.1f", 100 * end.accuracy()), 
                width - RIGHT + 10, words, RIGHT - 12);
        }
    }

    private static double y(double share, double floor, double height) {
        return TOP + (1 - share) / (1 - floor) * (height - TOP - FOOT);
    }
}
