package org.normscope.view.style;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.style.StyleColours;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** All that can be set of the result, at the right. */
public final class StyleInspector extends VBox {
    private final AppModel app;
    private final StyleModel model;
    private final Controls controls;
    private final Texts texts;

    StyleInspector(AppModel app, Controls controls, FileAsker asker) {
        this.app = app;
        model = app.workspace(StyleModel.class);
        this.controls = controls;
        texts = controls.texts();
        getStyleClass().addAll("card", "style-inspector");
        SheetView sheet = new SheetView(model, controls);
        VBox column = new VBox(controls.label("style.settings", "title"), weight(), mixing(),
            Controls.rule(), colours(), new MaskSection(app, controls), Controls.rule(), sheet);
        column.getStyleClass().add("style-column");
        Room.shown(sheet, model.sheet().map(shown -> !shown.cells().isEmpty()));
        ScrollPane scroll = FadingScroll.down(column);
        scroll.accessibleTextProperty().bind(texts.of("style.settings"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        RenderBar render = new RenderBar(model, controls, app.recent().of(Recent.Kind.CORPUS), asker);
        render.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(scroll, render);
    }

    private Node weight() {
        NumberSlider slider = new NumberSlider(controls, texts.of("style.weight"), NumberRange.linear(0, 1),
            StyleSettings.initial().weight(), StyleDrag.of(app, model::setWeight));
        slider.about(controls, "style.weight").getStyleClass().add("style-weight");
        model.settings().addListener((property, old, now) -> slider.show(now.weight()));
        slider.show(model.settings().get().weight());
        BooleanBinding fixed = Bindings.createBooleanBinding(
            () -> model.engine().get() != null && !model.engine().get().takesStyles(), model.engine());
        slider.disableProperty().bind(fixed);
        return new VBox(slider, Room.shown(hint("style.weight.fixed"), fixed));
    }

    private Node mixing() {
        NumberSlider all = new NumberSlider(controls, texts.of("style.rho"), NumberRange.linear(0, 1), 0,
            StyleDrag.of(app, model::setRho));
        all.about(controls, "style.rho").getStyleClass().add("style-rho");
        BooleanBinding bySite = Bindings.createBooleanBinding(() -> model.settings().get().bySite(), model.settings());
        BooleanBinding none = Bindings.createBooleanBinding(
            () -> model.engine().get() != null && model.engine().get().channels().isEmpty(), model.engine());
        model.settings().addListener((property, old, now) -> all.show(StyleDrag.rounded(now.rho())));
        all.show(StyleDrag.rounded(model.settings().get().rho()));
        all.disableProperty().bind(none);
        Map<Boolean, String> modes = new LinkedHashMap<>();
        modes.put(false, "style.mode.blend");
        modes.put(true, "style.mode.split");
        Segments<Boolean> mode = new Segments<>(controls, modes, model::setSplit);
        model.settings().addListener((property, old, now) -> mode.show(now.split()));
        mode.show(model.settings().get().split());
        HBox row = new HBox(mode, perSite(), inside());
        row.getStyleClass().add("style-modes");
        HBox.setHgrow(mode, Priority.ALWAYS);
        row.disableProperty().bind(none);
        VBox mixing = new VBox(all, Room.shown(explanation(), none.not()),
            Room.shown(hint("style.rho.none"), none), row,
            Room.shown(new SiteSliders(app, controls), bySite.and(none.not())));
        mixing.getStyleClass().add("style-mixing");
        return mixing;
    }

    /** What the ends of the slider mean, in the mode that is chosen. */
    private Label explanation() {
        Label words = controls.label(texts.derived(() -> texts.now(model.settings().get().split()
            ? "style.rho.split" : "style.rho.blend"), model.settings()), "small", "muted");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private Label hint(String key) {
        Label words = controls.label(key, "small", "muted");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private ToggleButton perSite() {
        SimpleBooleanProperty on = new SimpleBooleanProperty();
        model.settings().addListener((property, old, now) -> on.set(now.bySite()));
        on.set(model.settings().get().bySite());
        on.addListener((property, was, now) -> {
            if (now != model.settings().get().bySite()) model.setBySite(now);
        });
        ToggleButton button = controls.toggle("style.bySite", MaterialDesignT.TUNE, Shortcut.TAB, on);
        button.setContentDisplay(ContentDisplay.TEXT_ONLY);
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(model.engine().map(engine -> engine.channels().size() < 2).orElse(true));
        return button;
    }

    /** Opens a site's maps in the Normalize workspace. */
    private MenuButton inside() {
        MenuButton menu = controls.menu("style.inside", null, Shortcut.TAB);
        menu.setGraphic(new FontIcon(MaterialDesignM.MAGNIFY_SCAN));
        menu.getStyleClass().addAll("pane-menu", "icon");
        menu.setOnShowing(event -> {
            menu.getItems().clear();
            List<Integer> channels = model.engine().get() == null ? List.of() : model.engine().get().channels();
            menu.getItems().addAll(sites("style.inside.before", channels, false),
                sites("style.inside.after", channels, true));
        });
        // Without entries a menu never shows.
        menu.getItems().add(controls.item("style.inside", () -> { }));
        return menu;
    }

    private Menu sites(String key, List<Integer> channels, boolean after) {
        Menu sites = new Menu();
        sites.textProperty().bind(texts.of(key));
        for (int i = 0; i < channels.size(); i++) {
            int site = i;
            sites.getItems().add(
                controls.item(texts.of("style.site", i + 1, channels.get(i)), () -> model.openInside(site, after)));
        }
        return sites;
    }

    private Node colours() {
        Map<StyleColours, String> words = new LinkedHashMap<>();
        words.put(StyleColours.STYLE, "style.colours.STYLE");
        words.put(StyleColours.LUMINANCE, "style.colours.LUMINANCE");
        words.put(StyleColours.MATCHED, "style.colours.MATCHED");
        Segments<StyleColours> choice = new Segments<>(controls, words, model::setColours);
        model.settings().addListener((property, old, now) -> choice.show(now.colours()));
        choice.show(model.settings().get().colours());
        choice.setAlignment(Pos.CENTER_RIGHT);
        Label name = controls.label("style.colours");
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(name, choice);
        row.getStyleClass().add("style-row");
        HBox.setHgrow(choice, Priority.ALWAYS);
        return row;
    }
}
