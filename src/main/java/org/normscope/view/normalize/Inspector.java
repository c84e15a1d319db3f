package org.normscope.view.normalize;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Words;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.EquationView;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Texts;

/**
 * The column at the right: how the pointed cell comes about in the pane under the pointer, then what can be set of the
 * selected pane, and what it does to the network.
 */
public final class Inspector extends StackPane {
    private final NormalizeModel model;
    private final Texts texts;
    private final ReadOnlyObjectProperty<PaneModel> explained;
    private final Label name = new Label(), place = new Label(), reach = new Label();
    private final EquationView equation = new EquationView();
    private final StackPane card = new StackPane(equation);
    private final CubeView cube = new CubeView();

    /** @param explained the pane whose equation is shown: the one under the pointer, else the selected one */
    public Inspector(AppModel app, Controls controls, FileAsker asker, ReadOnlyObjectProperty<PaneModel> explained) {
        model = app.workspace(NormalizeModel.class);
        texts = controls.texts();
        this.explained = explained;
        getStyleClass().addAll("card", "inspector");
        name.getStyleClass().add("strong");
        name.setWrapText(true);
        place.setWrapText(true);
        place.getStyleClass().addAll("muted", "small");
        reach.getStyleClass().addAll("muted", "reach");
        reach.setWrapText(true);
        card.getStyleClass().add("inset");
        HBox cells = new HBox(reach, cube);
        cells.getStyleClass().add("cells");
        HBox.setHgrow(cube, Priority.ALWAYS);
        VBox column = new VBox(new VBox(name, place), card, cells, Controls.rule(),
            new ParameterForm(app, controls), new BorrowedSection(model, controls, asker),
            new NetworkSection(model, controls), new DecisionSection(model, controls),
            new DriftSection(model, controls), new LrnSection(model, controls));
        column.getStyleClass().add("inspector-column");
        ScrollPane scroll = new ScrollPane(column);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.accessibleTextProperty().bind(texts.of("inspector.name"));
        getChildren().add(scroll);
        follow();
    }

    private void follow() {
        ObservableValue<Words> words = explained.flatMap(PaneModel::reach);
        ObservableValue<Explanation> explanation = explained.flatMap(PaneModel::explanation);
        // Change listeners, as these values are lazy: one that is not read would be told of once only.
        ObservableValue<?> settings = explained.flatMap(PaneModel::settings),
            box = explained.flatMap(PaneModel::outline);
        name.textProperty().bind(Bindings.createStringBinding(this::name, settings, texts.languageProperty()));
        place.textProperty().bind(
            Bindings.createStringBinding(this::place, model.pointer().cell(), texts.languageProperty()));
        reach.textProperty().bind(
            Bindings.createStringBinding(() -> reach(words.getValue()), words, settings, texts.languageProperty()));
        explanation.addListener((property, old, now) -> showEquation());
        settings.addListener((property, old, now) -> showEquation());
        box.addListener((property, old, now) -> showCube());
        model.maps().addListener(ignored -> showCube());
        showEquation();
        showCube();
    }

    private String name() {
        PaneModel pane = explained.get();
        if (pane == null) return "";
        return NormalizationNames.full(pane.settings().get(), texts);
    }

    private String place() {
        Cell cell = model.pointer().cell().get();
        return cell == null ? texts.now("inspector.point")
            : texts.now("inspector.cell", String.valueOf(cell.c()), String.valueOf(cell.y()), String.valueOf(cell.x()));
    }

    private String reach(Words words) {
        PaneModel pane = explained.get();
        if (pane != null && pane.settings().get().raw()) return texts.now("inspector.raw");
        return words == null ? "" : words.in(texts.language());
    }

    private void showEquation() {
        PaneModel pane = explained.get();
        boolean none = pane == null || pane.settings().get().raw();
        card.setVisible(!none);
        card.setManaged(!none);
        if (none) return;
        Explanation explanation = pane.explanation().get();
        if (explanation != null) equation.show(explanation);
        else equation.show(pane.entry().symbols());
    }

    private void showCube() {
        if (model.maps().get() == null) return;
        cube.show(model.maps().get(), explained.get() == null ? null : explained.get().outline().get());
    }
}
