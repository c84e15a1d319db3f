package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.shift.DomainRun;
import org.normscope.shift.TwinRuns;
import org.normscope.state.shift.FolderRun;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** Accuracies in percent: a row a network, a column a look. */
final class AccuracyTable extends GridPane {
    private final Controls controls;
    private int row;

    /** @param wide whether its figures spread over all the width there is */
    private AccuracyTable(Controls controls, List<String> heads, boolean wide) {
        this.controls = controls;
        controls.about(this, "shift.results.accuracy").getStyleClass().add("accuracy-table");
        if (wide) getStyleClass().add("wide");
        for (int i = 0; i < heads.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(wide == (i > 0) ? Priority.ALWAYS : Priority.SOMETIMES);
            column.setMinWidth(wide && i == 0 ? 0 : Region.USE_PREF_SIZE);
            column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
            getColumnConstraints().add(column);
        }
        addRow(row++, heads.stream().map(head -> label(head, "muted", "small")).toArray(Label[]::new));
    }

    /**
     * The twins, a table for each length of training.
     *
     * @param styles by twin, its colour
     */
    static FlowPane shipped(Controls controls, TwinRuns twins, Map<String, String> styles) {
        Texts texts = controls.texts();
        List<String> heads = new ArrayList<>(List.of(texts.now("shift.results.accuracy")));
        TwinRuns.LOOKS.forEach(look -> heads.add(texts.now("shift.look." + look)));
        VBox others = new VBox();
        FlowPane tables = new FlowPane();
        for (Pane pane : List.of(tables, others)) pane.getStyleClass().add("accuracy-tables");
        List<AccuracyTable> all = new ArrayList<>();
        String before = "";
        for (TwinRuns.Row twin : twins.rows()) {
            String length = texts.now("shift.results.epochs", Integer.toString(twin.epochs()),
                Integer.toString(twin.crop()));
            if (!length.equals(before)) {
                AccuracyTable next = new AccuracyTable(controls, heads, false);
                next.group(length);
                (tables.getChildren().isEmpty() ? tables : others).getChildren().add(next);
                all.add(next);
            }
            AccuracyTable table = all.get(all.size() - 1);
            before = length;
            List<Label> cells = new ArrayList<>(List.of(name(ComparedNames.twin(twin.twin(), texts), twin.seeds(),
                styles.getOrDefault(twin.twin(), "muted"))));
            for (TwinRuns.Cell cell : twin.looks()) {
                cells.add(table.number(percent(cell.mean()),
                    Double.isNaN(cell.spread()) ? "" : "±" + percent(cell.spread()),
                    texts.now("shift.results.between", percent(cell.low()), percent(cell.high())),
                    cell.mean() == best(twins, twin, cell)));
            }
            table.addRow(table.row++, cells.toArray(Label[]::new));
        }
        List<Label> majority = new ArrayList<>(List.of(label(texts.now("shift.results.majority"), "muted")));
        TwinRuns.MAJORITY.forEach(share -> majority.add(label(percent(share), "number", "muted")));
        AccuracyTable last = all.get(all.size() - 1);
        last.group("");
        last.addRow(last.row++, majority.toArray(Label[]::new));
        if (!others.getChildren().isEmpty()) tables.getChildren().add(others);
        return tables;
    }

    /** The best of the rows of the same length. */
    private static double best(TwinRuns twins, TwinRuns.Row row, TwinRuns.Cell cell) {
        int look = row.looks().indexOf(cell);
        return twins.rows().stream().filter(other -> other.epochs() == row.epochs() && other.crop() == row.crop())
            .mapToDouble(other -> other.looks().get(look).mean()).max().orElseThrow();
    }

    static AccuracyTable of(Controls controls, FolderRun run) {
        Texts texts = controls.texts();
        List<String> heads = new ArrayList<>(List.of(texts.now("shift.results.accuracy")));
        heads.addAll(run.domains());
        AccuracyTable table = new AccuracyTable(controls, heads, true);
        for (FolderRun.Row network : run.rows()) {
            Label name = label(ComparedNames.of(network.compared(), texts), "strong", "table-name",
                ComparedNames.style(network.compared()));
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            Tips.on(name, name.getText());
            List<Label> cells = new ArrayList<>(List.of(name));
            for (String domain : run.domains()) {
                cells.add(table.cell(network, network.run(domain), best(run, domain)));
            }
            table.addRow(table.row++, cells.toArray(Label[]::new));
        }
        table.group("");
        List<Label> majority = new ArrayList<>(List.of(label(texts.now("shift.results.majority"), "muted"))),
            pictures = new ArrayList<>(List.of(label(texts.now("shift.results.pictures"), "muted")));
        for (String domain : run.domains()) {
            majority.add(label(run.rows().stream().filter(FolderRun.Row::judged).findFirst()
                .map(row -> percent(row.run(domain).majority())).orElse("–"), "number", "muted"));
            pictures.add(label(Integer.toString(run.rows().get(0).run(domain).pictures()), "number", "muted"));
        }
        table.addRow(table.row++, majority.toArray(Label[]::new));
        table.addRow(table.row++, pictures.toArray(Label[]::new));
        return table;
    }

    private static double best(FolderRun run, String domain) {
        return run.rows().stream().filter(FolderRun.Row::judged).mapToDouble(row -> row.run(domain).accuracy())
            .max().orElse(Double.NaN);
    }

    private Label cell(FolderRun.Row network, DomainRun run, double best) {
        if (!network.judged()) return label("–", "number", "muted");
        String between = controls.texts().now("shift.results.between", percent(run.confidence()[0]),
            percent(run.confidence()[1]));
        Label cell = number(percent(run.accuracy()), percent(run.confidence()[0]) + "–" + percent(run.confidence()[1]),
            between, run.accuracy() == best);
        cell.setContentDisplay(ContentDisplay.BOTTOM);
        return cell;
    }

    private void group(String words) {
        Label label = label(words, "muted", "tiny");
        label.getStyleClass().add("table-group");
        add(label, 0, row++, REMAINING, 1);
    }

    private static Label name(String words, int seeds, String style) {
        Label label = label(words, "strong", style);
        label.setGraphic(label("×" + seeds, "number", "faint", "table-range"));
        label.setContentDisplay(ContentDisplay.RIGHT);
        return label;
    }

    /** @param range stands small behind the figure */
    private Label number(String words, String range, String between, boolean best) {
        Label label = label(words, "number", "table-number", best ? "strong-number" : "muted"),
            small = label(range, "number", "faint", "table-range");
        label.setGraphic(small);
        label.setContentDisplay(ContentDisplay.RIGHT);
        Tips.on(label, between);
        label.setAccessibleText(words + " " + range + ", " + between);
        return label;
    }

    private static Label label(String words, String... styles) {
        Label label = new Label(words);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
