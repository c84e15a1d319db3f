package org.normscope.view.normalize;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.normscope.network.Layer;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.state.normalize.Effect;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneAffine;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.normalize.PaneSettings;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Patience;
import org.normscope.view.control.Room;
import org.normscope.view.control.Segments;
import org.normscope.view.control.Texts;

/**
 * What the selected pane's normalization does to the network, and whether it took another's place or was put in; with
 * which gamma and beta then. Of the raw maps what the network says as it is.
 */
final class NetworkSection extends VBox {
    private final NormalizeModel model;
    private final Texts texts;
    private final ObservableValue<PaneSettings> pane;
    private final ObservableValue<PaneAffine> affine;

    NetworkSection(NormalizeModel model, Controls controls) {
        this.model = model;
        texts = controls.texts();
        pane = model.selectedPane().flatMap(PaneModel::settings);
        affine = model.selectedPane().flatMap(PaneModel::affine);
        getStyleClass().add("section");
        Label title = controls.label(texts.derived(this::title, pane, model.replaced(), model.maps()), "strong"),
            how = controls.label(texts.derived(this::how, pane, affine, model.replaced(), model.layer(), model.maps()),
                "muted", "small");
        how.setWrapText(true);
        how.setMinHeight(USE_PREF_SIZE);
        controls.about(how, "inspector.how");
        controls.about(title, how.textProperty());
        // The usual case is told in the status bar and at the title: the room is for what it does.
        Room.shown(how, Bindings.createBooleanBinding(
            () -> raw() || inserted() || model.replaced().get() != null && affine.getValue() != PaneAffine.LEARNED,
            pane, affine, model.replaced(), model.maps()));
        EffectView view = controls.about(new EffectView(texts), "inspector.classes");
        ObservableValue<Effect> effect = model.selectedPane().flatMap(PaneModel::effect);
        Runnable show = () -> view.show(effect.getValue(), raw());
        Patience.follow(effect, now -> show.run());
        pane.addListener((property, old, now) -> show.run());
        texts.languageProperty().addListener(ignored -> show.run());
        show.run();
        getChildren().addAll(Controls.rule(), new VBox(title, how), calibration(controls), view);
    }

    private boolean raw() {
        return pane.getValue() == null || pane.getValue().raw();
    }

    /** Where nothing is replaced: known as soon as there are maps. */
    private boolean inserted() {
        return model.replaced().get() == null && model.maps().get() != null;
    }

    private String title() {
        return raw() ? texts.now("inspector.untouched") : inserted() ? texts.now("inspector.inserted")
            : model.replaced().get() == null ? "" : texts.now("inspector.swapped");
    }

    private String how() {
        Layer replaced = model.replaced().get(), layer = model.layer().get();
        if (raw()) return texts.now("inspector.untouchedNote");
        if (affine.getValue() == null) return "";
        if (replaced != null) {
            return texts.now("inspector.swappedFor." + affine.getValue(), LayerNames.name(replaced));
        }
        return layer == null || !inserted() ? ""
            : texts.now("inspector.insertedBehind." + affine.getValue(), LayerNames.name(layer));
    }

    /** Which gamma and beta a normalization is put in with, where the network has none. */
    private Node calibration(Controls controls) {
        Map<Calibration, String> words = new LinkedHashMap<>();
        for (Calibration one : Calibration.values()) words.put(one, "inspector.calibration." + one);
        Segments<Calibration> choices = new Segments<>(controls, words, model.edit()::setCalibration);
        pane.addListener((property, old, now) -> {
            if (now != null) choices.show(now.calibration());
        });
        if (pane.getValue() != null) choices.show(pane.getValue().calibration());
        BooleanBinding inserted = Bindings.createBooleanBinding(() -> inserted() && !raw()
            && pane.getValue().entry().orElseThrow().standardizes(pane.getValue().parameters()),
            model.replaced(), model.maps(), pane);
        return Room.shown(choices, inserted);
    }
}
