package org.normscope.view.style;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.style.GalleryItem;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Shortcut;

/**
 * The gallery of styles. Arrows walk through it, Space chooses, plus takes a style into the mixture or out of it,
 * Delete takes one's own out of the gallery.
 */
public final class StyleTiles extends FlowPane {
    private final Controls controls;
    private final StyleModel model;
    private final List<StyleTile> tiles = new ArrayList<>();
    private final Button add;

    StyleTiles(AppModel app, Controls controls, FileAsker asker) {
        this.controls = controls;
        model = app.workspace(StyleModel.class);
        getStyleClass().add("style-tiles");
        add = controls.button("style.add", Shortcut.TAB, () -> { });
        RecentMenu.on(add, controls, "style.add", app.recent().of(Recent.Kind.PICTURE), () -> "", () -> {
            List<Path> files = asker.open(FileAsker.Kind.PICTURE);
            if (!files.isEmpty()) model.addStyles(files.stream().map(Path::toString).toList());
        }, picture -> model.addStyles(List.of(picture)));
        add.getStyleClass().addAll("add-picture", "add-style");
        getChildren().add(add);
        model.styles().addListener((ListChangeListener<GalleryItem>) change -> show());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        show();
    }

    private void show() {
        List<GalleryItem> items = model.styles();
        while (tiles.size() > items.size()) getChildren().remove(tiles.remove(tiles.size() - 1));
        while (tiles.size() < items.size()) {
            StyleTile tile = new StyleTile(controls, model.mix()::chooseStyle, model.mix()::toggleStyle,
                model.mix()::removeStyle);
            getChildren().add(tiles.size(), tile);
            tiles.add(tile);
        }
        if (!tiles.isEmpty() && !add.prefWidthProperty().isBound()) {
            // A row of its own, as wide as one of tiles.
            ReadOnlyDoubleProperty tile = tiles.get(0).widthProperty();
            add.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(() -> tile.get() < 1 ? USE_COMPUTED_SIZE : across() * tile.get(),
                    tile, widthProperty()));
        }
        int mixed = (int) items.stream().filter(GalleryItem::chosen).count();
        for (int i = 0; i < items.size(); i++) tiles.get(i).show(items.get(i), mixed, StyleSettings.MOST_STYLES);
    }

    private void key(KeyEvent event) {
        int focused = 0;
        while (focused < tiles.size() && !tiles.get(focused).picture.isFocused()) focused++;
        if (focused == tiles.size()) return;
        GalleryItem item = tiles.get(focused).item();
        switch (event.getCode()) {
            case LEFT -> focus(focused - 1);
            case RIGHT -> focus(focused + 1);
            case UP -> focus(focused - across());
            case DOWN -> focus(focused + across());
            case PLUS, ADD, EQUALS, INSERT -> model.mix().toggleStyle(item.picture());
            case DELETE -> {
                if (item.own()) model.mix().removeStyle(item.picture());
                else if (item.chosen()) model.mix().toggleStyle(item.picture());
            }
            default -> {
                return;
            }
        }
        if (!event.isShortcutDown() || event.getCode() == KeyCode.DELETE) event.consume();
    }

    /** The button below is as wide as the row of tiles that it follows, which would else never be shorter. */
    @Override
    protected double computeMinWidth(double height) {
        return tiles.isEmpty() ? super.computeMinWidth(height) : tiles.get(0).minWidth(-1);
    }

    /** Tiles in a row. */
    private int across() {
        return Math.max(1, (int) (getWidth() / tiles.get(0).getWidth()));
    }

    private void focus(int index) {
        if (index < 0) return;
        Node next = index < tiles.size() ? tiles.get(index).picture : add;
        next.requestFocus();
    }
}
