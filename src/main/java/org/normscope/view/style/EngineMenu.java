package org.normscope.view.style;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.normscope.state.style.StyleEngine;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The network that paints, others that can paint instead, and how their pictures stand for levels. */
final class EngineMenu {
    /** Letters' heights that a name, and what is told beside it, have at least. */
    private static final double NAME = 10;

    private final Controls controls;
    private final StyleModel model;

    private EngineMenu(Controls controls, StyleModel model) {
        this.controls = controls;
        this.model = model;
    }

    /** @param recent engines opened last */
    static Node of(Controls controls, StyleModel model, List<String> recent, FileAsker asker) {
        EngineMenu engine = new EngineMenu(controls, model);
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("style.engine.choose",
            texts.derived(engine::name, model.engine()), Shortcut.NETWORK);
        Room.least(menu, NAME).setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Runnable fill = () -> {
            String current = model.settings().get().engine().origin();
            menu.getItems().setAll(RecentItems.item(controls, texts.now("style.engine.builtIn"),
                StyleSettings.BUILT_IN.origin(), current, model::openEngine));
            menu.getItems().addAll(RecentItems.of(controls, recent, current, model::openEngine));
            menu.getItems().addAll(new SeparatorMenuItem(), controls.item("style.engine.open",
                () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString)
                    .ifPresent(model::openEngine)));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        BooleanBinding ranged = Bindings.createBooleanBinding(
            () -> model.engine().get() != null && !model.engine().get().in().isEmpty(), model.engine());
        MenuButton in = Room.shown(engine.range("style.range.in", StyleEngine::in,
            range -> model.setRange(range, model.engine().get().out())), ranged);
        MenuButton out = Room.shown(engine.range("style.range.out", StyleEngine::out,
            range -> model.setRange(model.engine().get().in(), range)), ranged);
        Label sites = Room.least(Controls.told(
            controls.label(texts.derived(engine::sites, model.engine()), "small", "muted")), NAME);
        HBox all = new HBox(menu, in, out, sites);
        all.getStyleClass().add("engine-menu");
        return all;
    }

    private String name() {
        StyleEngine engine = model.engine().get();
        if (engine == null) return controls.texts().now("networks.none");
        return engine.builtIn() ? controls.texts().now("style.engine.builtIn") : engine.name();
    }

    private String sites() {
        StyleEngine engine = model.engine().get();
        if (engine == null) return "";
        String words = controls.texts().now("style.engine.sites", engine.channels().size(),
            engine.channels().stream().mapToInt(c -> c).sum());
        if (engine.linear()) words += " · " + controls.texts().now("style.engine.linear");
        return engine.fixed().isEmpty() ? words
            : words + " · " + controls.texts().now("style.engine.fixed", engine.fixed());
    }

    private MenuButton range(String key, Function<StyleEngine, String> present, Consumer<String> choose) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu(key, texts.derived(() -> {
            StyleEngine engine = model.engine().get();
            return engine == null || engine.in().isEmpty() ? ""
                : texts.now(key) + " " + texts.now("style.range." + present.apply(engine));
        }, model.engine()), Shortcut.TAB);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (String range : StyleEngine.RANGES) {
            menu.getItems().add(controls.item("style.range." + range, () -> choose.accept(range)));
        }
        return menu;
    }
}
