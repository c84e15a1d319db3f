package org.normscope.view.shift;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.normscope.shift.DomainRun;
import org.normscope.state.shift.FolderRun;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** Accuracy of each network on each domain as bars with their 95 % intervals; the majority class as a line across. */
final class AccuracyChart extends Drawing {
    private static final double LEFT = 34, TOP = 8, FOOT = 22, LEAST_HEIGHT = 120;

    private final FolderRun run;

    AccuracyChart(Texts texts, FolderRun run) {
        super("accuracy-chart");
        this.run = run;
        setMinHeight(LEAST_HEIGHT);
        setAccessibleText(texts.now("shift.results.CHART") + ". "
            + run.rows().stream().filter(FolderRun.Row::judged).map(row ->
                ComparedNames.of(row.compared(), texts) + ": " + run.domains().stream().map(domain ->
                    domain + " " + Figures.percent(row.run(domain).accuracy()))
                    .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(". ")));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setFont(Font.font(Figures.FONT, 11));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setLineWidth(1);
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = Math.round(y(percent / 100.0, height)) + 0.5;
            g.setStroke(ink(Ink.LINE, percent == 0 ? 1 : 0.5));
            g.strokeLine(LEFT, y, width, y);
            g.setFill(ink(Ink.MUTED));
            g.fillText(String.format(Locale.ROOT, "%d%%", percent), LEFT - 6, y);
        }
        List<FolderRun.Row> rows = run.rows().stream().filter(FolderRun.Row::judged).toList();
        double group = (width - LEFT) / Math.max(1, run.domains().size()),
            bar = Math.min(26, 0.75 * group / Math.max(1, rows.size()));
        for (int d = 0; d < run.domains().size(); d++) {
            double middle = LEFT + (d + 0.5) * group, left = middle - bar * rows.size() / 2;
            for (int i = 0; i < rows.size(); i++) {
                bar(g, rows.get(i), rows.get(i).run(run.domains().get(d)), left + i * bar, bar, height);
            }
            if (!rows.isEmpty()) {
                majority(g, rows.get(0).run(run.domains().get(d)).majority(), middle - group * 0.42,
                    middle + group * 0.42, height);
            }
            g.setFill(ink(Ink.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(run.domains().get(d), middle, height - FOOT / 2, group - 4);
        }
    }

    private void bar(GraphicsContext g, FolderRun.Row row, DomainRun domain, double x, double wide, double height) {
        double top = y(domain.accuracy(), height), middle = x + wide / 2;
        g.setFill(ink(Ink.ofNetwork(row.compared().ink()), row.compared().origin().ordinal() == 0 ? 1 : 0.55));
        g.fillRect(x + 1.5, top, wide - 3, y(0, height) - top);
        g.setStroke(ink(Ink.TEXT));
        g.strokeLine(middle, y(domain.confidence()[0], height), middle, y(domain.confidence()[1], height));
        for (double end : domain.confidence()) g.strokeLine(middle - 3, y(end, height), middle + 3, y(end, height));
    }

    private void majority(GraphicsContext g, double share, double from, double to, double height) {
        g.setStroke(ink(Ink.TEXT));
        g.setLineDashes(4, 3);
        g.strokeLine(from, y(share, height), to, y(share, height));
        g.setLineDashes();
    }

    private static double y(double share, double height) {
        return height - FOOT - share * (height - FOOT - TOP);
    }
}
