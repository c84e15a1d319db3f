package org.normscope.view.transfer;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.normscope.transfer.Epoch;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Loss or accuracy over epochs, of the pictures learnt from and of those chosen by. */
final class RunChart extends WordedDrawing {
    private static final double LEFT = 34, RIGHT = 104, TOP = 20, FOOT = 20, LEAST = 60, LINE = 13;

    private final Texts texts;
    private final boolean accuracy;
    private List<Epoch> epochs = List.of();
    private int of = 1;

    RunChart(Texts texts, boolean accuracy) {
        super("run-chart");
        this.texts = texts;
        this.accuracy = accuracy;
        setMinHeight(LEAST);
        setMinWidth(0);
        setPrefWidth(LEAST);
    }

    /** @param most epochs */
    void show(List<Epoch> now, int most) {
        epochs = now;
        of = most;
        redraw();
    }

    private double top() {
        if (accuracy) return 1;
        double most = epochs.stream().mapToDouble(epoch -> Math.max(epoch.loss(),
            Double.isNaN(epoch.judgedLoss()) ? 0 : epoch.judgedLoss())).max().orElse(1);
        return Math.max(.1, most);
    }

    @Override
    protected void drawn(GraphicsContext g, double width, double height) {
        if (epochs.isEmpty() || height < LEAST) return;
        g.setFont(letters(11));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(ink(Ink.TEXT));
        g.fillText(texts.now(accuracy ? "transfer.run.accuracy" : "transfer.run.loss"), 0, 7);
        double top = top();
        for (int half = 0; half <= 2; half++) {
            double y = Math.round(y(top * half / 2, top, height)) + .5;
            g.setStroke(ink(Ink.LINE));
            g.strokeLine(LEFT, y, width - RIGHT, y);
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(accuracy ? String.valueOf(50 * half) : Figures.brief(top * half / 2), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText("1", x(1, width), height - FOOT / 2);
        g.fillText(String.valueOf(of), x(of, width), height - FOOT / 2);
        g.setTextAlign(TextAlignment.LEFT);
        double learnt = line(g, accuracy ? Epoch::accuracy : Epoch::loss, Ink.DATA, top, width, height),
            chosen = line(g, accuracy ? Epoch::judged : Epoch::judgedLoss, Ink.ACCENT, top, width, height);
        Epoch last = epochs.get(epochs.size() - 1);
        double x = x(epochs.size(), width) + 8, apart = Math.max(LINE, Math.abs(learnt - chosen)) / 2,
            middle = (learnt + chosen) / 2;
        boolean below = learnt > chosen;
        name(g, "transfer.run.training", accuracy ? last.accuracy() : last.loss(), Ink.DATA, x,
            Double.isNaN(chosen) ? learnt : middle + (below ? apart : -apart));
        if (!Double.isNaN(chosen)) {
            name(g, "transfer.run.validation", accuracy ? last.judged() : last.judgedLoss(), Ink.ACCENT, x,
                middle + (below ? -apart : apart));
        }
    }

    private void name(GraphicsContext g, String key, double value, Ink ink, double x, double y) {
        g.setFill(ink(ink));
        g.fillText(texts.now(key, accuracy ? String.format(Locale.ROOT, "%.1f", 100 * value) : Figures.brief(value)),
            x, y, RIGHT - 8);
    }

    /** @return where it ends; NaN where there is none */
    private double line(GraphicsContext g, ToDoubleFunction<Epoch> value, Ink ink, double top, double width,
                        double height) {
        if (epochs.stream().mapToDouble(value).anyMatch(Double::isNaN)) return Double.NaN;
        g.setStroke(ink(ink));
        g.setLineWidth(1.5);
        double before = 0;
        for (int i = 0; i < epochs.size(); i++) {
            double y = y(value.applyAsDouble(epochs.get(i)), top, height);
            if (i > 0) g.strokeLine(x(i, width), before, x(i + 1, width), y);
            before = y;
        }
        g.setFill(ink(ink));
        g.fillOval(x(epochs.size(), width) - 3, before - 3, 6, 6);
        g.setLineWidth(1);
        return before;
    }

    private double x(int epoch, double width) {
        return LEFT + (width - RIGHT - LEFT) * (epoch - 1) / Math.max(1, of - 1);
    }

    private static double y(double value, double top, double height) {
        return TOP + (1 - value / top) * (height - TOP - FOOT);
    }
}
