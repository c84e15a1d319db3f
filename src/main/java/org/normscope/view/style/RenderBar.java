package org.normscope.view.style;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.image.PictureFormat;
import org.normscope.state.style.StyleEngine;
import org.normscope.state.style.StyleMade;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleRender;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Full size and refining: how large, how far it is, where it goes; a folder of pictures. */
public final class RenderBar extends VBox {
    private final StyleModel model;
    private final Controls controls;
    private final Texts texts;
    private final List<String> recent;
    private final FileAsker asker;

    /** @param recent folders of pictures opened last */
    RenderBar(StyleModel model, Controls controls, List<String> recent, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        this.recent = recent;
        this.asker = asker;
        texts = controls.texts();
        getStyleClass().add("render-bar");
        model.setTarget(folder -> asker.folder("style.folder.to"));
        BooleanBinding running = Bindings.createBooleanBinding(() -> model.render().get().running(), model.render());
        BooleanBinding done = Bindings.createBooleanBinding(() -> model.render().get().picture() != null,
            model.render());
        getChildren().addAll(Room.shown(running(), running), Room.shown(done(), done),
            Room.shown(idle(), running.or(done).not()));
    }

    private VBox idle() {
        Button refine = controls.button("style.refine", MaterialDesignA.AUTO_FIX, Shortcut.TAB, model::refine);
        refine.setMaxWidth(Double.MAX_VALUE);
        refine.disableProperty().bind(model.frame().isNull());
        VBox all = new VBox(full(), Room.shown(refine, model.engine().map(StyleEngine::takesStyles).orElse(false)));
        all.getStyleClass().add("render-bar-inner");
        return all;
    }

    private HBox full() {
        Button render = controls.button("style.render", Shortcut.RENDER, model::renderFull);
        render.textProperty().unbind();
        render.textProperty().bind(
            texts.derived(() -> texts.now("style.render.size", size()), model.settings(), model.frame()));
        render.getStyleClass().addAll("primary", "strong");
        render.setMaxWidth(Double.MAX_VALUE);
        render.disableProperty().bind(model.frame().isNull());
        HBox.setHgrow(render, Priority.ALWAYS);
        MenuButton more = controls.menu("style.render.more", null, Shortcut.TAB);
        more.setGraphic(new FontIcon(MaterialDesignD.DOTS_VERTICAL));
        more.getStyleClass().add("pane-menu");
        List<MenuItem> verbs = List.of(new SeparatorMenuItem(), controls.item("style.network.save",
            () -> asker.save(FileAsker.Kind.NETWORK, "style.onnx").ifPresent(model::saveNetwork)),
            controls.item("style.folder.jpeg", () -> folder(true)),
            controls.item("style.folder", () -> folder(false)));
        Runnable fill = () -> {
            String current = String.valueOf(model.settings().get().fullSide());
            more.getItems().setAll(StyleSettings.FULL_SIDES.stream().map(String::valueOf).map(side -> RecentItems.item(
                controls, texts.now("style.render.side", side), side, current,
                chosen -> model.setFullSide(Integer.parseInt(chosen)))).toList());
            more.getItems().addAll(verbs);
            more.getItems().addAll(RecentItems.of(controls, recent, "", from ->
                model.renderFolder(Path.of(from), false)));
        };
        fill.run();
        more.setOnShowing(event -> fill.run());
        HBox row = new HBox(render, more);
        row.getStyleClass().add("render-row");
        return row;
    }

    private String size() {
        int[] size = model.fullSize();
        return size[0] == 0 ? String.valueOf(model.settings().get().fullSide()) : size[0] + " × " + size[1];
    }

    private void folder(boolean jpeg) {
        asker.folder("style.folder.from").ifPresent(from -> model.renderFolder(from, jpeg));
    }

