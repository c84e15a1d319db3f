package org.normscope.view;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.MapView;
import org.normscope.state.NormalizeModel;

/** Which units the panes show, where it is not all of them: a page of the mosaic, or one unit large. */
final class Pager extends HBox {
    private final NormalizeModel model;
    private final Texts texts;
    private final Button earlier, later, all;

    Pager(NormalizeModel model, Controls controls) {
        this.model = model;
        this.texts = controls.texts();
        Label where = new Label();
        where.getStyleClass().add("muted");
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        earlier = controls.icon("pager.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.TAB, () -> turn(-1));
        later = controls.icon("pager.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB, () -> turn(1));
        all = controls.icon("pager.all", MaterialDesignV.VIEW_GRID_OUTLINE, Shortcut.TAB, model::showAllUnits);
        getChildren().addAll(where, earlier, later, all);
        getChildren().filtered(node -> node != where).forEach(node -> node.getStyleClass().add("flat"));
        getStyleClass().add("pager");
        setAlignment(Pos.CENTER_LEFT);
        where.textProperty().bind(Bindings.createStringBinding(this::words, model.settings(), model.pages(), model.maps(), texts.languageProperty()));
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

    private int at() {
        return one() ? view().unit() : view().page();
    }

    private int count() {
        return !one() ? model.pages().get() : model.maps().get() == null ? 0 : model.maps().get().c();
    }

    private String words() {
        if (one()) return texts.now("pager.unit", String.valueOf(view().unit()), String.valueOf(count()));
        return texts.now("pager.page", String.valueOf(view().page() + 1), String.valueOf(count()));
    }

    private void turn(int by) {
        if (one()) model.showUnit(at() + by);
        else model.showPage(at() + by);
    }

    private void follow() {
        boolean needed = one() || model.pages().get() > 1;
        setVisible(needed);
        setManaged(needed);
        earlier.setDisable(at() <= 0);
        later.setDisable(at() >= count() - 1);
        all.setDisable(!one());
    }
}
