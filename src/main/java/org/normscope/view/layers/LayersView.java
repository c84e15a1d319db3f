package org.normscope.view.layers;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.network.Layer;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.layers.IndexStatus;
import org.normscope.state.layers.LayersModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureMenu;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The Layers workspace below the walk: the chosen layer's figure between its maps and the opened unit; the corpus. */
public final class LayersView extends VBox {
    private final FigureCard figure;

    /** @param builtIn names of the networks that come with the program */
    public LayersView(AppModel app, Controls controls, List<String> builtIn, FileAsker asker) {
        LayersModel model = app.workspace(LayersModel.class);
        getStyleClass().add("layers");
        Texts texts = controls.texts();
        figure = new FigureCard(model, controls, model.figure(),
            texts.derived(() -> name(app, model), model.layer(), model.compared())).walked(controls);
        UnitPager pager = new UnitPager(model, controls);
        Button normalize = controls.icon("layers.normalize", MaterialDesignV.VIEW_DASHBOARD_OUTLINE, Shortcut.TAB,
            () -> app.showNormalized(model.layer().get().name()));
        normalize.setMinWidth(USE_PREF_SIZE);
        Button concepts = controls.icon("concepts.open", MaterialDesignS.SHAPE_OUTLINE, Shortcut.TAB,
            model.concepts()::open);
        concepts.setMinWidth(USE_PREF_SIZE);
        pager.getChildren().addAll(normalize, concepts);
        figure.getChildren().add(1, pager);
        FigureCard compared = new FigureCard(model, controls, model.comparedFigure(),
            texts.derived(() -> compared(model), model.compared(), model.comparedFigure()));
        Label state = controls.label(texts.derived(() -> state(model, texts), model.comparedIndex().status()), "muted",
            "figure-row");
        compared.getChildren().add(1, state);
        MapsCard maps = new MapsCard(model, PictureMenu.of(controls, app.subject(),
            app.recent().of(Recent.Kind.PICTURE), asker), controls);
        BooleanBinding comparing = model.compared().isNotNull();
        shown(compared, comparing);
        shown(maps, comparing.not());
        UnitPanel unit = new UnitPanel(model, controls);
        HBox middle = new HBox(maps, figure, compared, unit);
        middle.getStyleClass().add("layers-middle");
        middle.setMinHeight(0);
        HBox.setHgrow(figure, Priority.ALWAYS);
        HBox.setHgrow(compared, Priority.ALWAYS);
        VBox.setVgrow(middle, Priority.ALWAYS);
        BooleanBinding plate = Bindings.createBooleanBinding(() -> model.settings().get().plate().open(),
            model.settings()), made = Bindings.createBooleanBinding(() -> model.settings().get().concepts().open(),
            model.settings()).and(plate.not());
        PlateCard card = new PlateCard(model, app.subject(), controls, asker);
        card.setMinHeight(0);
        VBox.setVgrow(card, Priority.ALWAYS);
        ConceptsCard handful = new ConceptsCard(model, controls, asker);
        handful.setMinHeight(0);
        VBox.setVgrow(handful, Priority.ALWAYS);
        shown(card, plate);
        shown(handful, made);
        shown(middle, plate.or(made).not());
        controls.keyboard().on(Shortcut.PLATE, () -> turn(app, model));
        controls.keyboard().on(Shortcut.CONCEPTS, () -> turnConcepts(app, model));
        CorpusBar bar = new CorpusBar(model, controls, builtIn, asker);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(middle, card, handful, bar);
    }

    /** The chosen layer's figure. */
    public FigureCard figure() {
        return figure;
    }

    private static void turn(AppModel app, LayersModel model) {
        if (app.workspace().get() != model || model.opened().get() == null) return;
        if (model.settings().get().plate().open()) model.plate().shut();
        else model.plate().open();
    }

    private static void turnConcepts(AppModel app, LayersModel model) {
        if (app.workspace().get() != model || model.layer().get() == null) return;
        if (model.settings().get().concepts().open()) model.concepts().shut();
        else model.concepts().open();
    }

    private static void shown(Node node, BooleanBinding when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    /** The layer's, and the network's where there are two. */
    private static String name(AppModel app, LayersModel model) {
        Layer layer = model.layer().get();
        if (layer == null) return "";
        return model.compared().get() == null ? LayerNames.name(layer)
            : app.subject().network().get().name() + " · " + LayerNames.name(layer);
    }

    /** How far the index of the network beside is: it runs along with the first. */
    private static String state(LayersModel model, Texts texts) {
        IndexStatus status = model.comparedIndex().status().get();
        return switch (status.phase()) {
            case NONE, OPENING, WAITING -> texts.now("compare.state.OPENING");
            case INDEXING, PAUSED, STOPPED -> texts.now("compare.state.INDEXING", status.done(), status.total());
            case COMPLETE -> texts.now("compare.state.COMPLETE");
            case FAILED -> texts.now("compare.state.FAILED");
        };
    }

    private static String compared(LayersModel model) {
        if (model.compared().get() == null) return "";
        String network = model.compared().get().name();
        return model.comparedFigure().get() == null ? network
            : network + " · " + LayerNames.name(model.comparedFigure().get().layer());
    }
}
