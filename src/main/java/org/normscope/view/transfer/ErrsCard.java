package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.transfer.Lesson;
import org.normscope.state.transfer.TransferModel;
import org.normscope.transfer.Split;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** Where the head errs: what is taken for what, and the pictures of each cell. */
final class ErrsCard extends VBox {
    /** More classes than that are no table that anybody reads. */
    private static final int MOST = 12;

    private final TransferModel model;
    private final Controls controls;
    private final ObservableValue<Boolean> high;
    private final Texts texts;
    private final ConfusionTable table = new ConfusionTable();
    private final VBox list = new VBox();
    /** For a cell's pictures, which come a little later and are to be seen then. */
    private boolean asked;

    /** @param high whether there is room for what explains it */
    ErrsCard(TransferModel model, Controls controls, ObservableValue<Boolean> high) {
        this.model = model;
        this.controls = controls;
        this.high = high;
        texts = controls.texts();
        getStyleClass().addAll("card", "errs-card");
        Label count = controls.label(texts.derived(this::count, model.lesson()), "muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label title = controls.about(controls.label("transfer.errs", "strong"), "transfer.errs.rows");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, gap, Controls.told(count));
        head.getStyleClass().add("figure-head");
        Label rows = controls.label(texts.derived(this::rows, model.lesson()), "muted", "tiny");
        rows.setWrapText(true);
        rows.setMinHeight(Region.USE_PREF_SIZE);
        Label which = controls.label(texts.derived(this::which, model.cell(), model.lesson(), model.wrong()), "strong");
        which.setWrapText(true);
        controls.about(which, "transfer.errs.bright");
        list.getStyleClass().add("wrong-list");
        Label unjudged = controls.label(texts.derived(this::unjudged, model.lesson()), "muted", "small");
        unjudged.setWrapText(true);
        unjudged.setMinHeight(Region.USE_PREF_SIZE);
        VBox learnt = new VBox(table, Room.shown(unjudged, unjudged.textProperty().isNotEmpty()),
            Room.shown(rows, Bindings.createBooleanBinding(() -> many() || high.getValue(), model.lesson(), high)),
            Controls.rule(), which, list);
        learnt.getStyleClass().add("errs-all");
        BooleanBinding known = Bindings.isNotNull(model.lesson());
        Label nothing = controls.label("transfer.errs.nothing", "muted");
        nothing.setWrapText(true);
        VBox all = new VBox(Room.shown(nothing, known.not()), Room.shown(learnt, known));
        all.getStyleClass().add("errs-all");
        ScrollPane scroll = FadingScroll.down(all);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label bright = controls.label("transfer.errs.bright", "muted", "tiny");
        bright.setWrapText(true);
        bright.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head, scroll, Room.shown(bright,
            Bindings.createBooleanBinding(() -> known.get() && high.getValue(), known, high)));
        model.lesson().addListener((property, old, now) -> table());
        model.cell().addListener((property, old, now) -> table());
        model.wrong().addListener((property, old, now) -> wrong());
        high.addListener((property, old, now) -> wrong());
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

    /** Too many for a table. */
    private boolean many() {
        Lesson lesson = model.lesson().get();
        return lesson != null && lesson.classes().size() > MOST;
    }

    /** How the table is read, or why there is none. */
    private String rows() {
        return many() ? texts.now("transfer.errs.many", model.lesson().get().classes().size())
            : texts.now("transfer.errs.rows");
    }

    /** Classes of which the accuracy says nothing. */
    private String unjudged() {
        Lesson lesson = model.lesson().get();
        if (lesson == null) return "";
        List<String> names = IntStream.range(0, lesson.classes().size())
            .filter(label -> lesson.set().count(label, lesson.set().judging()) == 0)
            .mapToObj(label -> name(lesson, label)).toList();
        return names.isEmpty() ? "" : texts.now("transfer.errs.unjudged", texts.several(names));
    }

    private String which() {
        Lesson lesson = model.lesson().get();
        if (lesson == null || model.cell().get() == null) return texts.now("transfer.errs.most");
        return texts.now("transfer.errs.cell", name(lesson, model.cell().get().get(0)),
            name(lesson, model.cell().get().get(1)));
    }

    private void table() {
        Lesson lesson = model.lesson().get();
        if (lesson == null || many() || lesson.judged().examples().isEmpty()) {
            table.show(List.of(), List.of());
            return;
        }
        int classes = lesson.classes().size();
        int[][] confusion = lesson.judged().confusion(classes);
        List<Button> cells = new ArrayList<>();
        for (int is = 0; is < classes; is++) {
            int row = 0;
            for (int n : confusion[is]) row += n;
            for (int said = 0; said < classes; said++) {
                cells.add(cell(lesson, is, said, confusion[is][said], Math.max(1, row)));
            }
        }
        table.show(IntStream.range(0, classes).mapToObj(label -> name(lesson, label)).toList(), cells);
    }

    private String name(Lesson lesson, int label) {
        return ClassNames.of(lesson.classes().get(label), texts);
    }

    private Button cell(Lesson lesson, int is, int said, int pictures, int row) {
        Button cell = controls.button("transfer.errs.cell", Shortcut.TAB, () -> {
            asked = true;
            model.openCell(is, said);
        });
        cell.textProperty().unbind();
        cell.setText(pictures == 0 ? "·" : String.valueOf(pictures));
        cell.accessibleTextProperty().unbind();
        cell.setAccessibleText(texts.now("transfer.errs.about", name(lesson, is), name(lesson, said), pictures));
        Tips.on(cell, cell.getAccessibleText());
        cell.setDisable(pictures == 0);
        int strength = (int) Math.ceil(4.0 * pictures / row);
        cell.getStyleClass().addAll("confusion-cell", is == said ? "right" : "wrong", "share" + strength);
        if (model.cell().get() != null && model.cell().get().get(0) == is && model.cell().get().get(1) == said) {
            cell.getStyleClass().add("opened");
        }
        return cell;
    }

    private void wrong() {
        list.getChildren().setAll(model.wrong().get().stream()
            .map(one -> new WrongRow(one, texts, high.getValue())).toList());
        if (!asked || list.getChildren().isEmpty()) return;
        FadingScroll.reveal(list);
        asked = false;
    }
}
