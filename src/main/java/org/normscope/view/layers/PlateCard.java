package org.normscope.view.layers;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.image.PictureFormat;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Subject;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.state.layers.PlateKin;
import org.normscope.state.layers.PlateModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The opened unit as a plate, in place of the figure: four questions in equal squares, and where the unit stands. */
public final class PlateCard extends VBox {
    /** Below this many letters' heights all that is seen at once are the squares. */
    private static final double HIGH = 34;
    /** Of the squares, above the edge behind which the rest is, pixels. */
    private static final double FADE = 18;
    /** Below this many, what explains the parts below is told at the pointer. */
    private static final double EXPLAINED = 40;

    private final LayersModel model;
    private final PlateModel plate;
    private final Controls controls;
    private final Texts texts;
    private final CorpusSpread spread = new CorpusSpread();
    private final PictureView seen = new PictureView(4), map = new PictureView(4);
    private final HBox kin = new HBox();
    private final Label letter = new Label();

    PlateCard(LayersModel model, Subject subject, Controls controls, FileAsker asker) {
        this.model = model;
        this.controls = controls;
        plate = model.plate();
        texts = controls.texts();
        getStyleClass().addAll("card", "plate");
        BooleanBinding high = Room.high(this, letter, HIGH);
        DoubleProperty least = new SimpleDoubleProperty();
        PlateSquares squares = new PlateSquares(model, controls, high, least);
        VBox.setVgrow(squares, Priority.ALWAYS);
        VBox body = new VBox(squares, Controls.rule(), context());
        body.getStyleClass().add("plate-body");
        FadingScroll scroll = FadingScroll.down(body);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        // Where there is little room the squares have all of it, and the rest is below them.
        least.bind(Bindings.createDoubleBinding(
            () -> high.get() ? 0 : scroll.getViewportBounds().getHeight() - FADE, high,
            scroll.viewportBoundsProperty()));
        getChildren().addAll(head(asker), scroll);
        model.opened().addListener((property, old, now) -> show(subject));
        subject.seen().addListener((property, old, now) -> show(subject));
        plate.kin().addListener((property, old, now) -> showKin());
        show(subject);
        showKin();
    }

