package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.PlateModel;
import org.normscope.state.layers.UnitFigure;
import org.normscope.state.layers.WishSettings;
import org.normscope.view.control.Choice;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** How a wish is made: what it begins with, what share each of up to four units has, whether four are made. */
final class WishPanel {
    private static final int NONE = -1;

    private final LayersModel model;
    private final PlateModel plate;
    private final Controls controls;
    private final Texts texts;
    private final Panel panel;

    WishPanel(LayersModel model, Controls controls) {
        this.model = model;
        this.controls = controls;
        plate = model.plate();
        texts = controls.texts();
        panel = controls.panel("plate.wish.how", this::content);
    }

    /** Opens it. */
    Button button() {
        Button[] button = new Button[1];
        button[0] = controls.icon("plate.wish.how", MaterialDesignT.TUNE, Shortcut.TAB, () -> panel.toggle(button[0]));
        return button[0];
    }

    private VBox content() {
        ComboBox<WishSettings.Begin> begin = Choice.of(controls, "plate.wish.begin",
            List.of(WishSettings.Begin.values()), model.settings(), s -> s.plate().wish().begin(), plate::wishFrom,
            one -> texts.now("plate.wish.begin." + one.name()));
        begin.setMaxWidth(Double.MAX_VALUE);
        ObservableValue<WishSettings> wish = model.settings().map(settings -> settings.plate().wish());
        Label own = controls.label(texts.derived(() -> model.opened().get() == null ? ""
            : texts.now("plate.title", String.valueOf(model.opened().get().unit())), model.opened()), "muted");
        VBox content = new VBox(controls.label("plate.wish.how", "strong"), controls.label("plate.wish.begin", "muted"),
            begin, own, slider(wish, WishSettings::own, plate::ownShare), controls.label("plate.wish.with", "muted"));
        for (int place = 0; place < WishSettings.MOST_OTHERS; place++) {
            int at = place;
            content.getChildren().addAll(Room.shown(other(at), wish.map(now -> now.others().size() >= at)),
                Room.shown(slider(wish, now -> at < now.others().size() ? now.others().get(at).share() : 1,
                    share -> plate.share(at, share)), wish.map(now -> now.others().size() > at)));
        }
        content.getChildren().add(four());
        content.getStyleClass().addAll("section", "wish-panel");
        return content;
    }

    private NumberSlider slider(ObservableValue<WishSettings> wish, ToDoubleFunction<WishSettings> share,
        DoubleConsumer set) {
        NumberSlider slider = new NumberSlider(controls, texts.of("plate.wish.share"),
            NumberRange.linear(-WishSettings.MOST, WishSettings.MOST), 1, NumberSlider.Gesture.of(set));
        wish.addListener((property, old, now) -> slider.show(share.applyAsDouble(now)));
        slider.show(share.applyAsDouble(wish.getValue()));
        return slider;
    }

    /** Which unit it is that stands in a place of the others. */
    private ComboBox<Integer> other(int place) {
        ComboBox<Integer> other = Choice.of(controls, "plate.wish.with",
            Bindings.createObjectBinding(() -> others(place), model.figure(), model.settings()), model.settings(),
            s -> chosen(s.plate().wish(), place), unit -> choose(place, unit), unit -> unit == NONE
                ? texts.now("plate.wish.with.none") : texts.now("plate.title", String.valueOf(unit)));
        other.setMaxWidth(Double.MAX_VALUE);
        return other;
    }

    private static int chosen(WishSettings wish, int place) {
        return place < wish.others().size() ? wish.others().get(place).unit() : NONE;
    }

    private void choose(int place, int unit) {
        if (unit == NONE) plate.wishWithout(place);
        else plate.wishWith(place, unit);
    }

    private ToggleButton four() {
        SimpleBooleanProperty on = new SimpleBooleanProperty(model.settings().get().plate().wish().four());
        on.addListener((property, was, now) -> {
            if (now != model.settings().get().plate().wish().four()) plate.wishFour(now);
        });
        model.settings().addListener((property, old, now) -> on.set(now.plate().wish().four()));
        return controls.toggle("plate.wish.four", MaterialDesignV.VIEW_GRID, Shortcut.TAB, on);
    }

    private List<Integer> others(int place) {
        List<Integer> others = new ArrayList<>(List.of(NONE));
        UnitFigure figure = model.figure().get();
        if (figure != null) others.addAll(figure.order());
        int chosen = chosen(model.settings().get().plate().wish(), place);
        if (!others.contains(chosen)) others.add(chosen);
        return others;
    }
}
