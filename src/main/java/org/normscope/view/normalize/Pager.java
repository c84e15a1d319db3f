package org.normscope.view.normalize;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.color.Mosaic;
import org.normscope.network.Layer;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Which units the panes show: a page of the mosaic, few units large or many small, or one unit. */
final class Pager extends HBox {
    private final NormalizeModel model;
    private final Texts texts;
    private final Button earlier, later;

    Pager(NormalizeModel model, Controls controls) {
        this.model = model;
        this.texts = controls.texts();
        earlier = controls.icon("pager.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.EARLIER_UNITS, () -> turn(-1));
        later = controls.icon("pager.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.LATER_UNITS, () -> turn(1));
        ObservableValue<String> words = texts.derived(this::words, model.mosaic(), model.layer(), model.computing());
        MenuButton choose = controls.menu("pager.choose", words, Shortcut.TAB);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        for (int units : MapView.PER_PAGE) {
            choose.getItems().add(
                controls.item(texts.derived(() -> texts.now("pager.perPage", String.valueOf(units)), model.maps()),
                    () -> model.setUnitsPerPage(units)));
        }
        getChildren().addAll(earlier, choose, later);
        getStyleClass().add("pager");
        setAlignment(Pos.CENTER_LEFT);
        model.settings().addListener(ignored -> follow());
        model.pages().addListener(ignored -> follow());
        model.maps().addListener(ignored -> follow());
        follow();
    }

    private MapView view() {
        return model.settings().get().view();
    }

    private boolean one() {
        return view().unit() != MapView.ALL;
    }

    private int units() {
        return model.maps().get() == null ? 0 : model.maps().get().c();
    }

    private int at() {
        return one() ? view().unit() : Math.min(view().page(), model.pages().get() - 1);
    }

    private String words() {
        Mosaic shown = model.mosaic().get();
        Layer layer = model.layer().get();
        if (shown == null || layer == null) return "";
        // Maps of the last layer or network are still there: which units will be seen is not known, but how many.
        if (model.computing().get() && units() != layer.shape().c()) {
            return texts.now("pager.units", String.valueOf(layer.shape().c()));
        }
        String first = String.valueOf(shown.first()), all = String.valueOf(units());
        return one() ? texts.now("pager.unit", first, all)
            : texts.now("pager.page", first, String.valueOf(shown.first() + shown.units() - 1), all);
    }

    private void turn(int by) {
        if (one()) model.showUnit(at() + by);
        else model.showPage(at() + by);
    }

    private void follow() {
        int count = one() ? units() : model.pages().get();
        earlier.setDisable(at() <= 0);
        later.setDisable(at() >= count - 1);
    }
}
