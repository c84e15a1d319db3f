package org.normscope.view.layers;

import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.UnitFigure;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Room;
import org.normscope.view.control.Texts;

/** A layer's figure: every 3 x 3 block is one unit with the nine patches that fire it most. */
public final class FigureCard extends VBox {
    private static final double NAME_SHARE = 0.6;
    /** Letters' heights that the field's words have at least. */
    private static final double LEAST_FIELD = 6;

    private final LayersModel model;
    private final Texts texts;
    private final ObservableValue<UnitFigure> figure;
    private final UnitTiles tiles;
    private final Label waiting;

    /** @param name what stands before the figure's own words: the layer's name, or the network's */
    FigureCard(LayersModel model, Controls controls, ObservableValue<UnitFigure> figure, ObservableValue<String> name) {
        this.model = model;
        this.figure = figure;
        texts = controls.texts();
        tiles = new UnitTiles(model::openUnit);
        waiting = controls.label("layers.figure.waiting", "muted");
        waiting.setWrapText(true);
        getStyleClass().addAll("card", "figure-card");
        Label title = controls.label(name, "strong");
        Controls.told(title).setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Label field = controls.label(texts.derived(this::field, figure), "small", "muted");
        Room.least(Controls.told(field), LEAST_FIELD);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, field, gap);
        // The name gives way to what is said of it only where it would take most of the room.
        title.minWidthProperty().bind(
            Bindings.createDoubleBinding(() -> Math.min(title.prefWidth(-1), head.getWidth() * NAME_SHARE),
                title.textProperty(), title.fontProperty(), head.widthProperty()));
        head.getStyleClass().add("figure-head");
        head.setAlignment(Pos.CENTER_LEFT);
        StackPane place = new StackPane(tiles, waiting);
        place.setMinSize(0, 0);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(head, place);
        figure.addListener((property, old, now) -> show());
        model.opened().addListener((property, old, now) -> show());
        show();
    }

    /** Lets the arrows walk here. */
    FigureCard walked(Controls controls) {
        ObservableValue<String> name = texts.derived(this::spoken, figure, model.opened());
        tiles.walk(controls, name, model::stepUnit, by -> model.showPage(model.settings().get().page() + by), 3);
        return this;
    }

    /** The blocks. */
    public UnitTiles tiles() {
        return tiles;
    }

    private void show() {
        UnitFigure now = figure.getValue();
        waiting.setVisible(now == null);
        int opened = model.opened().get() == null ? -1 : model.opened().get().unit();
        tiles.show(now == null ? null : now.pixels(), now == null ? List.of() : IntStream.range(0, now.units().size())
            .mapToObj(i -> new UnitTiles.Tile(now.units().get(i), now.left(i), now.top(i), now.block(), now.block()))
            .toList(), opened);
    }

    private String field() {
        UnitFigure now = figure.getValue();
        if (now == null) return "";
        String field = now.field().in(texts.language());
        String broken = now.broken().any() ? " · " + texts.now("layers.figure.notFinite", now.broken().brief()) : "";
        return (now.beyond() ? field + texts.now("layers.field.statistics") : field) + broken;
    }

    private String spoken() {
        UnitFigure now = figure.getValue();
        if (now == null) return texts.now("layers.figure.waiting");
        String opened = model.opened().get() == null ? "" : String.valueOf(model.opened().get().unit());
        return texts.now("layers.figure.name", LayerNames.name(now.layer()), String.valueOf(now.page() + 1),
            String.valueOf(now.pages()), opened);
    }
}
