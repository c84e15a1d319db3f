package org.normscope.view;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.normscope.state.StyleModel;
import org.normscope.state.StyleSettings;
import org.normscope.style.FastStyle;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.style.StyleSite;
import org.normscope.style.ValueRange;

/** The network that paints, others that can paint instead, and how their pictures stand for levels. */
final class EngineMenu {
    private final Controls controls;
    private final StyleModel model;

    private EngineMenu(Controls controls, StyleModel model) {
        this.controls = controls;
        this.model = model;
    }

    static Node of(Controls controls, StyleModel model, FileAsker asker) {
        EngineMenu engine = new EngineMenu(controls, model);
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("style.engine.choose", texts.derived(engine::name, model.engine()), Shortcut.NETWORK);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getItems().addAll(
            controls.item("style.engine.builtIn", () -> model.openEngine(StyleSettings.BUILT_IN.origin())),
            new SeparatorMenuItem(),
            controls.item("style.engine.open", () -> asker.open(FileAsker.Kind.NETWORK).stream().findFirst().map(Path::toString).ifPresent(model::openEngine)));
        BooleanBinding fast = Bindings.createBooleanBinding(() -> model.engine().get() instanceof FastStyle, model.engine());
        MenuButton in = Room.shown(engine.range("style.range.in", FastStyle::in, range -> model.setRange(range, engine.fast().out())), fast);
        MenuButton out = Room.shown(engine.range("style.range.out", FastStyle::out, range -> model.setRange(engine.fast().in(), range)), fast);
        Label sites = controls.label(texts.derived(engine::sites, model.engine()), "small", "muted");
        HBox all = new HBox(menu, in, out, sites);
        all.getStyleClass().add("engine-menu");
        return all;
    }

    private FastStyle fast() {
        return model.engine().get() instanceof FastStyle fast ? fast : null;
    }

    private String name() {
        StyleNetwork engine = model.engine().get();
        if (engine == null) return controls.texts().now("networks.none");
        return engine.name().equals(StyleLibrary.BUILT_IN) ? controls.texts().now("style.engine.builtIn") : engine.name();
    }

    private String sites() {
        StyleNetwork engine = model.engine().get();
        if (engine == null) return "";
        List<StyleSite> sites = engine.sites();
        String words = controls.texts().now("style.engine.sites", sites.size(), sites.stream().mapToInt(StyleSite::channels).sum());
        int[] fixed = fast() == null ? null : fast().fixedSize().orElse(null);
        return fixed == null ? words : words + " · " + controls.texts().now("style.engine.fixed", String.valueOf(fixed[0]), String.valueOf(fixed[1]));
    }

    private MenuButton range(String key, Function<FastStyle, ValueRange> present, Consumer<ValueRange> choose) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu(key, texts.derived(() -> fast() == null ? "" : texts.now(key) + " " + texts.now("style.range." + present.apply(fast()).name()),
            model.engine()), Shortcut.TAB);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (ValueRange range : ValueRange.values()) menu.getItems().add(controls.item("style.range." + range.name(), () -> choose.accept(range)));
        return menu;
    }
}
