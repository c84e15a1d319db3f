package org.normscope.view.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.transfer.Run;
import org.normscope.state.transfer.TransferModel;
import org.normscope.transfer.Epoch;
import org.normscope.transfer.TrainedPart;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Training more than the head: what runs, how far it is, its curves. */
final class RunCard extends VBox {
    private static final PseudoClass IDLE = PseudoClass.getPseudoClass("idle");

    private final TransferModel model;
    private final Texts texts;

    RunCard(TransferModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().addAll("card", "run-card");
        Label title = controls.label(texts.derived(this::title, model.job(), model.run()), "strong");
        Controls.told(title);
        Label left = controls.label(texts.derived(this::left, model.run(), model.job(),
            model.secondsLeft()), "muted", "small");
        Room.shown(left, left.textProperty().map(words -> !words.isEmpty()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button pause = controls.icon(texts.derived(() -> texts.now(model.paused().get() ? "transfer.resume"
            : "transfer.pause"), model.paused()), MaterialDesignP.PAUSE, Shortcut.TAB,
            () -> model.pause(!model.paused().get()));
        model.paused().addListener((property, old, now) ->
            pause.setGraphic(new FontIcon(now ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE)));
        Button cancel = controls.button("transfer.cancel", MaterialDesignC.CLOSE, Shortcut.TAB, model::cancelJob);
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(title, gap, Room.shown(pause, model.job().map(JobStatus::running)),
            Room.shown(cancel, model.job().map(JobStatus::running)));
        head.getStyleClass().add("figure-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.job().map(JobStatus::progress));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(texts.derived(this::title, model.job(), model.run()));
        RunChart loss = new RunChart(texts, false), accuracy = new RunChart(texts, true);
        HBox charts = new HBox(loss, accuracy);
        charts.getStyleClass().add("run-charts");
        HBox.setHgrow(loss, Priority.ALWAYS);
        HBox.setHgrow(accuracy, Priority.ALWAYS);
        VBox.setVgrow(charts, Priority.ALWAYS);
        Runnable idle = () -> pseudoClassStateChanged(IDLE, model.run().get() == null);
        idle.run();
        model.run().addListener((property, old, now) -> {
            idle.run();
            List<Epoch> epochs = now == null ? List.of() : now.epochs();
            loss.show(epochs, now == null ? 1 : now.of());
            accuracy.show(epochs, now == null ? 1 : now.of());
        });
        getChildren().addAll(head, Room.shown(bar, model.job().map(JobStatus::running)), left, verbs(controls),
            Room.shown(charts, Bindings.isNotNull(model.run())));
    }

    private FlowPane verbs(Controls controls) {
        Button blocks = train(controls, "transfer.train.blocks", false);
        Button scratch = train(controls, "transfer.train.scratch", true);
        Map<TrainedPart.Norms, String> words = new LinkedHashMap<>();
        for (TrainedPart.Norms norms : TrainedPart.Norms.values()) words.put(norms, "transfer.norms." + norms.name());
        Segments<TrainedPart.Norms> norms = new Segments<>(controls, words, model::setNorms);
        model.settings().addListener((property, old, now) -> norms.show(now.norms()));
        norms.show(model.settings().get().norms());
        norms.setAlignment(Pos.CENTER_LEFT);
        HBox batch = new HBox(controls.label("transfer.norms", "muted", "small"), norms);
        batch.getStyleClass().add("data-row");
        Button again = controls.button("transfer.again", Shortcut.TAB, model::again);
        FlowPane verbs = new FlowPane(Room.shown(again, model.lesson().isNull()), blocks, scratch, batch);
        verbs.getStyleClass().add("wrapped-row");
        verbs.setMinHeight(Region.USE_PREF_SIZE);
        return Room.shown(verbs, model.job().map(status -> !status.running()));
    }

    private Button train(Controls controls, String key, boolean scratch) {
        Button button = controls.button(key, Shortcut.TAB, () -> model.train(scratch));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(Bindings.isNull(model.lesson()));
        return button;
    }

    private String title() {
        if (model.job().get().running()) return model.job().get().words(texts.language());
        Run run = model.run().get();
        return run == null ? texts.now("transfer.run") : texts.now("transfer.run.over", run.epochs().size());
    }

    private String left() {
        Run run = model.run().get();
        if (!model.job().get().running()) return "";
        if (run == null || run.epochs().isEmpty()) {
            double seconds = model.secondsLeft().get();
            return seconds == 0 ? "" : texts.now("transfer.job.left", Figures.clock(seconds));
        }
        return texts.now("transfer.run.left", run.epochs().size(), run.of(), Figures.clock(run.secondsLeft()));
    }
}
