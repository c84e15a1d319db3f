package org.normscope.view.layers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.normscope.image.PictureFormat;
import org.normscope.state.layers.IndexModel;
import org.normscope.state.layers.IndexStatus.Phase;
import org.normscope.state.layers.IndexStatus;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.text.PathName;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Figures;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.NetworkNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The pictures that are looked through: which, how far that is, what of them counts; the network beside; exports. */
final class CorpusBar extends HBox {
    private static final int MOST_NAMED = 40;
    /** Letters' heights that its name has at least. */
    private static final double NAME = 8;

    private final LayersModel model;
    private final Controls controls;
    private final Texts texts;
    private final FileAsker asker;

    /** @param builtIn names of the networks that come with the program */
    CorpusBar(LayersModel model, Controls controls, List<String> builtIn, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        this.asker = asker;
        texts = controls.texts();
        getStyleClass().addAll("card", "corpus-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label title = controls.label("corpus.title", "strong");
        Label state = controls.label(texts.derived(this::state, status()), "muted", "corpus-state");
        state.setTextOverrun(OverrunStyle.ELLIPSIS);
        MenuButton corpus = corpus();
        getChildren().addAll(title, corpus,
            toggle("corpus.several", MaterialDesignI.IMAGE_MULTIPLE_OUTLINE,
                LayersSettings::several, model::setSeveral),
            toggle("corpus.inside", MaterialDesignF.FIT_TO_PAGE_OUTLINE, LayersSettings::inside, model::setInside),
            progress(), pause(), resume(), stop(), state, skipped(), gap, compare(builtIn), export());
        getChildren().stream().filter(node -> node != state && node != gap && node != corpus)
            .forEach(node -> ((Region) node).setMinWidth(USE_PREF_SIZE));
        Controls.told(state);
        corpus.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        // What is told of it gives way first, then a long name.
        Room.least(corpus, NAME);
    }

    private IndexModel index() {
        return model.index();
    }

    /** The index of the network beside waits and goes on with the first. */
    private void both(Consumer<IndexModel> verb) {
        verb.accept(index());
        verb.accept(model.comparedIndex());
    }

    private ReadOnlyObjectProperty<IndexStatus> status() {
        return index().status();
    }

    private MenuButton corpus() {
        MenuButton menu = Controls.upward(controls.menu("corpus.choose", texts.derived(this::name, model.settings()),
            Shortcut.CORPUS));
        Runnable fill = () -> {
            String current = model.settings().get().corpus();
            menu.getItems().setAll(
                RecentItems.item(controls, texts.now("corpus.builtin"), LayersSettings.BUILT_IN, current,
                    model::setCorpus));
            menu.getItems().addAll(RecentItems.of(controls, model.corpora(), current, model::setCorpus));
            menu.getItems().addAll(new SeparatorMenuItem(), controls.item("corpus.folder",
                () -> asker.folder("corpus.folder.title").map(Path::toString).ifPresent(model::setCorpus)));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }

    private String name() {
        String corpus = model.settings().get().corpus();
        return corpus.equals(LayersSettings.BUILT_IN) ? texts.now("corpus.builtin")
            : PathName.of(corpus);
    }

    private ToggleButton toggle(String key, Ikon icon, Predicate<LayersSettings> holds, Consumer<Boolean> set) {
        SimpleBooleanProperty on = new SimpleBooleanProperty(holds.test(model.settings().get()));
        on.addListener((property, was, now) -> {
            if (now != holds.test(model.settings().get())) set.accept(now);
        });
        model.settings().addListener((property, old, now) -> on.set(holds.test(now)));
        ToggleButton button = controls.toggle(key, icon, Shortcut.TAB, on);
        button.contentDisplayProperty().bind(Bindings.when(Room.enough(this, button, 100))
            .then(ContentDisplay.LEFT).otherwise(ContentDisplay.GRAPHIC_ONLY));
        return button;
    }

    private BooleanBinding in(Phase... phases) {
        return Bindings.createBooleanBinding(() -> List.of(phases).contains(status().get().phase()), status());
    }

    private <N extends Node> N only(N node, BooleanBinding shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    private ProgressBar progress() {
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("index-progress");
        bar.accessibleTextProperty().bind(texts.of("corpus.progress"));
        bar.progressProperty().bind(
            Bindings.createDoubleBinding(() -> status().get().total() == 0 ? -1 : status().get().progress(), status()));
        return only(bar, in(Phase.OPENING, Phase.WAITING, Phase.INDEXING, Phase.PAUSED));
    }

    private Button pause() {
        return only(controls.icon("corpus.pause", MaterialDesignP.PAUSE, Shortcut.TAB, () -> both(IndexModel::pause)),
            in(Phase.INDEXING));
    }

    private Button resume() {
        return only(controls.icon("corpus.resume", MaterialDesignP.PLAY, Shortcut.TAB, () -> both(IndexModel::resume)),
            in(Phase.PAUSED, Phase.STOPPED, Phase.FAILED));
    }

    private Button stop() {
        return only(controls.icon("corpus.stop", MaterialDesignS.STOP, Shortcut.TAB, () -> both(IndexModel::cancel)),
            in(Phase.WAITING, Phase.INDEXING, Phase.PAUSED));
    }

    private String state() {
        IndexStatus status = status().get();
        String key = "corpus.state." + status.phase().name();
        return switch (status.phase()) {
            case INDEXING -> status.total() == 0 ? texts.now("corpus.state.OPENING")
                : texts.now(key, status.done(), status.total(),
                    Figures.rate(status.picturesPerSecond()), Figures.clock(status.secondsLeft()));
            case PAUSED, STOPPED -> texts.now(key, status.done(), status.total());
            case COMPLETE -> texts.now(key, status.total() - status.skippedCount());
            case NONE -> "";
            default -> texts.now(key);
        };
    }

    /** The pictures that could not be read, with their reasons. */
    private MenuButton skipped() {
        MenuButton menu = Controls.upward(controls.menu("corpus.skipped.list",
            texts.derived(() -> texts.now("corpus.skipped", status().get().skippedCount()), status()), Shortcut.TAB));
        menu.setOnShowing(event -> {
            menu.getItems().clear();
            status().get().skipped().stream().limit(MOST_NAMED).forEach(reason -> {
                Label line = controls.label(new ReadOnlyStringWrapper(reason), "small");
                menu.getItems().add(new CustomMenuItem(line, false));
            });
        });
        return only(menu, Bindings.createBooleanBinding(() -> status().get().skippedCount() > 0, status()));
    }

    private MenuButton compare(List<String> builtIn) {
        MenuButton menu = Controls.upward(controls.menu("compare.choose",
            texts.derived(this::beside, model.compared()), Shortcut.COMPARE));
        Runnable fill = () -> {
            String current = model.settings().get().compared().origin();
            menu.getItems().clear();
            builtIn.forEach(name -> menu.getItems().add(RecentItems.item(controls, NetworkNames.builtIn(name, texts),
                "builtin:" + name, current, model::compareWith)));
            menu.getItems().addAll(RecentItems.of(controls, model.networks(), current, model::compareWith));
            menu.getItems().addAll(new SeparatorMenuItem(),
                controls.item("networks.open",
                    () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString)
                        .ifPresent(model::compareWith)),
                controls.item("compare.stop", model::compareWithNone));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }

    private String beside() {
        return model.compared().get() == null ? texts.now("compare.short")
            : texts.now("compare.with",
                NetworkNames.of(model.compared().get().origin(), model.compared().get().name(), texts));
    }

    private MenuButton export() {
        MenuButton menu = Controls.upward(controls.menu("layers.export", texts.of("layers.export"),
            Shortcut.TAB));
        menu.disableProperty().bind(model.figure().isNull());
        menu.getItems().addAll(
            controls.item("layers.export.figure",
                () -> asker.save(FileAsker.Kind.PNG, file(PictureFormat.PNG.endings().get(0)))
                .ifPresent(model::exportFigure)),
            controls.item("layers.export.figures",
                () -> asker.folder("layers.export.figures.title").ifPresent(model::exportFigures)),
            controls.item("layers.export.csv",
                () -> asker.save(FileAsker.Kind.CSV, file("csv")).ifPresent(model::exportCsv)),
            controls.item("layers.export.json",
                () -> asker.save(FileAsker.Kind.JSON, file("json")).ifPresent(model::exportJson)));
        return menu;
    }

    private String file(String ending) {
        return LayerNames.name(model.layer().get()).replaceAll("[^\\w.-]+", "-") + "." + ending;
    }
}
