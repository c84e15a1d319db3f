package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.state.desk.RankedClass;
import org.normscope.state.shift.NetworkShift;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** One network's classes with their probabilities before and after, in its colour; or why it says nothing. */
final class NetworkAnswers extends VBox {
    private final Texts texts;
    private final Label name = new Label(), what = new Label(), fault = new Label();
    private final GridPane grid = new GridPane();
    private final List<Row> rows = new ArrayList<>();

    NetworkAnswers(Texts texts) {
        this.texts = texts;
        getStyleClass().add("network-answers");
        name.getStyleClass().setAll("label", "strong", "network-name");
        what.getStyleClass().add("muted");
        fault.getStyleClass().addAll("muted", "small");
        fault.setWrapText(true);
        Controls.told(name);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // ends tell apart what was made of one network
        what.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(name, what);
        head.getStyleClass().add("network-head");
        grid.getStyleClass().add("answer-grid");
        ColumnConstraints label = new ColumnConstraints(), bar = new ColumnConstraints(),
            value = new ColumnConstraints();
        label.setPercentWidth(27);
        bar.setHgrow(Priority.ALWAYS);
        value.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(label, bar, value);
        getChildren().setAll(head, grid, fault);
    }

    void show(NetworkShift shift) {
        name.setText(ComparedNames.of(shift.compared(), texts));
        name.getStyleClass().set(name.getStyleClass().size() - 1, ComparedNames.style(shift.compared()));
        what.setText(texts.now("shift.answers.way"));
        boolean silent = shift.classes().isEmpty();
        fault.setText(shift.fault() != null ? shift.fault().message(texts.language())
            : silent ? texts.now("shift.answers.none") : "");
        fault.setVisible(silent);
        fault.setManaged(silent);
        while (rows.size() < shift.classes().size()) {
            rows.add(new Row());
            grid.addRow(rows.size() - 1, rows.get(rows.size() - 1).label, rows.get(rows.size() - 1).bar,
                rows.get(rows.size() - 1).value);
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).show(i < shift.classes().size() ? shift.classes().get(i) : null,
                ComparedNames.style(shift.compared()), texts);
        }
    }

    /** A class: its name, two bars, before above after; the two probabilities. */
    private static final class Row {
        private final Label label = new Label(), before = new Label(), after = new Label();
        private final PairBar bar = new PairBar();
        private final HBox value = new HBox(before, after);

        Row() {
            Controls.told(label);
            before.getStyleClass().addAll("number", "muted");
            after.getStyleClass().addAll("number", "strong-number");
            before.setMinWidth(Region.USE_PREF_SIZE);
            after.setMinWidth(Region.USE_PREF_SIZE);
            value.getStyleClass().add("answer-value");
        }

        void show(@Nullable RankedClass ranked, String style, Texts texts) {
            for (Region part : List.of(label, bar, value)) {
                part.setVisible(ranked != null);
                part.setManaged(ranked != null);
            }
            if (ranked == null) return;
            label.setText(ClassNames.of(ranked.label(), texts));
            before.setText(Figures.percent(ranked.before()) + " → ");
            after.setText(Figures.percent(ranked.after()));
            bar.show(ranked.before(), ranked.after(), style);
        }
    }

    /** Before in grey above after in the network's colour. */
    private static final class PairBar extends Region {
        private final Region was = new Region(), is = new Region();
        private double before, after;

        PairBar() {
            getStyleClass().add("pair-bar");
            was.getStyleClass().setAll("before");
            is.getStyleClass().setAll("after", "");
            getChildren().setAll(was, is);
        }

        void show(double nextBefore, double nextAfter, String style) {
            before = nextBefore;
            after = nextAfter;
            is.getStyleClass().set(1, style);
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            double height = Math.round(getHeight()), upper = Math.floor(0.4 * height);
            was.resizeRelocate(0, 0, Math.round(getWidth() * Math.min(1, before)), upper);
            is.resizeRelocate(0, upper, Math.round(getWidth() * Math.min(1, after)), height - upper);
        }
    }
}
