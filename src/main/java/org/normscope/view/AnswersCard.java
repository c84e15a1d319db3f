package org.normscope.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.network.Network;
import org.normscope.state.JobStatus;
import org.normscope.state.Meter;
import org.normscope.state.ShiftModel;

/** What each network says of the picture, as it is and shifted; below, what takes a folder, and what is taken away. */
final class AnswersCard extends VBox {
    private final ShiftModel model;
    private final Controls controls;
    private final Texts texts;
    private final VBox list = new VBox();
    private final List<NetworkAnswers> shown = new ArrayList<>();

    AnswersCard(ShiftModel model, Controls controls, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        texts = controls.texts();
        getStyleClass().addAll("card", "answers-card");
        list.getStyleClass().add("answers");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(controls.label("shift.answers", "strong"), scroll, job(), recalibrate(asker), run(asker), save(asker));
        model.meter().addListener((property, old, now) -> show(now));
        texts.languageProperty().addListener((property, old, now) -> show(model.meter().get()));
        show(model.meter().get());
    }

    private void show(Meter meter) {
        int count = meter == null ? 0 : meter.networks().size();
        while (shown.size() < count) shown.add(new NetworkAnswers(texts));
        IntStream.range(0, count).forEach(i -> shown.get(i).show(meter.networks().get(i)));
        if (list.getChildren().size() != count) list.getChildren().setAll(shown.subList(0, count));
    }

    private HBox job() {
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("index-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.job().map(JobStatus::progress));
        bar.accessibleTextProperty().bind(texts.of("shift.job.progress"));
        Label what = controls.label(texts.derived(() -> model.job().get().running() ? model.job().get().what().in(texts.language()) : "", model.job()), "muted", "small");
        what.setMinWidth(0);
        VBox words = new VBox(what, bar);
        words.getStyleClass().add("job-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button stop = controls.icon("shift.job.cancel", MaterialDesignS.STOP, Shortcut.TAB, model::cancelJob);
        HBox row = new HBox(words, stop);
        row.getStyleClass().add("job-row");
        return Room.shown(row, model.job().map(JobStatus::running));
    }

    private Button recalibrate(FileAsker asker) {
        Button button = controls.button("shift.recalibrate.about", Shortcut.TAB, () -> asker.folder("shift.recalibrate.folder").map(Object::toString).ifPresent(model::recalibrate));
        button.textProperty().unbind();
        button.textProperty().bind(texts.derived(() -> {
            Network network = model.operated().get() == null ? null : model.operated().get().network();
            return network == null ? texts.now("shift.recalibrate.any") : texts.now("shift.recalibrate.of", ComparedNames.network(network.name()));
        }, model.operated()));
        button.getTooltip().textProperty().unbind();
        button.getTooltip().textProperty().bind(texts.of("shift.recalibrate.about"));
        button.disableProperty().bind(model.job().map(JobStatus::running));
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private Button run(FileAsker asker) {
        Button button = controls.button("shift.run", Shortcut.CORPUS, () -> asker.folder("shift.run.folder").map(Object::toString).ifPresent(model::runFolder));
        button.disableProperty().bind(model.job().map(JobStatus::running));
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private MenuButton save(FileAsker asker) {
        MenuButton menu = SaveMenu.of(controls, model, asker);
        menu.setMaxWidth(Double.MAX_VALUE);
        return menu;
    }
}
