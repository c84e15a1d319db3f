package org.normscope.view.normalize;

import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.normscope.color.ColorMap;
import org.normscope.color.ColorMaps;
import org.normscope.normalize.Catalogue;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.state.normalize.ScaleSharing;
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

    Region[] all() {
        return new Region[] {brush(), Controls.upward(scale()), Controls.upward(colours()), Controls.upward(addPane())};
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
            texts.derived(() -> texts.now("scale.is." + settings().view().scale()), model.settings()), Shortcut.TAB);
        controls.keyboard().on(Shortcut.SCALE, () -> {
            boolean own = settings().view().scale() == ScaleSharing.OWN;
            if (Controls.shown(menu)) model.setScale(own ? ScaleSharing.SHARED : ScaleSharing.OWN);
        });
        for (ScaleSharing scale : ScaleSharing.values()) {
            menu.getItems().add(radio(controls.item("scale." + scale, () -> model.setScale(scale)),
                () -> settings().view().scale() == scale));
        }
        menu.getItems().addAll(new SeparatorMenuItem(),
            radio(controls.item("scale.hardCells", () -> model.setHardCells(true)),
                () -> settings().view().hardCells()),
            radio(controls.item("scale.smoothCells", () -> model.setHardCells(false)),
                () -> !settings().view().hardCells()));
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
