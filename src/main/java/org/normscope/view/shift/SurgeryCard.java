package org.normscope.view.shift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.shift.IbnAdvice;
import org.normscope.shift.IbnSurgery;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.JobStatus;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.Compared;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.Figures;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Instance normalization put into a network layer by layer, with advice from what is measured. */
public final class SurgeryCard extends VBox {
    private static final int MOST_NAMED = 4;
    /** Below this many letters' heights the room is for the sliders; what they do is told at the title. */
    private static final double HIGH = 26;

    private final AppModel app;
    private final ShiftModel model;
    private final Controls controls;
    private final Texts texts;
    private final VBox list = new VBox();
    private final Map<Layer, NumberSlider> sliders = new LinkedHashMap<>();

    SurgeryCard(AppModel app, Controls controls, FileAsker asker) {
        this.app = app;
        this.controls = controls;
        model = app.workspace(ShiftModel.class);
        texts = controls.texts();
        getStyleClass().addAll("card", "surgery-card");
        list.getStyleClass().add("surgery-sliders");
        Label title = controls.label("shift.surgery", "strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, mode(), reset());
        head.getStyleClass().add("figure-head");
        head.setMinHeight(Region.USE_PREF_SIZE);
        ObservableValue<String> told = texts.derived(() ->
            texts.now("shift.surgery.about." + model.settings().get().surgery().mode().name()), model.settings());
        Label about = Room.shown(wrapped(controls.label(told, "muted", "small")), Room.high(this, title, HIGH));
        controls.about(title, told);
        Label none = wrapped(controls.label(
            texts.derived(this::none, model.operated(), model.settings(), model.surgeryFault()), "muted"));
        Room.shown(none, none.textProperty().map(words -> !words.isEmpty()));
        ScrollPane scroll = FadingScroll.down(list);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, network(), about, none, scroll, advice(), out(asker));
        model.operated().addListener((property, old, now) -> rebuild());
        model.settings().addListener((property, old, now) -> rebuild());
        rebuild();
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private MenuButton network() {
        MenuButton menu = controls.menu("shift.surgery.network", texts.derived(
            () -> model.operated().get() == null ? "–"
                : ComparedNames.network(model.operated().get().network(), texts), model.operated()), Shortcut.TAB);
        menu.getStyleClass().add("operated");
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setMinHeight(Region.USE_PREF_SIZE);
        menu.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Runnable fill = () ->
            menu.getItems().setAll(model.compared().stream().filter(one -> one.origin() == Compared.Origin.OPENED)
                .map(one -> controls.item(texts.derived(() -> ComparedNames.of(one, texts)),
                    () -> model.operateOn(one.ink()))).toList());
        model.compared().addListener((ListChangeListener<Compared>) change -> fill.run());
        fill.run();
        return menu;
    }

    private ComboBox<IbnSurgery.Mode> mode() {
        ComboBox<IbnSurgery.Mode> box = Choice.of(controls, "shift.surgery.mode",
            List.of(IbnSurgery.Mode.values()), model.settings(),
            (ShiftSettings settings) -> settings.surgery().mode(), model::setMode,
            mode -> texts.now("shift.surgery.mode." + mode.name()));
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /** The sliders stay while the places do: one may be under the pointer. */
    private void rebuild() {
        List<Layer> places = model.places();
        if (!List.copyOf(sliders.keySet()).equals(places)) {
            sliders.clear();
            String shared = LayerNames.sharedEnd(places);
            places.forEach(place -> sliders.put(place, slider(place, shared)));
            list.getChildren().setAll(sliders.values());
        }
        Map<String, Double> rho = model.settings().get().surgery().rho();
        sliders.forEach((place, slider) -> slider.show(rho.getOrDefault(place.name(), 1.0)));
    }

    private NumberSlider slider(Layer place, String shared) {
        NumberSlider slider = new NumberSlider(controls,
            texts.derived(() -> LayerNames.without(LayerNames.name(place), shared)), NumberRange.linear(0, 1), 1,
            new NumberSlider.Gesture() {
                @Override public void begin() { app.beginGesture(); }
                @Override public void move(double value) { model.setRho(place.name(), value); }
                @Override public void end() { app.endGesture(); }
            });
        slider.about(controls, "shift.surgery.rho");
        slider.setId("rho-" + LayerNames.name(place));
        return slider.inOneLine();
    }

    /** Why nothing can be changed; empty where it can. */
    private String none() {
        if (model.surgeryFault().get() != null) return model.surgeryFault().get().message(texts.language());
        if (model.operated().get() == null || !model.places().isEmpty()) return "";
        Network network = model.operated().get().network();
        boolean folded = network.remarks().contains(Network.Remark.BATCH_NORM_FOLDED)
            || network.remarks().contains(Network.Remark.BATCH_NORM_PROBABLY_FOLDED);
        return texts.now(folded ? "shift.surgery.folded" : "shift.surgery.none", network.name());
    }

    private Button reset() {
        Button reset = controls.icon("shift.surgery.reset", MaterialDesignR.RESTORE, Shortcut.TAB, model::resetRho);
        reset.disableProperty().bind(model.settings().map(settings -> settings.surgery().rho().isEmpty()));
        return reset;
    }

    private HBox advice() {
        Label words = wrapped(controls.label(texts.derived(this::advised, model.advice()), "small"));
        words.getStyleClass().add("advice");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button take = controls.button("shift.advice.take", Shortcut.TAB, model::takeAdvice);
        take.setMinWidth(Region.USE_PREF_SIZE);
        // Where it is taken already, too.
        take.disableProperty().bind(Bindings.createBooleanBinding(() -> model.advice().get() == null
            || model.advice().get().layers().isEmpty()
            || model.advice().get().byLayer().equals(model.settings().get().surgery().rho()), model.advice(),
            model.settings()));
        HBox row = new HBox(words, take);
        row.getStyleClass().add("advice-row");
        row.setMinHeight(Region.USE_PREF_SIZE);
        return Room.shown(row,
            model.advice().map(advice -> advice.reason() != IbnAdvice.Reason.NO_PLACE).orElse(false));
    }

    private String advised() {
        IbnAdvice advice = model.advice().get();
        if (advice == null || advice.reason() == IbnAdvice.Reason.NO_PLACE) return "";
        List<String> names = advice.layers().stream()
            .map(layer -> LayerNames.without(LayerNames.name(layer), LayerNames.sharedEnd(model.places()))).toList();
        String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
            + (names.size() > MOST_NAMED ? ", …" : "");
        return texts.now("shift.advice." + advice.reason().name(), named, Figures.brief(advice.typical()),
            Figures.brief(advice.rho()));
    }

    /** What else is done to the network, and how what was made is taken away. */
    private HBox out(FileAsker asker) {
        Button recalibrate = recalibrate(asker);
        MenuButton save = SaveMenu.of(controls, model, asker);
        for (ButtonBase each : List.of(recalibrate, save)) {
            each.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            each.setMinWidth(0);
            each.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        HBox row = new HBox(recalibrate, save);
        row.getStyleClass().add("surgery-out");
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    private Button recalibrate(FileAsker asker) {
        Button button = controls.button("shift.recalibrate.about", Shortcut.TAB, () -> { });
        RecentMenu.on(button, controls, "corpus.folder", app.recent().of(Recent.Kind.CORPUS), () -> "",
            () -> asker.folder("shift.recalibrate.folder").map(Object::toString).ifPresent(model::recalibrate),
            model::recalibrate);
        button.textProperty().unbind();
        button.textProperty().bind(texts.of("shift.recalibrate.any"));
        controls.about(button, texts.of("shift.recalibrate.about"));
        button.disableProperty().bind(model.job().map(JobStatus::running));
        return button;
    }
}
