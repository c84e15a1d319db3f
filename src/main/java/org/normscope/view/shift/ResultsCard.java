package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.FolderRun;
import org.normscope.state.shift.ShiftModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * Accuracy by look: of the twins as it was measured for them, of the networks side by side on a folder, as table and
 * chart.
 */
public final class ResultsCard extends VBox {
    private enum Page { SHIPPED, FOLDER, CHART, ROBUSTNESS }

    /** Below this many letters' heights what explains the curves is told at the title. */
    private static final double HIGH = 20;
    /** Letters' heights that a table with its deviations needs: in less they stand in the figures' tips alone. */
    private static final double DEVIATIONS = 26.5;

    private final ShiftModel model;
    private final Controls controls;
    private final List<String> recent;
    private final Texts texts;
    private final SimpleObjectProperty<Page> page = new SimpleObjectProperty<>(Page.SHIPPED);
    private final BooleanBinding looks = page.isEqualTo(Page.ROBUSTNESS);
    private final RobustnessPage robustness;
    private final ScrollPane scroll = new FadingScroll();

    /** @param recent folders of pictures opened last */
    ResultsCard(ShiftModel model, Controls controls, List<String> recent, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        this.recent = recent;
        texts = controls.texts();
        robustness = new RobustnessPage(model, controls);
        getStyleClass().addAll("card", "results-card");
        Label title = controls.label(texts.derived(this::title, page, model.run(), model.settings()), "strong");
        title.setMinWidth(0);
        title.setWrapText(true);
        controls.about(title, texts.derived(() -> title() + (looks() ? ". " + notes() : ""), page, model.run(),
            model.settings(), model.compared(), model.robustness().run()));
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Button export = controls.icon("shift.export.run", MaterialDesignD.DOWNLOAD_OUTLINE, Shortcut.TAB,
            () -> asker.save(FileAsker.Kind.CSV, looks() ? "robustness.csv" : "domains.csv")
                .ifPresent(looks() ? model::exportRobustness : model::exportRun));
        export.disableProperty().bind(Bindings.createBooleanBinding(
            () -> (looks() ? model.robustness().run() : model.run()).get() == null,
            page, model.run(), model.robustness().run()));
        Button again = controls.icon("shift.results.again", MaterialDesignR.REFRESH, Shortcut.TAB,
            () -> {
                if (looks()) model.robustness().again();
                else model.runAgain();
            });
        again.disableProperty().bind(Bindings.createBooleanBinding(
            () -> !looks() && model.settings().get().folder().isEmpty() || model.job().get().running(),
            page, model.settings(), model.job()));
        HBox head = new HBox(title, run(asker), pages(), again, export);
        head.getStyleClass().add("figure-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        Room.tight(scroll, title, DEVIATIONS);
        Label notes = controls.label(texts.derived(this::notes, page, model.run(), model.compared(),
            model.robustness().run()), "muted", "tiny");
        notes.setWrapText(true);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        // A chart is seen whole or not at all: it is not scrolled.
        StackPane place = new StackPane(Room.shown(scroll, looks.not()), Room.shown(robustness, looks));
        place.setMinHeight(0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(head, place, Room.shown(notes, Room.high(this, title, HIGH).or(looks.not())));
        model.run().addListener((property, old, now) -> {
            if (page.get() == Page.SHIPPED && now != null) page.set(Page.FOLDER);
            show();
        });
        model.settings().addListener((property, old, now) -> {
            boolean measured = !now.robustness().folder().equals(old.robustness().folder());
            if (measured && !now.robustness().samples()) page.set(Page.ROBUSTNESS);
            else if (looks() && !now.folder().isEmpty() && !now.folder().equals(old.folder())) page.set(Page.FOLDER);
        });
        page.addListener((property, old, now) -> {
            show();
            if (looks()) model.robustness().measureSamples();
        });
        model.compared().addListener((ListChangeListener<Compared>) change -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private Button run(FileAsker asker) {
        Button button = controls.button("shift.run", Shortcut.TAB, () -> { });
        RecentMenu.on(button, controls, "shift.run", recent,
            () -> looks() ? model.settings().get().robustness().folder() : model.settings().get().folder(),
            () -> asker.folder(looks() ? "shift.robustness.folder" : "shift.run.folder").map(Object::toString)
                .ifPresent(this::runFolder), this::runFolder);
        button.disableProperty().bind(model.job().map(JobStatus::running));
        button.setGraphic(new FontIcon(MaterialDesignF.FOLDER_PLAY_OUTLINE));
        button.getStyleClass().add("run-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Segments<Page> pages() {
        Map<Page, String> words = new LinkedHashMap<>();
        for (Page each : Page.values()) words.put(each, "shift.results." + each.name());
        Segments<Page> pages = new Segments<>(controls, words, page::set).pictured(
            Map.of(Page.SHIPPED, MaterialDesignT.TABLE, Page.FOLDER, MaterialDesignF.FOLDER_TABLE_OUTLINE, Page.CHART,
                MaterialDesignC.CHART_BAR, Page.ROBUSTNESS, MaterialDesignC.CHART_LINE));
        pages.getStyleClass().setAll("pages");
        pages.setMinWidth(Region.USE_PREF_SIZE);
        page.addListener((property, old, now) -> pages.show(now));
        pages.show(page.get());
        return pages;
    }

    private void runFolder(String folder) {
        if (looks()) model.robustness().measure(folder);
        else model.runFolder(folder);
    }

    private boolean looks() {
        return looks.get();
    }

    /** Whether it shows the curves over one slider, which need height. */
    BooleanBinding curved() {
        return looks;
    }

    private String title() {
        if (looks()) return robustness.title();
        FolderRun run = model.run().get();
        if (page.get() == Page.SHIPPED) return texts.now("shift.results.title");
        return run == null ? texts.now("shift.results.FOLDER") : texts.now("shift.results.of", run.name());
    }

    private void show() {
        if (looks()) return;
        FolderRun run = model.run().get();
        Node content;
        if (page.get() == Page.SHIPPED) content = AccuracyTable.shipped(controls, model.twins(), styles());
        else if (run == null) content = none();
        else content = page.get() == Page.FOLDER ? AccuracyTable.of(controls, run) : new AccuracyChart(texts, run);
        scroll.setFitToHeight(page.get() == Page.CHART);
        scroll.setContent(content);
    }

    private Label none() {
        Label none = controls.label(texts.derived(
            () -> texts.now(model.settings().get().folder().isEmpty() ? "shift.none.folder" : "shift.none.results",
                model.settings().get().folder()), model.settings()), "muted");
        none.setWrapText(true);
        return none;
    }

    /** By twin, the colour that it has among the networks side by side. */
    private Map<String, String> styles() {
        return model.compared().stream()
            .filter(one -> one.origin() == Compared.Origin.OPENED && one.network().origin().startsWith("builtin:twin-"))
            .collect(java.util.stream.Collectors.toMap(one -> one.network().name().substring("twin-".length()),
                ComparedNames::style, (one, same) -> one));
    }

    private String notes() {
        if (looks()) return robustness.notes();
        FolderRun run = model.run().get();
        if (page.get() == Page.SHIPPED) return texts.now("shift.results.note");
        if (run == null) return "";
        List<String> notes = new ArrayList<>(List.of(texts.now("shift.results.interval")));
        if (run.rows().stream().anyMatch(row -> !row.judged())) notes.add(texts.now("shift.results.unjudged"));
        if (!model.notRun().isEmpty()) {
            notes.add(texts.now("shift.results.notRun", ComparedNames.list(model.notRun(), texts)));
        }
        if (!run.skipped().isEmpty()) {
            notes.add(texts.now("pictures.skipped", run.skipped().size(), run.skipped().get(0)));
        }
        return String.join(" ", notes);
    }
}
