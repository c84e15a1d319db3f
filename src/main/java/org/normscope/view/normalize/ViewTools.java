package org.normscope.view.normalize;

import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.normalize.Catalogue;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What concerns all panes: the brush, the colour scale, the colours, one more pane. */
final class ViewTools {
    private final Controls controls;
    private final NormalizeModel model;

    ViewTools(Controls controls, NormalizeModel model) {
        this.controls = controls;
        this.model = model;
    }

    Node[] all() {
        return new Node[] {brush(), upward(scale()), upward(colours()), upward(addPane())};
    }

    /** They stand at the window's bottom. */
    private static MenuButton upward(MenuButton menu) {
        menu.setPopupSide(Side.TOP);
        return menu;
    }

    private ToggleButton brush() {
        SimpleBooleanProperty on = new SimpleBooleanProperty(settings().brush().on());
        on.addListener((property, was, now) -> {
            if (now != settings().brush().on()) model.setBrush(settings().brush().withOn(now));
        });
        model.settings().addListener((property, old, now) -> on.set(now.brush().on()));
        ToggleButton button = controls.toggle("brush.open", MaterialDesignB.BRUSH_OUTLINE, Shortcut.BRUSH, on);
        button.disableProperty().bind(model.seen().isNull());
        return button;
    }

    private MenuButton scale() {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("scale.choose",
            texts.derived(() -> texts.now(settings().view().sharedScale() ? "scale.isShared" : "scale.isOwn"),
                model.settings()), Shortcut.TAB);
        controls.keyboard().on(Shortcut.SCALE, () -> {
            if (Controls.shown(menu)) model.setSharedScale(!settings().view().sharedScale());
        });
        menu.getItems().addAll(
            radio(controls.item("scale.shared", () -> model.setSharedScale(true)),
                () -> settings().view().sharedScale()),
            radio(controls.item("scale.own", () -> model.setSharedScale(false)),
                () -> !settings().view().sharedScale()));
        return menu;
    }

    private MenuButton colours() {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("colours.choose",
            texts.derived(() -> texts.now("colours.are", texts.now("colours." + settings().view().colorMap())),
                model.settings()), Shortcut.COLOURS);
        menu.getStyleClass().add("colours");
        for (ColorMap map : ColorMaps.values()) {
            menu.getItems().add(radio(controls.item("colours." + map.id(), () -> model.setColorMap(map.id())),
                () -> settings().view().colorMap().equals(map.id())));
        }
        return menu;
    }

    private MenuButton addPane() {
        MenuButton menu = controls.menu("tools.addPane", controls.texts().of("tools.addPane"), Shortcut.ADD_PANE);
        menu.getItems().add(controls.item("tools.raw", () -> model.edit().addPane(PaneSettings.RAW)));
        Texts texts = controls.texts();
        Catalogue.entries().forEach(entry -> menu.getItems().add(controls.item(
            texts.derived(() -> entry.shortName() + "   " + texts.now(entry.nameKey())),
            () -> model.edit().addPane(entry.id()))));
        menu.disableProperty().bind(Bindings.size(model.panes()).greaterThanOrEqualTo(NormalizeSettings.MOST_PANES));
        return menu;
    }

    private NormalizeSettings settings() {
        return model.settings().get();
    }

    /** The same entry with a mark at the one that holds. */
    private RadioMenuItem radio(MenuItem item, BooleanSupplier holds) {
        RadioMenuItem radio = new RadioMenuItem();
        radio.textProperty().bind(item.textProperty());
        radio.setSelected(holds.getAsBoolean());
        radio.setOnAction(event -> {
            radio.setSelected(true);
            item.getOnAction().handle(event);
        });
        model.settings().addListener((property, old, now) -> radio.setSelected(holds.getAsBoolean()));
        return radio;
    }
}
