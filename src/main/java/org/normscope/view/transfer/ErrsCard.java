package org.normscope.view.transfer;

import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.TransferModel;
import org.normscope.transfer.Split;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** Where the head errs: what is taken for what, and the pictures of each cell. */
final class ErrsCard extends VBox {
    /** More classes than that are no table that anybody reads. */
    private static final int MOST = 12;

    private final TransferModel model;
    private final Controls controls;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final VBox list = new VBox();

    ErrsCard(TransferModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        texts = controls.texts();
        getStyleClass().addAll("card", "errs-card");
        grid.getStyleClass().add("confusion");
        grid.setMinHeight(Region.USE_PREF_SIZE);
        Label count = controls.label(texts.derived(this::count, model.lesson()), "muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("transfer.errs", "strong"), gap, count);
        head.getStyleClass().add("figure-head");
        Label rows = controls.label("transfer.errs.rows", "muted", "tiny");
        rows.setWrapText(true);
        rows.setMinHeight(Region.USE_PREF_SIZE);
        Label which = controls.label(texts.derived(this::which, model.cell(), model.lesson(), model.wrong()), "strong");
        which.setWrapText(true);
        list.getStyleClass().add("wrong-list");
        VBox all = new VBox(grid, rows, Controls.rule(), which, list);
        all.getStyleClass().add("errs-all");
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label bright = controls.label("transfer.errs.bright", "muted", "tiny");
        bright.setWrapText(true);
        bright.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head, scroll, bright);
        model.lesson().addListener((property, old, now) -> table());
        model.cell().addListener((property, old, now) -> table());
        model.wrong().addListener((property, old, now) -> wrong());
        texts.languageProperty().addListener((property, old, now) -> {
            table();
            wrong();
        });
        table();
        wrong();
    }

    private String count() {
        Lesson lesson = model.lesson().get();
        if (lesson == null) return "";
        int all = lesson.judged().examples().size();
        long right = Math.round(lesson.judged().accuracy() * all);
        return all == 0 ? "" : texts.now(lesson.set().judging() == Split.TEST ? "transfer.errs.count"
            : "transfer.errs.chosen", all, right);
    }

    private String which() {
        Lesson lesson = model.lesson().get();
        if (lesson == null || model.cell().get() == null) return texts.now("transfer.errs.most");
        return texts.now("transfer.errs.cell", lesson.classes().get(model.cell().get().get(0)),
            lesson.classes().get(model.cell().get().get(1)));
    }

    private void table() {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        Lesson lesson = model.lesson().get();
        if (lesson == null || lesson.classes().size() > MOST || lesson.judged().examples().isEmpty()) return;
        int classes = lesson.classes().size();
        int[][] confusion = lesson.judged().confusion(classes);
        for (int c = 0; c <= classes; c++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(c == 0 ? 22 : 78.0 / classes);
            column.setHalignment(c == 0 ? HPos.LEFT : HPos.CENTER);
            grid.getColumnConstraints().add(column);
        }
        for (int is = 0; is < classes; is++) {
            grid.add(name(lesson.classes().get(is)), 0, is + 1);
            grid.add(name(lesson.classes().get(is)), is + 1, 0);
            int row = 0;
            for (int n : confusion[is]) row += n;
            for (int said = 0; said < classes; said++) {
                grid.add(cell(lesson, is, said, confusion[is][said], Math.max(1, row)), said + 1, is + 1);
            }
        }
    }

    private static Label name(String words) {
        Label name = new Label(words);
        name.getStyleClass().add("tiny");
        name.setMinWidth(0);
        return name;
    }

    private Button cell(Lesson lesson, int is, int said, int pictures, int row) {
        Button cell = controls.button("transfer.errs.cell", Shortcut.TAB, () -> model.openCell(is, said));
        cell.textProperty().unbind();
        cell.setText(pictures == 0 ? "·" : String.valueOf(pictures));
        cell.accessibleTextProperty().unbind();
        cell.setAccessibleText(texts.now("transfer.errs.about", lesson.classes().get(is), lesson.classes().get(said),
            pictures));
        Tips.on(cell, cell.getAccessibleText());
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.setMinWidth(0);
        cell.setDisable(pictures == 0);
        int strength = (int) Math.ceil(4.0 * pictures / row);
        cell.getStyleClass().addAll("confusion-cell", is == said ? "right" : "wrong", "share" + strength);
        if (model.cell().get() != null && model.cell().get().get(0) == is && model.cell().get().get(1) == said) {
            cell.getStyleClass().add("opened");
        }
        return cell;
    }

    private void wrong() {
        list.getChildren().setAll(model.wrong().get().stream().map(one -> new WrongRow(one, texts)).toList());
    }
}
