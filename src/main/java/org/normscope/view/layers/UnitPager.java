package org.normscope.view.layers;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.layers.UnitFigure;
import org.normscope.state.layers.UnitOrder;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Pseudo;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Which nine units are shown: their order, a search for one, the pages; in two rows where one is too narrow. */
final class UnitPager extends FlowPane {
    private final LayersModel model;
    private final Texts texts;
    private final Button earlier, later;
    private final TextField find;

    UnitPager(LayersModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        getStyleClass().addAll("unit-pager", "figure-row");
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(USE_PREF_SIZE);
        Label where = controls.label(texts.derived(this::where, model.figure()), "muted");
        earlier = controls.icon("layers.page.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.TAB, () -> turn(-1));
        later = controls.icon("layers.page.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB, () -> turn(1));
        find = controls.field(texts.of("layers.find.name"));
        find.promptTextProperty().bind(texts.of("layers.find"));
        find.getStyleClass().add("unit-find");
        find.setOnAction(event -> find());
        HBox pages = new HBox(earlier, where, later);
        pages.getStyleClass().add("unit-pages");
        pages.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(order(controls), find, pages);
        model.figure().addListener((property, old, now) -> follow());
        follow();
    }

    private MenuButton order(Controls controls) {
        MenuButton menu = controls.menu("layers.order.choose",
            texts.derived(() -> texts.now("layers.order." + model.settings().get().order().name()), model.settings()),
            Shortcut.TAB);
        for (UnitOrder order : UnitOrder.values()) {
            menu.getItems().add(controls.item("layers.order." + order.name(), () -> model.setOrder(order)));
        }
        return menu;
    }

    private void turn(int by) {
        if (model.figure().get() != null) model.showPage(model.figure().get().page() + by);
    }

    /** A unit that the layer has; anything else is marked and left standing to be changed. */
    private void find() {
        UnitFigure figure = model.figure().get();
        boolean number = find.getText().strip().matches("\\d{1,6}");
        boolean known = figure != null && number && figure.order().contains(Integer.valueOf(find.getText().strip()));
        find.pseudoClassStateChanged(Pseudo.WRONG, !known);
        if (!known) return;
        model.openUnit(Integer.parseInt(find.getText().strip()));
        find.clear();
    }

    private void follow() {
        UnitFigure figure = model.figure().get();
        earlier.setDisable(figure == null || figure.page() == 0);
        later.setDisable(figure == null || figure.page() == figure.pages() - 1);
    }

    private String where() {
        UnitFigure figure = model.figure().get();
        if (figure == null) return "";
        int first = figure.page() * LayersSettings.BLOCKS;
        boolean byNumber = model.settings().get().order() == UnitOrder.INDEX;
        String from = String.valueOf(byNumber ? first : first + 1),
            to = String.valueOf(first + figure.units().size() - (byNumber ? 1 : 0));
        return texts.now(byNumber ? "layers.page.units" : "layers.page.places", from, to,
            String.valueOf(figure.order().size()));
    }
}