    private VBox running() {
        Label what = controls.label(texts.derived(() -> {
            StyleRender render = model.render().get();
            return render.doing() == null ? ""
                : render.doing().in(texts.language()) + " · " + texts.now("style.share", render.progress());
        }, model.render()), "small", "muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(Bindings.createDoubleBinding(() -> {
            double progress = model.render().get().progress();
            return progress > 0 ? progress : -1;
        }, model.render()));
        bar.accessibleTextProperty().bind(what.textProperty());
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button cancel = controls.button("style.render.cancel", Shortcut.TAB, model::endRender);
        cancel.setMinWidth(USE_PREF_SIZE);
        Button pause = controls.icon(texts.derived(() -> texts.now(paused() ? "style.render.resume"
            : "style.render.pause"), model.render()), MaterialDesignP.PAUSE, Shortcut.TAB,
            () -> model.pauseRender(!paused()));
        pause.graphicProperty().bind(model.render().map(render -> new FontIcon(render.paused() ? MaterialDesignP.PLAY
            : MaterialDesignP.PAUSE)));
        HBox row = new HBox(bar, pause, cancel);
        row.getStyleClass().add("render-row");
        VBox all = new VBox(what, row);
        all.getStyleClass().add("render-bar-inner");
        return all;
    }

    private boolean paused() {
        return model.render().get().paused();
    }

    private VBox done() {
        Label what = controls.label(texts.derived(() -> {
            StyleMade made = model.render().get().made();
            if (made == null) return "";
            String size = made.shown().width() + " × " + made.shown().height();
            StyleMade.Refined refined = made.refined();
            return refined == null ? texts.now("style.render.done", of(made), size)
                : texts.now("style.refine.done", of(made), size, refined.steps(), refined.first(), refined.last());
        }, model.render()), "small", "muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        Button save = controls.button("style.render.save", MaterialDesignC.CONTENT_SAVE_OUTLINE, Shortcut.TAB,
            () -> asker.save(FileAsker.Kind.SAVED_PICTURE, name()).ifPresent(model::saveRender));
        save.getStyleClass().addAll("primary", "strong");
        save.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(save, Priority.ALWAYS);
        Button close = controls.icon("style.render.close", MaterialDesignC.CLOSE, Shortcut.TAB, model::endRender);
        HBox row = new HBox(save, close);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("render-row");
        VBox all = new VBox(what, difference(), row);
        all.getStyleClass().add("render-bar-inner");
        return all;
    }

    /** Whether what refining changed is looked at, and saved. */
    private ToggleButton difference() {
        SimpleBooleanProperty on = new SimpleBooleanProperty();
        model.render().addListener((property, old, now) -> on.set(seen(now)));
        on.addListener((property, was, now) -> {
            if (now != seen(model.render().get())) model.seeDifference(now);
        });
        ToggleButton button = controls.toggle("style.refine.difference", MaterialDesignC.COMPARE, Shortcut.TAB, on);
        button.setMaxWidth(Double.MAX_VALUE);
        return Room.shown(button, Bindings.createBooleanBinding(() -> model.render().get().made() != null
            && model.render().get().made().refined() != null, model.render()));
    }

    private static boolean seen(StyleRender render) {
        return render.made() != null && render.made().refined() != null && render.made().refined().seen();
    }

    /** Of which picture it was made, since another may be shown by now; what was refined has a style, too. */
    private String of(StyleMade made) {
        String content = PictureNames.title(made.settings().content(), texts);
        return made.refined() == null || made.settings().styles().size() > 1 ? content
            : content + " · " + PictureNames.title(made.settings().styles().get(0).picture(), texts);
    }

    /** Content and first style: "cat-night-cafe.png". */
    private String name() {
        StyleMade made = Objects.requireNonNull(model.render().get().made());
        String what = made.refined() == null ? "" : made.refined().seen() ? "-difference" : "-refined";
        return PictureFormat.PNG.file(stem(made.settings().content().name()) + "-"
            + stem(made.settings().styles().get(0).picture().name()) + what);
    }

    private static String stem(String name) {
        return name.replaceFirst("\\.[^.]*$", "");
    }
}
