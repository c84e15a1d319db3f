package org.normscope.view.normalize;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.normscope.network.Layer;
import org.normscope.state.normalize.Effect;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Texts;

/** What the selected pane's normalization does to the network, and whether it took another's place or was put in. */
final class NetworkSection extends VBox {
    NetworkSection(NormalizeModel model, Controls controls) {
        Texts texts = controls.texts();
        getStyleClass().add("section");
        Label title = new Label(), how = new Label();
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        how.getStyleClass().addAll("muted", "small");
        how.setWrapText(true);
        title.textProperty().bind(Bindings.createStringBinding(
            () -> texts.now(model.replaced().get() == null ? "inspector.inserted" : "inspector.swapped"),
            model.replaced(), texts.languageProperty()));
        how.textProperty().bind(Bindings.createStringBinding(() -> how(model, texts), model.replaced(), model.layer(),
            texts.languageProperty()));
        EffectView view = new EffectView(texts);
        ObservableValue<Effect> effect = model.selectedPane().flatMap(PaneModel::effect);
        effect.addListener((property, old, now) -> view.show(now));
        texts.languageProperty().addListener(ignored -> view.show(effect.getValue()));
        view.show(effect.getValue());
        getChildren().addAll(Controls.rule(), new VBox(title, how), view);
    }

    private static String how(NormalizeModel model, Texts texts) {
        Layer replaced = model.replaced().get(), layer = model.layer().get();
        if (replaced != null) return texts.now("inspector.swappedFor", LayerNames.name(replaced));
        return layer == null ? "" : texts.now("inspector.insertedBehind", LayerNames.name(layer));
    }
}
