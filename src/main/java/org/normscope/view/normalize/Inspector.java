package org.normscope.view.normalize;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Words;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.EquationView;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * The column at the right, all of it about the selected pane: how the pointed cell comes about there, what can be set,
 * and what that does to the network. Places are kept for what pointing adds, so that nothing moves when the pointer
 * comes.
 */
public final class Inspector extends StackPane {
    private final NormalizeModel model;
    private final Texts texts;
    private final ReadOnlyObjectProperty<PaneModel> explained;
    private final Label name = new Label(), place = new Label(), reach = new Label();
    private final EquationView equation = new EquationView();
    private final StackPane card = new StackPane(equation);
    private final CubeView cube = new CubeView();

    public Inspector(AppModel app, Controls controls, FileAsker asker) {
        model = app.workspace(NormalizeModel.class);
        texts = controls.texts();
        explained = model.selectedPane();
        getStyleClass().addAll("card", "inspector");
        name.getStyleClass().add("strong");
        name.setWrapText(true);
        place.setWrapText(true);
        place.getStyleClass().addAll("muted", "small");
        reach.getStyleClass().addAll("muted", "small", "reach");
        reach.setWrapText(true);
        card.getStyleClass().addAll("inset", "equation-card");
        controls.about(equation, "inspector.equation");
        controls.about(cube, "inspector.cube");
        controls.about(place, "inspector.place");
        HBox cells = new HBox(reach, cube);
        cells.getStyleClass().add("cells");
        HBox.setHgrow(cube, Priority.ALWAYS);
        VBox column = new VBox(heading(app, controls), card, cells, Controls.rule(),
            new ParameterForm(app, controls), new BorrowedSection(model, app.recent(), controls, asker),
            new NetworkSection(model, controls), new DriftSection(model, controls),
            new DecisionSection(model, controls, asker), new LrnSection(model, controls));
        column.getStyleClass().add("inspector-column");
        ScrollPane scroll = FadingScroll.down(column);
        scroll.accessibleTextProperty().bind(texts.of("inspector.name"));
        getChildren().add(scroll);
        follow();
    }

    /** The normalization, and behind it the cell. */
    private HBox heading(AppModel app, Controls controls) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        place.setMinWidth(Region.USE_PREF_SIZE);
        Button fires = controls.icon("inspector.fires", MaterialDesignM.MAGNIFY, Shortcut.TAB,
            () -> app.showWhatFires(model.layer().get().name(), model.pointer().cell().get().c()));
        fires.getStyleClass().addAll("flat", "muted", "fires");
        fires.disableProperty().bind(model.pointer().cell().isNull());
        HBox heading = new HBox(name, gap, place, fires);
        heading.setAlignment(Pos.CENTER_LEFT);
        return heading;
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
        return cell == null ? ""
            : texts.now("inspector.cell", String.valueOf(cell.c()), String.valueOf(cell.y()), String.valueOf(cell.x()));
    }

    private String reach(Words words) {
        PaneModel pane = explained.get();
        if (pane != null && pane.settings().get().raw()) return texts.now("inspector.raw");
        return words == null ? texts.now("inspector.point") : words.in(texts.language());
    }

    private void showEquation() {
        PaneModel pane = explained.get();
        Catalogue.Entry entry = pane == null ? null : pane.entry();
        card.setVisible(entry != null);
        card.setManaged(entry != null);
        if (entry == null) return;
        Explanation explanation = pane.explanation().get();
        if (explanation != null) equation.show(explanation);
        else equation.show(entry.symbols());
    }

    private void showCube() {
        cube.setVisible(model.maps().get() != null);
        if (model.maps().get() == null) return;
        cube.show(model.maps().get(), model.slices().count().get(),
            explained.get() == null ? null : explained.get().outline().get());
    }
}
