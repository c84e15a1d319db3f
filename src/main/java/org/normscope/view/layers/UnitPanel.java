package org.normscope.view.layers;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.Figures;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * The opened unit: its nine patches, one of them in its picture, how often it fires, its map, the same unit next door.
 */
public final class UnitPanel extends StackPane {
    private final LayersModel model;
    private final Controls controls;
    private final Texts texts;
    private final SourceView source = new SourceView();
    private final PatchButtons patches;
    private final SpreadView spread = new SpreadView();
    private final UnitTiles map = new UnitTiles(unit -> { });
    private final HBox kin = new HBox();
    private final VBox kinSection, body;

    UnitPanel(LayersModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        texts = controls.texts();
        patches = new PatchButtons(model, controls);
        getStyleClass().addAll("card", "unit-panel");
        ObservableValue<OpenedUnit> opened = model.opened();
        Label title = controls.label(texts.derived(this::title, opened), "strong");
        Controls.told(title).setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        title.getStyleClass().add("unit-title");
        Button plate = controls.button("plate.open", MaterialDesignV.VIEW_COLUMN_OUTLINE, Shortcut.TAB,
            model.plate()::open);
        plate.setMinWidth(USE_PREF_SIZE);
        plate.disableProperty().bind(model.opened().isNull());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, plate);
        head.getStyleClass().add("unit-head");
        head.setAlignment(Pos.CENTER_LEFT);
        map.setMouseTransparent(true);
        Label fact = controls.label(texts.derived(this::fact, opened), "muted");
        wrapped(fact);
        HBox sight = new HBox(source, patches);
        sight.getStyleClass().add("unit-sight");
        HBox.setHgrow(source, Priority.ALWAYS);
        Label spreadOf = controls.label(texts.derived(this::spreadOf, opened), "small", "muted");
        Label mapOf = controls.label("layers.unit.map", "small", "muted");
        HBox halves = new HBox(half(spread, spreadOf), half(map, mapOf));
        halves.getStyleClass().add("unit-halves");
        kin.getStyleClass().add("unit-kin");
        kinSection = new VBox(Controls.rule(), wrapped(controls.label("layers.unit.kin", "small", "muted")), kin);
        kinSection.getStyleClass().add("unit-kin-section");
        body = new VBox(sight, fact, halves, kinSection);
        body.getStyleClass().add("unit-body");
        Label closed = wrapped(controls.label("layers.unit.closed", "muted"));
        VBox column = new VBox(head, Room.shown(closed, opened.map(unit -> false).orElse(true)), body);
        column.getStyleClass().add("unit-column");
        ScrollPane scroll = FadingScroll.down(column);
        scroll.accessibleTextProperty().bind(texts.of("layers.unit.name"));
        getChildren().add(scroll);
        opened.addListener((property, old, now) -> show());
        texts.languageProperty().addListener((property, old, now) -> show());
        show();
    }

    private static Label wrapped(Label words) {
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }

    private static VBox half(Region drawing, Label words) {
        drawing.getStyleClass().add("unit-drawing");
        VBox half = new VBox(drawing, wrapped(words));
        half.getStyleClass().add("unit-half");
        HBox.setHgrow(half, Priority.ALWAYS);
        return half;
    }

    private OpenedUnit unit() {
        return model.opened().get();
    }

    private void show() {
        OpenedUnit unit = unit();
        source.show(unit == null ? null : unit.source());
        patches.show(unit);
        spread.show(unit);
        map.show(unit == null ? null : unit.map(), List.of(), -1);
        kin.getChildren().setAll(unit == null ? List.<Node>of() : unit.kin().stream().map(this::kin).toList());
        kinSection.setVisible(!kin.getChildren().isEmpty());
        kinSection.setManaged(kinSection.isVisible());
        body.setVisible(unit != null);
    }

    private Node kin(OpenedUnit.Kin kinship) {
        PictureView block = new PictureView(4), its = new PictureView(4);
        block.show(kinship.block());
        its.show(kinship.map());
        block.getStyleClass().add("kin-picture");
        its.getStyleClass().add("kin-picture");
        String key = kinship.after() ? "layers.unit.after" : "layers.unit.before";
        Label words = controls.label(texts.of(key, LayerNames.operator(kinship.layer())), "small", "muted");
        HBox pictures = new HBox(block, its);
        pictures.getStyleClass().add("kin-pictures");
        VBox one = new VBox(pictures, words);
        one.setAlignment(Pos.CENTER_LEFT);
        one.getStyleClass().add("unit-half");
        return one;
    }

    private String title() {
        return unit() == null ? texts.now("layers.unit.none")
            : texts.now("layers.unit.title", String.valueOf(unit().unit()), LayerNames.name(unit().layer()));
    }

    private String fact() {
        if (unit() == null || unit().shown() == null) return unit() == null ? "" : texts.now("layers.unit.noPatch");
        OpenedUnit.Firing shown = unit().shown();
        return texts.now("layers.unit.fact", Figures.plain(shown.value()), String.valueOf(shown.x()),
            String.valueOf(shown.y()), String.valueOf(unit().place() + 1),
            PictureNames.title(shown.origin(), shown.picture(), texts));
    }

    private String spreadOf() {
        return unit() == null ? "" : texts.now("layers.unit.spread", unit().spread().pictures(),
            unit().strongerBeyond() ? 1 : 0);
    }
}
