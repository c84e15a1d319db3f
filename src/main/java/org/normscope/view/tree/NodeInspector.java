package org.normscope.view.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.Workspace;
import org.normscope.state.tree.TreeFrame;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeRun;
import org.normscope.tree.Tree;
import org.normscope.view.control.Controls;
import org.normscope.view.control.EquationView;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.frame.Workbench;

/** What the chosen node does, at the right: its picture, idea, formula, knobs, what it could not do and who could. */
final class NodeInspector extends VBox {
    private final Workbench bench;
    private final TreeModel model;
    private final Controls controls;
    private final Texts texts;
    private final DividedPicture picture;
    private final EquationView formula = new EquationView();
    private final StackPane steps = new StackPane();
    private final LossCurves losses;
    private final ScrollPane scroll;
    private Segments<String> step;
    private TreeNode of;

    NodeInspector(Workbench bench, TreeModel model) {
        this.bench = bench;
        this.model = model;
        controls = bench.controls();
        texts = bench.texts();
        getStyleClass().addAll("card", "node-inspector");
        picture = new DividedPicture(new NumberSlider.Gesture() {
            @Override public void begin() { bench.app().beginGesture(); }

            @Override public void move(double value) { model.divide(value); }

            @Override public void end() { bench.app().endGesture(); }
        });
        controls.named(picture, texts.derived(() -> texts.now("tree.picture", texts.now(model.node().nameKey())),
            model.settings()));
        losses = new LossCurves(texts);
        StringBinding words = texts.derived(losses::words, losses.shown());
        losses.accessibleTextProperty().bind(words);
        controls.about(losses, words);
        VBox column = new VBox(head(), new StackPane(picture, caption()),
            Room.shown(losses, Bindings.createBooleanBinding(() -> !now().map(TreeFrame::losses).orElse(List.of())
                .isEmpty(), model.frame(), model.sought(), model.settings())), Room.shown(steps,
            model.settings().map(now -> !Tree.node(now.node()).steps().isEmpty())), words(true), formula,
            new KnobForm(bench, model), Controls.rule(), controls.label("tree.limit", "strong"),
            words(false), next(), Controls.rule(), paper());
        column.getStyleClass().add("node-column");
        scroll = FadingScroll.down(column);
        scroll.accessibleTextProperty().bind(texts.derived(() -> texts.now(model.node().nameKey()), model.settings()));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, tools());
        model.settings().addListener((property, old, now) -> follow());
        model.frame().addListener((property, old, now) -> follow());
        model.sought().addListener((property, old, now) -> follow());
        model.opened().addListener((property, old, now) -> follow());
        model.oldThumbnails().addListener((InvalidationListener) change -> follow());
        follow();
    }

    private void follow() {
        TreeNode node = model.node();
        if (node != of) {
            of = node;
            formula.show(node.symbols());
            Map<String, String> words = new LinkedHashMap<>();
            words.put("", "tree.step.all");
            node.steps().forEach(key -> words.put(key, TreeNode.stepKey(key)));
            step = new Segments<>(controls, words, model::showStep);
            steps.getChildren().setAll(step);
            scroll.setVvalue(0);
        }
        step.show(model.settings().get().step());
        Optional<TreeFrame> frame = now();
        picture.show(frame.map(TreeFrame::before).orElse(null), frame.map(one ->
            one.shown(model.settings().get().step())).orElseGet(() -> model.thumbnails().get(node.id())));
        picture.pseudoClassStateChanged(NodeTile.OLD, frame.map(TreeFrame::before).map(before ->
            before != model.content() && before != model.style()).orElseGet(() ->
            model.oldThumbnails().contains(node.id())));
        losses.show(frame.map(TreeFrame::losses).orElse(List.of()));
        picture.divide(model.settings().get().divider());
    }

    /** What there is to see of the chosen node: what its descent has come to, else what it made. */
    private Optional<TreeFrame> now() {
        return Stream.of(model.sought(), model.frame()).map(ObservableValue::getValue).filter(Objects::nonNull)
            .filter(frame -> frame.node().equals(model.node().id())).findFirst();
    }

    private Node head() {
        Label name = wrapped(controls.label(texts.derived(() -> texts.now(model.node().nameKey()), model.settings()),
            "title"));
        Label who = wrapped(controls.label(texts.derived(() -> model.node().year() + "  " + model.node().authors(),
            model.settings()), "small", "muted"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox first = new HBox(name, gap,
            controls.icon("tree.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.TAB, () -> step(-1)),
            controls.icon("tree.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB, () -> step(1)));
        first.getStyleClass().add("knob-row");
        return new VBox(first, who);
    }

    private void step(int by) {
        model.show(TreeTour.beside(model.node(), by).id());
    }

    private Node caption() {
        Label chip = controls.label(texts.derived(() -> {
            TreeRun run = model.run().get();
            boolean descends = model.sought().get() != null;
            if (run.cancelled()) return texts.now("tree.cancelled");
            if (now().isEmpty() || run.running() && !descends) {
                return run.done() > 0 ? texts.now("tree.running.done", run.done()) : texts.now("tree.running");
            }
            TreeFrame frame = now().get();
            return texts.now(descends ? "tree.descends" : "tree.took", Math.max(frame.after().width(),
                frame.after().height()), Math.round(frame.milliseconds()));
        }, model.frame(), model.sought(), model.settings(), model.run()), "small");
        controls.about(chip, "tree.chip");
        Button cancel = controls.icon("tree.cancel", MaterialDesignC.CLOSE, Shortcut.TAB, model::cancelRun);
        cancel.getStyleClass().add("flat");
        HBox all = new HBox(chip, Room.shown(cancel, model.run().map(TreeRun::running)));
        all.getStyleClass().add("tree-chip");
        all.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(all, javafx.geometry.Pos.BOTTOM_RIGHT);
        return all;
    }

    private Label words(boolean idea) {
        Label words = controls.label(texts.derived(
            () -> texts.now(idea ? model.node().ideaKey() : model.node().limitKey()), model.settings()));
        if (!idea) words.getStyleClass().add("muted");
        return wrapped(words);
    }

    private static Label wrapped(Label words) {
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private Node next() {
        PictureView view = new PictureView(8);
        view.getStyleClass().add("next-picture");
        view.setMinSize(62, 42);
        view.setMaxSize(62, 42);
        Label name = wrapped(controls.label(texts.derived(() -> Tree.next(model.node()).map(next ->
            texts.now("tree.next", texts.now(next.nameKey()), String.valueOf(next.year()))).orElse(""),
            model.settings()), "strong"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(view, name, gap, new FontIcon(MaterialDesignA.ARROW_RIGHT));
        row.getStyleClass().add("knob-row");
        Button button = new Button(null, row);
        button.getStyleClass().add("next-node");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setMaxWidth(Double.MAX_VALUE);
        controls.named(button, name.textProperty(), Shortcut.TAB);
        button.setOnAction(event -> Tree.next(model.node()).ifPresent(to -> {
            model.show(to.id());
            // The button is out of sight by then.
            picture.requestFocus();
        }));
        Runnable show = () -> view.show(Tree.next(model.node()).map(to -> thumbnail(to)).orElse(null));
        model.settings().addListener((property, old, now) -> show.run());
        model.thumbnails().addListener((javafx.collections.MapChangeListener<String, Pixels>) change -> show.run());
        return Room.shown(button, model.settings().map(now -> Tree.next(Tree.node(now.node())).isPresent()));
    }

    private @Nullable Pixels thumbnail(TreeNode node) {
        return model.thumbnails().get(node.id());
    }

    private Node paper() {
        return wrapped(controls.label(texts.derived(() -> model.node().paper(), model.settings()), "small", "muted"));
    }

    private Node tools() {
        MenuButton use = controls.menu("tree.use", texts.of("tree.use"), Shortcut.TAB);
        use.getItems().addAll(controls.item("tree.use.content", () -> model.takeResult(false)),
            controls.item("tree.use.style", () -> model.takeResult(true)), new SeparatorMenuItem());
        for (Workspace other : bench.app().workspaces()) {
            if (other != model) use.getItems().add(controls.item(other.title(), () -> give(other)));
        }
        Button save = controls.icon("tree.save", MaterialDesignC.CONTENT_SAVE_OUTLINE, Shortcut.TAB, () ->
            bench.asker().save(FileAsker.Kind.SAVED_PICTURE, PictureFormat.PNG.file(model.node().id()))
                .ifPresent(model::save));
        Button reset = controls.icon("tree.reset", MaterialDesignB.BACKUP_RESTORE, Shortcut.TAB, model::reset);
        reset.disableProperty().bind(model.settings().map(now -> now.set(now.node()).isEmpty()));
        HBox.setHgrow(use, Priority.ALWAYS);
        use.setMaxWidth(Double.MAX_VALUE);
        HBox tools = new HBox(use, reset, film(), save);
        tools.getStyleClass().addAll("tree-bar", "node-tools");
        tools.setMinHeight(USE_PREF_SIZE);
        return tools;
    }

    /** One item a knob: the film is of that one. */
    private MenuButton film() {
        MenuButton film = controls.menu("tree.film", null, Shortcut.TAB);
        film.setGraphic(new FontIcon(MaterialDesignF.FILMSTRIP));
        film.getStyleClass().add("pane-menu");
        film.setOnShowing(event -> film.getItems().setAll(model.filmed().stream().map(knob ->
            controls.item(knob.nameKey(), () -> bench.asker().save(FileAsker.Kind.FILM,
                PictureFormat.GIF.file(model.node().id() + "-" + knob.key()))
                .ifPresent(file -> model.film(knob.key(), file)))).toList()));
        film.disableProperty().bind(Bindings.createBooleanBinding(() -> model.filmed().isEmpty()
            || model.job().get().running(), model.settings(), model.job()));
        return film;
    }

    /** As if it had been pasted there. */
    private void give(Workspace other) {
        Optional.ofNullable(model.frame().get()).ifPresent(frame -> {
            bench.app().setWorkspace(other.id());
            other.paste(frame.shown(model.settings().get().step()));
        });
    }
}
