package org.normscope.view.normalize;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.SliceModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Leafs through the slices of three-dimensional maps; not there where maps are flat. */
final class SlicePager extends HBox {
    private final SliceModel slices;
    private final Texts texts;
    private final Button earlier, later;

    SlicePager(NormalizeModel model, Controls controls) {
        slices = model.slices();
        texts = controls.texts();
        earlier = controls.icon("slices.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.EARLIER_SLICE,
            () -> slices.show(slices.shown() - 1));
        later = controls.icon("slices.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.LATER_SLICE,
            () -> slices.show(slices.shown() + 1));
        MenuButton choose = controls.menu("slices.choose",
            texts.derived(this::words, slices.count(), model.settings()), Shortcut.TAB);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.getItems().addAll(controls.item("slices.single", () -> slices.show(MapView.MIDDLE)),
            controls.item("slices.all", () -> slices.show(MapView.ALL_SLICES)));
        getChildren().addAll(earlier, choose, later);
        getStyleClass().add("pager");
        setAlignment(Pos.CENTER_LEFT);
        visibleProperty().bind(slices.count().greaterThan(1));
        managedProperty().bind(visibleProperty());
        model.settings().addListener(ignored -> follow());
        slices.count().addListener(ignored -> follow());
        follow();
    }

    private String words() {
        String all = String.valueOf(slices.count().get());
        return slices.shown() == MapView.ALL_SLICES ? texts.now("slices.are", all)
            : texts.now("slices.is", String.valueOf(slices.shown() + 1), all);
    }

    private void follow() {
        earlier.setDisable(slices.shown() <= 0);
        later.setDisable(slices.shown() == MapView.ALL_SLICES || slices.shown() >= slices.count().get() - 1);
    }
}
