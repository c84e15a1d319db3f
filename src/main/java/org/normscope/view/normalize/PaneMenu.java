package org.normscope.view.normalize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Ingredient;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.state.normalize.Show;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;

/** What can be done with a pane. The entries are made anew whenever the menu opens: they depend on all panes. */
final class PaneMenu {
    private final NormalizeModel model;
    private final PaneModel pane;
    private final Controls controls;
    private final FileAsker asker;
    private final Runnable copy;

    PaneMenu(NormalizeModel model, PaneModel pane, Controls controls, FileAsker asker, Runnable copy) {
        this.model = model;
        this.pane = pane;
        this.controls = controls;
        this.asker = asker;
        this.copy = copy;
    }

    MenuButton button() {
        MenuButton button = controls.menu("pane.menu", null, Shortcut.TAB);
        button.setGraphic(new FontIcon(MaterialDesignD.DOTS_HORIZONTAL));
        button.getStyleClass().addAll("flat", "bare", "pane-menu");
        // An empty menu would not open at all.
        button.getItems().setAll(entries());
        button.setOnShowing(event -> button.getItems().setAll(entries()));
        return button;
    }

    List<MenuItem> entries() {
        List<MenuItem> entries = new ArrayList<>(List.of(normalizations(), shows()));
        if (!pane.settings().get().raw()) entries.add(ownAffine());
        entries.add(new SeparatorMenuItem());
        entries.add(controls.item("pane.copy", copy));
        entries.add(controls.item("pane.exportPng", () -> save(FileAsker.Kind.PNG, model::exportPng)));
        entries.add(controls.item("pane.exportNpy", () -> save(FileAsker.Kind.NPY, model::exportNpy)));
        entries.add(controls.item("pane.exportCsv",
            () -> save(FileAsker.Kind.CSV, (key, file) -> model.exportCsv(file))));
        entries.add(new SeparatorMenuItem());
        int at = model.panes().indexOf(pane), last = model.panes().size() - 1;
        entries.add(unless(at <= 0,
            controls.item("pane.moveEarlier", () -> model.edit().movePane(pane.key(), at - 1))));
        entries.add(unless(at >= last,
            controls.item("pane.moveLater", () -> model.edit().movePane(pane.key(), at + 1))));
        entries.add(unless(last >= NormalizeSettings.MOST_PANES - 1,
            controls.item("pane.duplicate", () -> model.edit().addPane(pane.settings().get().normalization()))));
        entries.add(unless(last <= 0, controls.item("pane.remove", () -> model.edit().removePane(pane.key()))));
        return entries;
    }

    private static MenuItem unless(boolean impossible, MenuItem item) {
        item.setDisable(impossible);
        return item;
    }

    private Menu normalizations() {
        Menu menu = menu("pane.normalization");
        menu.getItems().add(radio(controls.texts().now("pane.rawLong"), pane.settings().get().raw(),
            () -> model.edit().setNormalization(pane.key(), PaneSettings.RAW)));
        for (Catalogue.Family family : Catalogue.Family.values()) {
            Menu group = menu(NormalizationNames.group(family));
            for (Catalogue.Entry entry : Catalogue.entries(family)) {
                group.getItems().add(radio(NormalizationNames.offered(entry, controls.texts()),
                    entry.id().equals(pane.settings().get().normalization()),
                    () -> model.edit().setNormalization(pane.key(), entry.id())));
            }
            menu.getItems().add(group);
        }
        return menu;
    }

    private Menu shows() {
        Menu menu = menu("pane.show");
        PaneSettings now = pane.settings().get();
        menu.getItems().add(show(Show.RESULT, now));
        for (Ingredient ingredient : Ingredient.values()) {
            MenuItem item = show(Show.valueOf(ingredient.name()), now);
            item.setDisable(now.entry().filter(entry ->
                entry.create(now.parameters()).ingredients().contains(ingredient)).isEmpty());
            menu.getItems().add(item);
        }
        Menu difference = menu("pane.show.DIFFERENCE");
        for (PaneModel other : model.panes()) {
            if (other == pane) continue;
            difference.getItems().add(radio(NormalizationNames.brief(other.settings().get(), controls.texts()),
                now.show() == Show.DIFFERENCE && now.against() == other.key(),
                () -> model.edit().setShow(pane.key(), Show.DIFFERENCE, other.key())));
        }
        difference.setDisable(difference.getItems().isEmpty());
        menu.getItems().add(difference);
        return menu;
    }

    private MenuItem show(Show show, PaneSettings now) {
        return radio(controls.texts().now("pane.show." + show), now.show() == show,
            () -> model.edit().setShow(pane.key(), show, now.against()));
    }

    private MenuItem ownAffine() {
        CheckMenuItem item = new CheckMenuItem(controls.texts().now("pane.ownAffine"));
        item.setSelected(pane.settings().get().ownAffine());
        item.setOnAction(event -> model.edit().setOwnAffine(pane.key(), item.isSelected()));
        return item;
    }

    private Menu menu(String key) {
        return new Menu(controls.texts().now(key));
    }

    private static MenuItem radio(String words, boolean chosen, Runnable action) {
        RadioMenuItem item = new RadioMenuItem(words);
        item.setSelected(chosen);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void save(FileAsker.Kind kind, BiConsumer<Integer, Path> write) {
        String layer = model.settings().get().layer().replaceAll("[^A-Za-z0-9._-]+", "-");
        String name = layer + "-" + pane.settings().get().normalization() + "." + kind.name().toLowerCase(Locale.ROOT);
        asker.save(kind, name).ifPresent(file -> write.accept(pane.key(), file));
    }
}
