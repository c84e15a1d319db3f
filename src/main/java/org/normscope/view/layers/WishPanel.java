package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
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

/** How a wish is made: what it begins with, which other unit has a share in it, whether four are made. */
final class WishPanel {
    private static final double WIDE = 320;

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
        ComboBox<Integer> other = Choice.of(controls, "plate.wish.with",
            Bindings.createObjectBinding(this::others, model.figure(), model.settings()), model.settings(),
            s -> s.plate().wish().with(), plate::wishWith, one -> one == WishSettings.ALONE
                ? texts.now("plate.wish.with.none") : texts.now("plate.title", String.valueOf(one)));
        for (ComboBox<?> box : List.of(begin, other)) box.setMaxWidth(Double.MAX_VALUE);
        NumberSlider share = new NumberSlider(controls, texts.of("plate.wish.share"),
            NumberRange.linear(-WishSettings.MOST, WishSettings.MOST), 1, NumberSlider.Gesture.of(plate::share));
        ObservableValue<WishSettings> wish = model.settings().map(settings -> settings.plate().wish());
        wish.addListener((property, old, now) -> share.show(now.share()));
        share.show(wish.getValue().share());
        VBox content = new VBox(controls.label("plate.wish.how", "strong"), controls.label("plate.wish.begin", "muted"),
            begin, controls.label("plate.wish.with", "muted"), other,
            Room.shown(share, wish.map(now -> now.with() != WishSettings.ALONE)), four());
        content.getStyleClass().addAll("section", "wish-panel");
        content.setPrefWidth(WIDE);
        return content;
    }

    private ToggleButton four() {
        SimpleBooleanProperty on = new SimpleBooleanProperty(model.settings().get().plate().wish().four());
        on.addListener((property, was, now) -> {
            if (now != model.settings().get().plate().wish().four()) plate.wishFour(now);
        });
        model.settings().addListener((property, old, now) -> on.set(now.plate().wish().four()));
        return controls.toggle("plate.wish.four", MaterialDesignV.VIEW_GRID, Shortcut.TAB, on);
    }

    private List<Integer> others() {
        List<Integer> others = new ArrayList<>(List.of(WishSettings.ALONE));
        UnitFigure figure = model.figure().get();
        if (figure != null) others.addAll(figure.order());
        int chosen = model.settings().get().plate().wish().with();
        if (!others.contains(chosen)) others.add(chosen);
        return others;
    }
}
