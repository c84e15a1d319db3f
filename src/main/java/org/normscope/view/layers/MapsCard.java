package org.normscope.view.layers;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.normscope.color.Mosaic;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.UnitMaps;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Texts;

/** All units of the layer on the current picture; a click opens one. */
final class MapsCard extends VBox {
    private final LayersModel model;
    private final UnitTiles tiles;
    private final Texts texts;

    /** @param picture of the tray: chosen here as well */
    MapsCard(LayersModel model, MenuButton picture, Controls controls) {
        this.model = model;
        texts = controls.texts();
        tiles = new UnitTiles(model::openUnit);
        getStyleClass().addAll("card", "maps-card");
        Label title = controls.label("layers.maps", "strong");
        title.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label broken = controls.label(texts.derived(this::broken, model.maps()), "small", "muted");
        broken.setMinWidth(0);
        Controls.told(broken);
        HBox head = new HBox(title, broken, gap, picture);
        head.getStyleClass().add("figure-head");
        Label none = controls.label("layers.maps.none", "muted");
        none.setWrapText(true);
        none.visibleProperty().bind(model.maps().isNull());
        StackPane place = new StackPane(tiles, none);
        place.setMinSize(0, 0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(head, place);
        model.maps().addListener((property, old, now) -> show());
        model.opened().addListener((property, old, now) -> show());
        show();
    }

    private String broken() {
        UnitMaps maps = model.maps().get();
        return maps == null || !maps.broken().any() ? "" : texts.now("pane.notFinite",
            String.valueOf(maps.broken().cells()), maps.broken().brief());
    }

    private void show() {
        UnitMaps maps = model.maps().get();
        int opened = model.opened().get() == null ? -1 : model.opened().get().unit();
        tiles.show(maps == null ? null : maps.pixels(), maps == null ? List.of() : places(maps.mosaic()), opened);
    }

    private static List<UnitTiles.Tile> places(Mosaic mosaic) {
        return IntStream.range(mosaic.first(), mosaic.first() + mosaic.units())
            .mapToObj(unit -> new UnitTiles.Tile(unit, mosaic.left(unit), mosaic.top(unit), mosaic.tileWidth(),
                mosaic.tileHeight())).toList();
    }
}
