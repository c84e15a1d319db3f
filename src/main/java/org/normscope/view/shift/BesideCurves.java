package org.normscope.view.shift;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * What each network says above the surgery that changes it; where there is no height for both, one of them, with a
 * switch. Below, the job under way.
 */
final class BesideCurves extends VBox {
    /** What both need above each other, in letters' heights. */
    private static final double BOTH = 50;

    private final SimpleBooleanProperty cutting = new SimpleBooleanProperty();

    BesideCurves(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("beside-curves");
        AnswersCard answers = new AnswersCard(app.workspace(ShiftModel.class), controls);
        SurgeryCard surgery = new SurgeryCard(app, controls, asker);
        VBox.setVgrow(answers, Priority.SOMETIMES);
        VBox.setVgrow(surgery, Priority.ALWAYS);
        Label letter = new Label();
        letter.setManaged(false);
        BooleanBinding both = Room.high(this, letter, BOTH);
        getChildren().addAll(letter, Room.shown(pages(controls), both.not()),
            Room.shown(answers, both.or(cutting.not())), Room.shown(surgery, both.or(cutting)),
            job(app.workspace(ShiftModel.class), controls));
    }

    private Segments<Boolean> pages(Controls controls) {
        Map<Boolean, String> words = new LinkedHashMap<>();
        words.put(false, "shift.answers");
        words.put(true, "shift.surgery");
        Segments<Boolean> pages = new Segments<>(controls, words, cutting::set);
        pages.getStyleClass().setAll("pages");
        cutting.addListener((property, was, now) -> pages.show(now));
        pages.show(false);
        return pages;
    }

    private static HBox job(ShiftModel model, Controls controls) {
        Texts texts = controls.texts();
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("index-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.job().map(JobStatus::progress));
        bar.accessibleTextProperty().bind(texts.of("shift.job.progress"));
        Label what = controls.label(
            texts.derived(() -> model.job().get().words(texts.language()), model.job()), "muted", "small");
        what.setMinWidth(0);
        VBox words = new VBox(what, bar);
        words.getStyleClass().add("job-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button stop = controls.icon("shift.job.cancel", MaterialDesignS.STOP, Shortcut.TAB, model::cancelJob);
        Button pause = controls.icon(texts.derived(
            () -> texts.now(model.paused().get() ? "transfer.resume" : "transfer.pause"), model.paused()),
            MaterialDesignP.PAUSE, Shortcut.TAB, () -> model.pauseJob(!model.paused().get()));
        model.paused().addListener((property, old, now) ->
            pause.setGraphic(new FontIcon(now ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE)));
        HBox row = new HBox(words, pause, stop);
        row.getStyleClass().addAll("card", "job-row");
        return Room.shown(row, model.job().map(JobStatus::running));
    }
}
