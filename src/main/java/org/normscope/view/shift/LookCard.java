package org.normscope.view.shift;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.normscope.shift.Appearance;
import org.normscope.shift.Preset;
import org.normscope.shift.Trait;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Recent;
import org.normscope.state.shift.Meter;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.PictureMenu;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.RecentMenu;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** The picture as it is beside the shifted one, and what is changed of its look. */
public final class LookCard extends VBox {
    /** Shown in percent. */
    private static final Set<Trait> SHARES = Set.of(Trait.BRIGHTNESS, Trait.CONTRAST, Trait.WHITE_BALANCE,
        Trait.SATURATION, Trait.SKETCH, Trait.NOISE);
    private static final double PERCENT = 100;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final AppModel app;
    private final ShiftModel model;
    private final Controls controls;
    private final FileAsker asker;
    private final List<String> pictures;
    private final Map<Trait, NumberSlider> sliders = new EnumMap<>(Trait.class);
    private final PictureView before = new PictureView(14), after = new PictureView(14);

    LookCard(AppModel app, Controls controls, FileAsker asker) {
        this.app = app;
        this.controls = controls;
        this.asker = asker;
        model = app.workspace(ShiftModel.class);
        pictures = app.recent().of(Recent.Kind.PICTURE);
        getStyleClass().addAll("card", "look-card");
        VBox list = new VBox();
        list.getStyleClass().add("look-sliders");
        for (Trait trait : Trait.values()) {
            sliders.put(trait, slider(trait));
            list.getChildren().add(sliders.get(trait));
        }
        list.getChildren().add(new RestyleSection(app, controls, asker));
        ScrollPane scroll = FadingScroll.down(list);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(pictures(), presets(), scroll);
        model.settings().addListener((property, old, now) -> show(now));
        model.meter().addListener((property, old, now) -> show(now));
        show(model.settings().get());
        show(model.meter().get());
    }

    private void show(ShiftSettings settings) {
        sliders.forEach((trait, slider) -> slider.show(settings.look().value(trait) * unit(trait)));
    }

    private void show(Meter meter) {
        before.show(meter == null ? null : meter.before());
        after.show(meter == null ? null : meter.after());
    }

    private HBox pictures() {
        Texts texts = controls.texts();
        MenuButton picture = PictureMenu.of(controls, app.subject(), pictures, asker);
        Label shifted = controls.label(
            texts.derived(() ->
                texts.now(
                    model.settings().get().own().equals(PictureChoice.NONE) ? "shift.look.after" : "shift.look.own"),
                model.settings()), "muted");
        HBox caption = new HBox(shifted, reset());
        caption.getStyleClass().add("look-caption");
        HBox pair = new HBox(column(before, picture), column(after, caption));
        pair.getStyleClass().add("look-pair");
        before.accessibleTextProperty().bind(texts.of("shift.look.before"));
        after.accessibleTextProperty().bind(shifted.textProperty());
        return pair;
    }

    private static VBox column(PictureView picture, Region caption) {
        picture.getStyleClass().add("look-picture");
        VBox column = new VBox(picture, caption);
        column.getStyleClass().add("look-column");
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private FlowPane presets() {
        List<Button> buttons = new ArrayList<>();
        for (Preset preset : Preset.values()) {
            Button button = controls.button("shift.preset." + preset.name(), Shortcut.TAB,
                () -> model.setLook(preset.look()));
            model.settings().map(settings -> settings.look().equals(preset.look())).subscribe(is ->
                button.pseudoClassStateChanged(SELECTED, is));
            buttons.add(button);
        }
        Button own = controls.button("shift.preset.own", Shortcut.TAB, () -> { });
        RecentMenu.on(own, controls, "shift.preset.own", pictures, () -> model.settings().get().own().origin(),
            () -> asker.open(FileAsker.Kind.PICTURE).stream().findFirst().map(Object::toString)
                .ifPresent(model::openOwn), model::openOwn);
        buttons.add(own);
        FlowPane row = new FlowPane();
        row.getStyleClass().add("presets");
        row.getChildren().setAll(buttons);
        return row;
    }

    private Button reset() {
        Button reset = controls.icon("shift.look.reset", MaterialDesignR.RESTORE, Shortcut.TAB,
            () -> model.setLook(Appearance.AS_IT_IS));
        reset.getStyleClass().add("flat");
        reset.disableProperty().bind(
            Bindings.createBooleanBinding(() -> model.settings().get().untouched(), model.settings()));
        return reset;
    }

    private NumberSlider slider(Trait trait) {
        double unit = unit(trait);
        NumberRange range = trait == Trait.GAMMA ? NumberRange.logarithmic(trait.least(), trait.most())
            : NumberRange.linear(trait.least() * unit, trait.most() * unit);
        NumberSlider slider = new NumberSlider(controls, controls.texts().of("shift.trait." + trait.name()), range,
            trait.neutral() * unit, new NumberSlider.Gesture() {
                @Override public void begin() { app.beginGesture(); }
                @Override public void move(double value) { model.setTrait(trait, value / unit); }
                @Override public void end() { app.endGesture(); }
            });
        slider.about(controls, "shift.trait." + trait.name());
        slider.setId("trait-" + trait.name());
        return slider;
    }

    /** By which its slider multiplies what it shows. */
    static double unit(Trait trait) {
        return SHARES.contains(trait) ? PERCENT : 1;
    }
}
