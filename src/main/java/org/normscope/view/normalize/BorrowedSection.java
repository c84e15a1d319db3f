package org.normscope.view.normalize;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.normalize.Borrowed;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.FileDrop;
import org.normscope.view.control.PaintingItems;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * What the selected pane's normalization takes from pictures beside the batch: whose style, which pool. Chosen from a
 * menu or dropped here.
 */
final class BorrowedSection extends VBox {
    private final NormalizeModel model;
    private final Recent recent;
    private final Controls controls;
    private final Texts texts;
    private final FileAsker asker;
    private final ObservableValue<PaneSettings> pane;

    BorrowedSection(NormalizeModel model, Recent recent, Controls controls, FileAsker asker) {
        this.model = model;
        this.recent = recent;
        this.controls = controls;
        this.asker = asker;
        texts = controls.texts();
        pane = model.selectedPane().flatMap(PaneModel::settings);
        getStyleClass().add("borrowed");
        HBox style = row("pane.style", style(), files -> model.edit().setStyle(key(), files.get(0).toString()));
        HBox pool = row("pane.pool", pool(), files -> model.edit().setPool(key(), files.get(0).toString()));
        getChildren().addAll(Room.shown(style, pane.map(PaneSettings::takesStyle).orElse(false)),
            Room.shown(pool, pane.map(PaneSettings::takesPool).orElse(false)));
        Room.shown(this, pane.map(settings -> settings.takesStyle() || settings.takesPool()).orElse(false));
    }

    private Borrowed borrowed() {
        return pane.getValue() == null ? Borrowed.NOTHING : pane.getValue().borrowed();
    }

    private int key() {
        return pane.getValue().key();
    }

    private HBox row(String key, MenuButton menu, Consumer<List<Path>> dropped) {
        Label label = controls.label(key, "number-slider-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setMinWidth(0);
        HBox.setHgrow(menu, Priority.ALWAYS);
        HBox row = new HBox(label, menu);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("borrowed-row", "droppable");
        FileDrop.on(row, dropped, files -> Offer.of(files, "drop.refused", key.equals("pane.pool") ? "drop.folder.pool"
            : "drop.refused", key.equals("pane.pool") ? "drop.refused" : "drop.picture.paneStyle"));
        return row;
    }

    private MenuButton style() {
        MenuButton menu = controls.menu("pane.style.choose",
            texts.derived(() -> pane.getValue() == null ? "" : styleName(pane.getValue().borrowed().style()), pane),
            Shortcut.TAB);
        Runnable fill = () -> {
            String current = borrowed().style().origin();
            Consumer<String> choose = origin -> model.edit().setStyle(key(), origin);
            menu.getItems().setAll(
                RecentItems.item(controls, texts.now("pane.style.next"), PictureChoice.NONE.origin(), current, choose),
                new SeparatorMenuItem());
            menu.getItems().addAll(PaintingItems.of(controls, "pane.style.open",
                recent.of(Recent.Kind.PICTURE), current, asker, choose));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }

    private String styleName(PictureChoice style) {
        return style.equals(PictureChoice.NONE) ? texts.now("pane.style.next") : PictureNames.title(style, texts);
    }

    private MenuButton pool() {
        MenuButton menu = controls.menu("pane.pool.choose",
            texts.derived(() -> pane.getValue() == null || pane.getValue().borrowed().pool().isEmpty()
                ? texts.now("pane.pool.samples") : pane.getValue().borrowed().poolName(), pane), Shortcut.TAB);
        Runnable fill = () -> {
            String current = borrowed().pool();
            Consumer<String> choose = folder -> model.edit().setPool(key(), folder);
            menu.getItems().setAll(RecentItems.item(controls, texts.now("pane.pool.samples"), "", current, choose));
            menu.getItems().addAll(RecentItems.of(controls, recent.of(Recent.Kind.CORPUS), current, choose));
            menu.getItems().addAll(new SeparatorMenuItem(), controls.item("pane.pool.open",
                () -> asker.folder("pane.pool.folder").map(Path::toString).ifPresent(choose)));
        };
        fill.run();
        menu.setOnShowing(event -> fill.run());
        return menu;
    }
}
