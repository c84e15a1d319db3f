package org.normscope.view.transfer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.image.PictureFormat;
import org.normscope.state.transfer.Finding;
import org.normscope.state.transfer.Findings;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What is found out about the lesson: a question, its figure, its answer. */
final class LessonCard extends VBox {
    private final TransferModel model;
    private final Controls controls;
    private final Texts texts;
    private final FileAsker asker;
    private final StackPane place = new StackPane();
    private final Label answer = new Label();
    private final FindingPages makers;
    private final Map<Finding, FindingPage> pages = new EnumMap<>(Finding.class);

    /** @param high whether there is room for what explains it */
    LessonCard(TransferModel model, Controls controls, FileAsker asker, ObservableValue<Boolean> high) {
        this.model = model;
        this.controls = controls;
        this.asker = asker;
        texts = controls.texts();
        makers = new FindingPages(model, controls);
        getStyleClass().addAll("card", "lesson-card");
        Label about = controls.about(controls.label(texts.derived(() -> texts.now(key() + ".about"),
            model.findings().chosen()), "muted", "small"), texts.derived(() -> texts.now(key() + ".about"),
            model.findings().chosen()));
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        answer.getStyleClass().add("strong");
        Controls.told(answer);
        place.setMinWidth(0);
        Label nothing = controls.label("transfer.finding.nothing", "muted");
        nothing.setWrapText(true);
        StackPane figure = new StackPane(place, Room.shown(nothing, Bindings.isNull(model.lesson())));
        figure.setMinSize(0, 0);
        VBox.setVgrow(figure, Priority.ALWAYS);
        getChildren().addAll(head(), Room.shown(about, high),
            Room.shown(answer, answer.textProperty().map(words -> !words.isEmpty())), figure);
        model.findings().chosen().addListener((property, old, now) -> show(now));
        show(model.findings().chosen().get());
    }

    private String key() {
        return "transfer.finding." + model.findings().chosen().get();
    }

    private HBox head() {
        ComboBox<Finding> which = Choice.of(controls, "transfer.finding", List.of(Finding.values()),
            model.findings().chosen(), finding -> finding, model.findings()::choose,
            finding -> texts.now("transfer.finding." + finding));
        which.getStyleClass().add("finding");
        which.setMinWidth(0);
        Button find = controls.button("transfer.find", MaterialDesignP.PLAY_OUTLINE, Shortcut.TAB,
            model.findings()::find);
        find.getStyleClass().add("find-button");
        find.disableProperty().bind(Bindings.isNull(model.lesson()));
        MenuButton export = controls.menu("transfer.export", null, Shortcut.TAB);
        export.setGraphic(new FontIcon(MaterialDesignE.EXPORT_VARIANT));
        MenuItem picture = controls.item("transfer.export.png", () ->
            save(FileAsker.Kind.PNG, PictureFormat.PNG.file("lesson")));
        picture.disableProperty().bind(Bindings.createBooleanBinding(() -> !hasPicture(),
            model.findings().chosen(), model.findings().moved().shown(), model.findings().smooth()));
        export.getItems().setAll(controls.item("transfer.export.csv", () -> save(FileAsker.Kind.CSV, "lesson.csv")),
            picture);
        export.disableProperty().bind(Bindings.isNull(model.lesson()));
        for (Region fixed : List.of(find, export)) fixed.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(which, gap, Room.shown(find, Bindings.createBooleanBinding(() ->
            !model.job().get().running() && Findings.isAsked(model.findings().chosen().get()), model.job(),
            model.findings().chosen())), export);
        head.getStyleClass().add("figure-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        return head;
    }

    private boolean hasPicture() {
        return switch (model.findings().chosen().get()) {
            case FEW -> true;
            case MOVED -> model.findings().moved().shown().get() != null;
            case SMOOTH -> model.findings().smooth().get() != null;
            default -> false;
        };
    }

    private void save(FileAsker.Kind kind, String name) {
        asker.save(kind, name).ifPresent(model.findings()::write);
    }

    /** A page is made when it is first looked at. */
    private void show(Finding finding) {
        FindingPage page = pages.computeIfAbsent(finding, makers::of);
        answer.textProperty().bind(page.answer());
        place.getChildren().setAll(page.body());
    }

}
