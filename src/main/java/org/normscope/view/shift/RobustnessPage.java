package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.normscope.shift.Trait;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.shift.RobustnessRun;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** How answers hold as one slider of the look goes from none to full: which slider, on which pictures; the curves. */
final class RobustnessPage extends VBox {
    private final ShiftModel model;
    private final Texts texts;

    RobustnessPage(ShiftModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().add("robustness");
        RobustnessChart chart = new RobustnessChart(texts);
        Label none = controls.label(texts.derived(this::none, model.robustness().run(), model.settings(), model.job()),
            "muted", "curves-none");
        none.setWrapText(true);
        none.setMouseTransparent(true);
        StackPane place = new StackPane(chart, Room.shown(none, none.textProperty().isNotEmpty()));
        place.setMinWidth(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(choices(controls), place);
        model.robustness().run().addListener((property, old, now) -> chart.show(now));
        chart.show(model.robustness().run().get());
    }

    private HBox choices(Controls controls) {
        ComboBox<Trait> trait = Choice.of(controls, "shift.robustness.trait", List.of(Trait.values()),
            model.settings(), (ShiftSettings settings) -> settings.robustness().trait(), model.robustness()::setTrait,
            one -> texts.now("shift.trait." + one.name()));
        Button samples = controls.button("shift.robustness.samples", MaterialDesignI.IMAGE_MULTIPLE_OUTLINE,
            Shortcut.TAB, () -> model.robustness().measure(""));
        samples.disableProperty().bind(model.job().map(JobStatus::running));
        for (Region each : List.of(trait, samples)) each.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(trait, samples);
        row.getStyleClass().addAll("figure-head", "curve-choices");
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    private String none() {
        if (model.robustness().run().get() != null) return "";
        if (model.job().get().running()) return model.job().get().words(texts.language());
        ShiftSettings settings = model.settings().get();
        if (settings.networks().isEmpty()) return texts.now("shift.none.network");
        return settings.robustness().samples() ? texts.now("shift.robustness.none")
            : texts.now("shift.robustness.notYet", texts.now("shift.trait." + settings.robustness().trait().name()));
    }

    String title() {
        return model.settings().get().robustness().samples() ? texts.now("shift.robustness.title")
            : texts.now("shift.robustness.of", model.settings().get().robustness().name());
    }

    String notes() {
        RobustnessRun run = model.robustness().run().get();
        if (run == null) return "";
        List<String> notes = new ArrayList<>();
        if (!run.judged()) notes.add(texts.now("shift.robustness.unjudged"));
        else if (run.comparable().size() < run.rows().size()) notes.add(texts.now("shift.results.unjudged"));
        notes.add(texts.now("shift.robustness.pictures", run.kept(run.rows().get(0)).get(0).pictures()));
        if (!model.robustness().notRun().isEmpty()) {
            notes.add(texts.now("shift.results.notRun", ComparedNames.list(model.robustness().notRun(), texts)));
        }
        if (!run.skipped().isEmpty()) {
            notes.add(texts.now("pictures.skipped", run.skipped().size(), run.skipped().get(0)));
        }
        return String.join(" ", notes);
    }
}
