package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.image.PictureFormat;
import org.normscope.state.app.AppModel;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.DepthCurves;
import org.normscope.state.shift.FolderRun;
import org.normscope.state.shift.Measure;
import org.normscope.state.shift.MeasuredAt;
import org.normscope.state.shift.Scope;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** How far the layers move, over depth: what is measured, in what, where; the curves; what has to be known of them. */
public final class CurvesCard extends VBox {
    /** Below this many letters' heights all room is for the curves; what explains them is told at the pointer. */
    private static final double HIGH = 24;

    private final ShiftModel model;
    private final AppModel app;
    private final Texts texts;
    private final DepthChart chart;

    CurvesCard(AppModel app, Controls controls, FileAsker asker) {
        this.app = app;
        model = app.workspace(ShiftModel.class);
        texts = controls.texts();
        chart = new DepthChart(texts);
        getStyleClass().addAll("card", "curves-card");
        Label title = controls.label(
            texts.derived(() -> texts.now("shift.curves." + measure().name()), model.settings()), "strong");
        Label about = controls.label(texts.derived(this::about, model.settings(), model.run()), "muted", "small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        title.setMinWidth(0);
        title.setWrapText(true);
        controls.about(title, texts.derived(() -> texts.now("shift.curves." + measure().name()) + ": " + about()
            + " " + notes(), model.settings(), model.run(), model.curves()));
        BooleanBinding high = Room.high(this, title, HIGH);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, export(controls, asker));
        head.getStyleClass().add("figure-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        FlowPane choices = new FlowPane(scope(controls), measure(controls), at(controls), domains(controls));
        choices.getStyleClass().add("curve-choices");
        Label none = controls.label(texts.derived(this::none, model.curves(), model.settings(), model.run(),
            app.subject().choice()), "muted", "curves-none");
        none.setWrapText(true);
        none.setMouseTransparent(true);
        StackPane place = new StackPane(chart, Room.shown(none, none.textProperty().isNotEmpty()));
        place.setMinSize(0, 0);
        VBox.setVgrow(place, Priority.ALWAYS);
        Label notes = controls.label(texts.derived(this::notes, model.curves()), "muted", "tiny");
        notes.setWrapText(true);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head, Room.shown(about, high), choices, place, Room.shown(notes, high));
        model.curves().addListener((property, old, now) -> chart.show(now));
        model.compared().addListener((ListChangeListener<Compared>) change -> chart.show(model.curves().get()));
        chart.show(model.curves().get());
    }

    private Measure measure() {
        ShiftSettings settings = model.settings().get();
        return settings.scope() == Scope.FOLDER ? Measure.DIVERGENCE : settings.measure();
    }

    private ComboBox<Scope> scope(Controls controls) {
        return Choice.of(controls, "shift.scope.choose", List.of(Scope.values()), model.settings(),
            ShiftSettings::scope, model::setScope, scope -> texts.now("shift.scope." + scope.name()));
    }

    private ComboBox<Measure> measure(Controls controls) {
        ComboBox<Measure> box = Choice.of(controls, "shift.measure.choose", List.of(Measure.values()), model.settings(),
            ShiftSettings::measure, model::setMeasure, measure -> texts.now("shift.measure." + measure.name()));
        return Room.shown(box, model.settings().map(settings -> settings.scope() != Scope.FOLDER));
    }

    private ComboBox<MeasuredAt> at(Controls controls) {
        return Choice.of(controls, "shift.at.choose", List.of(MeasuredAt.values()), model.settings(),
            ShiftSettings::at, model::setAt, at -> texts.now("shift.at." + at.name()));
    }

    private MenuButton export(Controls controls, FileAsker asker) {
        MenuButton menu = controls.menu("layers.export", texts.of("layers.export"), Shortcut.TAB);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.disableProperty().bind(model.meter().isNull());
        menu.getItems().addAll(
            controls.item("shift.export.layers",
                () -> asker.save(FileAsker.Kind.CSV, "shift.csv").ifPresent(model::exportLayers)),
            controls.item("shift.export.picture",
                () -> asker.save(FileAsker.Kind.PNG, PictureFormat.PNG.file("shifted"))
                .ifPresent(model::exportShifted)));
        return menu;
    }

    /** Which two domains of the folder. */
    private HBox domains(Controls controls) {
        ObservableValue<List<String>> there = model.run().map(FolderRun::domains).orElse(List.of());
        HBox row = new HBox(domain(controls, there, 0), controls.label("shift.domains.and", "muted"),
            domain(controls, there, 1));
        row.getStyleClass().add("figure-head");
        return Room.shown(row, Bindings.createBooleanBinding(
            () -> model.settings().get().scope() == Scope.FOLDER && model.domains().size() == 2,
            model.settings(), model.run()));
    }

    private ComboBox<String> domain(Controls controls, ObservableValue<List<String>> there, int which) {
        // Undo and redo change the settings before the run that they name is on show again.
        return Choice.of(controls, "shift.domains.choose", there, model.settings(),
            settings -> domain(which), chosen -> {
                List<String> pair = new ArrayList<>(model.domains());
                if (pair.get(1 - which).equals(chosen)) pair.set(1 - which, pair.get(which));
                pair.set(which, chosen);
                model.setDomains(pair);
            }, domain -> domain);
    }

    /** Null while there is none. */
    private @Nullable String domain(int which) {
        return model.domains().size() == 2 ? model.domains().get(which) : null;
    }

    private String about() {
        String what = texts.now("shift.about." + measure().name());
        return what + " · " + texts.now("shift.about." + model.settings().get().scope().name());
    }

    /** Why there are no curves. */
    private String none() {
        DepthCurves curves = model.curves().get();
        ShiftSettings settings = model.settings().get();
        if (settings.networks().isEmpty()) return texts.now("shift.none.network");
        if (settings.scope() == Scope.FOLDER) {
            if (model.run().get() == null) {
                return texts.now(settings.folder().isEmpty() ? "shift.none.folder" : "shift.none.results",
                    settings.folder());
            }
            return model.domains().size() < 2 ? texts.now("shift.none.domains") : "";
        }
        if (app.subject().choice().get().pictures().isEmpty()) return texts.now("shift.none.picture");
        if (settings.scope() == Scope.TRAY && app.subject().choice().get().pictures().size() < 2) {
            return texts.now("shift.none.tray");
        }
        if (curves != null && curves.points().findAny().isEmpty()) return texts.now("shift.none.norms");
        boolean still = curves != null && settings.untouched();
        return still ? texts.now("shift.none.change") : "";
    }

    private String notes() {
        DepthCurves curves = model.curves().get();
        if (curves == null) return "";
        List<String> notes = new ArrayList<>();
        if (curves.points().anyMatch(DepthCurves.Point::byConstruction)) {
            notes.add(texts.now("shift.note.construction"));
        }
        if (curves.points().anyMatch(DepthCurves.Point::partlyByConstruction)) notes.add(texts.now("shift.note.part"));
        if (!curves.shared()) notes.add(texts.now("shift.note.parts"));
        notes.add(texts.now("shift.note.cells"));
        return String.join(" ", notes);
    }
}