    private Node head(FileAsker asker) {
        Button back = controls.button("plate.back", MaterialDesignA.ARROW_LEFT, Shortcut.TAB, plate::shut);
        Label title = controls.label(texts.derived(this::title, model.opened()), "strong", "plate-title");
        Label layer = controls.label(texts.derived(this::layer, model.opened()), "muted");
        Controls.told(layer).setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label number = controls.label(texts.derived(this::number, model.opened(), model.figure()), "muted");
        Button earlier = controls.icon("plate.earlier", MaterialDesignC.CHEVRON_LEFT, Shortcut.EARLIER_UNITS,
            () -> model.stepUnit(-1));
        Button later = controls.icon("plate.later", MaterialDesignC.CHEVRON_RIGHT, Shortcut.LATER_UNITS,
            () -> model.stepUnit(1));
        HBox head = new HBox(back, title, layer, gap, earlier, number, later, export(asker));
        for (Region fixed : List.of(back, title, number, earlier, later)) fixed.setMinWidth(USE_PREF_SIZE);
        head.getStyleClass().add("plate-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private MenuButton export(FileAsker asker) {
        MenuButton menu = controls.menu("plate.export.choose", texts.of("plate.export"), Shortcut.TAB);
        menu.setMinWidth(USE_PREF_SIZE);
        menu.disableProperty().bind(plate.backwards().isNull());
        menu.getItems().addAll(item("plate.export.png", asker, FileAsker.Kind.PNG, PictureFormat.PNG.endings().get(0),
                plate::export),
            item("plate.export.svg", asker, FileAsker.Kind.SVG, "svg", plate::export),
            item("plate.export.wish", asker, FileAsker.Kind.PNG, PictureFormat.PNG.endings().get(0),
                plate::exportWish),
            item("plate.export.npy", asker, FileAsker.Kind.NPY, "npy", plate::exportArray), new SeparatorMenuItem(),
            controls.item("plate.page", () -> plate.seePage(model.figure().get() == null ? List.of()
                : model.figure().get().units())), controls.item("plate.page.stop", plate::stopPage));
        return menu;
    }

    private MenuItem item(String key, FileAsker asker, FileAsker.Kind kind, String ending,
                                               Consumer<Path> write) {
        return controls.item(key, () -> asker.save(kind, file() + "." + ending).ifPresent(write));
    }

    private String file() {
        OpenedUnit unit = model.opened().get();
        return unit == null ? "plate" : (LayerNames.name(unit.layer()) + "-" + unit.unit()).replaceAll("[^\\w.-]+",
            "-");
    }

    private Node context() {
        ObservableValue<OpenedUnit> opened = model.opened();
        VBox most = words("plate.corpus", texts.derived(this::corpus, opened));
        most.getStyleClass().add("many");
        HBox corpus = new HBox(most, spread);
        HBox.setHgrow(spread, Priority.ALWAYS);
        HBox.setHgrow(corpus, Priority.ALWAYS);
        HBox here = new HBox(words("plate.here", texts.of("plate.here.what")), seen, map);
        HBox relatives = new HBox(words("plate.kin", texts.of("plate.kin.what")), kin);
        for (PictureView picture : List.of(seen, map)) picture.getStyleClass().add("plate-small");
        kin.getStyleClass().add("plate-kin");
        HBox context = new HBox(corpus, here, relatives);
        for (HBox part : List.of(corpus, here, relatives)) part.getStyleClass().add("plate-part");
        context.getStyleClass().add("plate-context");
        return context;
    }

    private VBox words(String key, ObservableValue<String> what) {
        Label explained = controls.label(what, "small", "muted");
        explained.setWrapText(true);
        explained.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(controls.about(controls.label(key, "strong"), what),
            Room.shown(explained, Room.high(this, letter, EXPLAINED)));
        words.getStyleClass().add("plate-words");
        return words;
    }

    private void show(Subject subject) {
        OpenedUnit unit = model.opened().get();
        spread.show(unit);
        seen.show(subject.seen().get());
        map.show(unit == null ? null : unit.map());
    }

    private void showKin() {
        kin.getChildren().setAll(plate.kin().get().stream().map(this::relative).toList());
    }

    private Node relative(PlateKin relative) {
        PictureView block = new PictureView(4);
        Pixels pixels = relative.block();
        block.show(pixels);
        block.getStyleClass().add("plate-small");
        Button button = controls.button("plate.kin.open", Shortcut.TAB, () -> model.openUnit(relative.unit()));
        button.textProperty().unbind();
        button.setText(String.valueOf(relative.unit()));
        button.setGraphic(block);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("plate-relative");
        controls.named(button, texts.of("plate.kin.name", String.valueOf(relative.unit()),
            Math.round(100 * relative.likeness())), Shortcut.TAB);
        return button;
    }

    private String title() {
        OpenedUnit unit = model.opened().get();
        return unit == null ? "" : texts.now("plate.title", String.valueOf(unit.unit()));
    }

    private String layer() {
        OpenedUnit unit = model.opened().get();
        return unit == null ? "" : texts.now("plate.of", LayerNames.name(unit.layer()),
            LayerNames.operator(unit.layer()));
    }

    private String number() {
        if (model.opened().get() == null || model.figure().get() == null) return "";
        List<Integer> order = model.figure().get().order();
        return texts.now("plate.number", String.valueOf(order.indexOf(model.opened().get().unit()) + 1),
            String.valueOf(order.size()));
    }

    private String corpus() {
        OpenedUnit unit = model.opened().get();
        return unit == null ? "" : texts.now("plate.corpus.what", unit.spread().pictures(),
            unit.strongerBeyond() ? 1 : 0);
    }
}
