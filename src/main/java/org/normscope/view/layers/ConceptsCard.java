package org.normscope.view.layers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.image.PictureFormat;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.layers.ConceptHere;
import org.normscope.state.layers.ConceptPlate;
import org.normscope.state.layers.ConceptsModel;
import org.normscope.state.layers.ConceptsSettings;
import org.normscope.state.layers.LayersModel;
import org.normscope.view.control.Choice;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What the chosen layer's maps are made of, in place of its figure: a handful of concepts, each with its patches. */
public final class ConceptsCard extends VBox {
    private final LayersModel model;
    private final ConceptsModel concepts;
    private final Controls controls;
    private final Texts texts;
    private final ConceptGrid grid = new ConceptGrid();

    ConceptsCard(LayersModel model, Controls controls, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        concepts = model.concepts();
        texts = controls.texts();
        getStyleClass().addAll("card", "plate");
        VBox.setVgrow(grid, Priority.ALWAYS);
        Label what = controls.label(texts.derived(this::what, concepts.plate(), concepts.status(), concepts.here()),
            "small", "muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(head(asker), what, grid);
        concepts.plate().addListener((property, old, now) -> show(now));
        concepts.here().addListener((property, old, now) -> show(concepts.plate().get()));
        texts.languageProperty().addListener((property, old, now) -> show(concepts.plate().get()));
        show(concepts.plate().get());
    }

    private HBox head(FileAsker asker) {
        Button back = controls.button("plate.back", MaterialDesignA.ARROW_LEFT, Shortcut.TAB, concepts::shut);
        Label title = Controls.told(controls.label(texts.derived(() -> model.layer().get() == null ? ""
            : texts.now("concepts.title", LayerNames.name(model.layer().get())), model.layer()), "strong",
            "plate-title"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ComboBox<Integer> count = Choice.of(controls, "concepts.count",
            IntStream.rangeClosed(1, ConceptsSettings.MOST).boxed().toList(), model.settings(),
            s -> s.concepts().count(), concepts::setCount, one -> texts.now("concepts.so.many", one));
        ComboBox<Integer> of = Choice.of(controls, "concepts.of",
            Bindings.createObjectBinding(this::classes, concepts.classes()), model.settings(),
            s -> s.concepts().of(), concepts::setClass, this::named);
        MenuButton export = export(asker);
        for (Region fixed : List.of(back, count, export)) fixed.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(back, title, gap, job(), here(), count, of, export);
        head.getStyleClass().add("plate-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private ToggleButton here() {
        SimpleBooleanProperty on = new SimpleBooleanProperty(model.settings().get().concepts().here());
        on.addListener((property, was, now) -> {
            if (now != model.settings().get().concepts().here()) concepts.setHere(now);
        });
        model.settings().addListener((property, old, now) -> on.set(now.concepts().here()));
        ToggleButton button = controls.toggle("concepts.here", MaterialDesignI.IMAGE_FILTER_CENTER_FOCUS, Shortcut.TAB,
            on);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /** How far the search is, with what stops it; a way to go on where it was stopped. */
    private HBox job() {
        ObservableValue<Boolean> running = concepts.status().map(JobStatus::running);
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("index-progress");
        bar.progressProperty().bind(concepts.status().map(JobStatus::progress));
        bar.accessibleTextProperty().bind(texts.derived(this::what, concepts.plate(), concepts.status()));
        Button pause = controls.icon(texts.derived(() -> texts.now(concepts.paused().get() ? "concepts.resume"
            : "concepts.pause"), concepts.paused()), MaterialDesignP.PAUSE, Shortcut.TAB,
            () -> concepts.pause(!concepts.paused().get()));
        concepts.paused().addListener((property, old, now) ->
            pause.setGraphic(new FontIcon(now ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE)));
        Button stop = controls.icon("concepts.stop", MaterialDesignS.STOP, Shortcut.TAB, concepts::cancel);
        Button again = controls.icon("concepts.again", MaterialDesignR.REFRESH, Shortcut.TAB, concepts::again);
        BooleanBinding nothing = Bindings.createBooleanBinding(() -> concepts.plate().get() == null
            && !concepts.status().get().running(), concepts.plate(), concepts.status());
        HBox job = new HBox(Room.shown(bar, running), Room.shown(pause, running), Room.shown(stop, running),
            Room.shown(again, nothing));
        job.getStyleClass().add("plate-wish");
        job.setMinWidth(USE_PREF_SIZE);
        return job;
    }

    private MenuButton export(FileAsker asker) {
        MenuButton menu = controls.menu("concepts.export.choose", texts.of("concepts.export"), Shortcut.TAB);
        menu.disableProperty().bind(concepts.plate().isNull());
        MenuItem where = item("concepts.export.here", asker, FileAsker.Kind.NPY, "npy", concepts::exportHere);
        where.disableProperty().bind(Bindings.createBooleanBinding(() -> concepts.here().get().isEmpty(),
            concepts.here()));
        menu.getItems().addAll(
            item("concepts.export.png", asker, FileAsker.Kind.PNG, PictureFormat.PNG.endings().get(0),
                concepts::export),
            item("concepts.export.svg", asker, FileAsker.Kind.SVG, "svg", concepts::export),
            item("concepts.export.csv", asker, FileAsker.Kind.CSV, "csv", concepts::exportCsv),
            item("concepts.export.npy", asker, FileAsker.Kind.NPY, "npy", concepts::exportArray),
            where);
        return menu;
    }

    private MenuItem item(String key, FileAsker asker, FileAsker.Kind kind, String ending, Consumer<Path> write) {
        return controls.item(key, () -> asker.save(kind, LayerNames.name(model.layer().get())
            .replaceAll("[^\\w.-]+", "-") + "-concepts." + ending).ifPresent(write));
    }

    private List<Integer> classes() {
        List<Integer> classes = new ArrayList<>(List.of(ConceptsSettings.NONE));
        IntStream.range(0, concepts.classes().get().size()).forEach(classes::add);
        int chosen = model.settings().get().concepts().of();
        if (!classes.contains(chosen)) classes.add(chosen);
        return classes;
    }

    private String named(int of) {
        List<String> classes = concepts.classes().get();
        return of == ConceptsSettings.NONE ? texts.now("concepts.of.none")
            : of < classes.size() ? ClassNames.of(classes.get(of), texts) : String.valueOf(of);
    }

    private String what() {
        ConceptPlate plate = concepts.plate().get();
        if (concepts.status().get().running()) return concepts.status().get().words(texts.language());
        if (plate == null) return texts.now("concepts.nothing");
        String left = texts.now(isHere(plate) ? "concepts.here.what" : "concepts.what", plate.pictures(),
            Figures.percent(plate.error()));
        return plate.of() == ConceptsSettings.NONE ? left
            : left + " " + texts.now("concepts.shares", named(plate.of()));
    }

    private boolean isHere(ConceptPlate plate) {
        return concepts.here().get().size() == plate.concepts().size();
    }

    private void show(@Nullable ConceptPlate plate) {
        grid.show(plate == null ? List.of() : IntStream.range(0, plate.concepts().size())
            .mapToObj(place -> cell(plate, place)).toList());
    }

    private ConceptGrid.Cell cell(ConceptPlate plate, int place) {
        ConceptPlate.Concept concept = plate.concepts().get(place);
        String name = texts.now("concepts.name", place + 1), part = texts.now("concepts.part", concept.part()),
            share = plate.of() == ConceptsSettings.NONE ? "" : texts.now("concepts.share", concept.share());
        ConceptHere here = isHere(plate) ? concepts.here().get().get(place) : null;
        String most = here == null ? part : texts.now("concepts.here.most", Figures.percent(here.most()));
        Label title = new Label(name), of = new Label(share.isEmpty() ? most : most + ", " + share);
        title.getStyleClass().add("strong");
        of.getStyleClass().addAll("small", "muted");
        of.setWrapText(true);
        PictureView block = new PictureView(6);
        block.show(here == null ? concept.block() : here.picture());
        StackPane frame = new StackPane(block);
        frame.getStyleClass().addAll("plate-square", "focusable");
        controls.named(frame, Bindings.createStringBinding(() -> String.join(", ", name, of.getText())));
        return new ConceptGrid.Cell(title, frame, of);
    }
}
