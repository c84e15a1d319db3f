package org.normscope.view.tree;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.node.Knob;
import org.normscope.state.tree.OfferedLayers;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** Which layers of its network a node reads: a button that says so, and a list in which each is chosen by a click. */
final class LayersKnob {
    private final TreeModel model;
    private final Controls controls;
    private final Texts texts;
    private final Knob.Layers knob;
    private final VBox list = new VBox();
    private final Panel panel;
    private @Nullable OfferedLayers listed;
    /** Held here: what is watched holds it weakly. */
    private final ChangeListener<Object> follows = (property, old, now) -> fill();

    LayersKnob(TreeModel model, Controls controls, Knob.Layers knob) {
        this.model = model;
        this.controls = controls;
        this.knob = knob;
        texts = controls.texts();
        panel = controls.panel(knob.nameKey(), () -> {
            list.getStyleClass().addAll("section", "layers-knob");
            model.layers().addListener(follows);
            model.settings().addListener(follows);
            fill();
            return list;
        });
    }

    Button button() {
        Button button = controls.button(knob.nameKey(), Shortcut.TAB, () -> { });
        button.setOnAction(event -> panel.toggle(button));
        button.textProperty().unbind();
        button.textProperty().bind(texts.derived(this::words, model.layers(), model.settings()));
        button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        button.setMinWidth(0);
        button.disableProperty().bind(model.layers().map(now -> !now.containsKey(knob.key())));
        return button;
    }

    /** "5 of 63"; of one its name. */
    private String words() {
        OfferedLayers offered = model.layers().get().get(knob.key());
        if (offered == null || !model.node().knobs().contains(knob)) return "…";
        List<String> chosen = offered.chosen(model.knobs().word(knob.key()));
        return switch (chosen.size()) {
            case 0 -> texts.now("tree.layers.depth");
            case 1 -> name(offered, chosen.get(0));
            default -> texts.now("tree.layers.of", chosen.size(), offered.offer().names().size());
        };
    }

    private void fill() {
        OfferedLayers offered = model.layers().get().get(knob.key());
        if (offered == null || !model.node().knobs().contains(knob)) return;
        if (offered != listed) {
            listed = offered;
            list.getChildren().setAll(controls.label(knob.nameKey(), "strong"));
            offered.offer().names().forEach(name -> list.getChildren().add(row(offered, name)));
        }
        List<String> chosen = offered.chosen(model.knobs().word(knob.key()));
        for (Node row : list.getChildren()) {
            if (row instanceof HBox box) ((CheckBox) box.getChildren().get(0)).setSelected(
                chosen.contains(String.valueOf(box.getUserData())));
        }
    }

    private HBox row(OfferedLayers offered, String name) {
        CheckBox check = new CheckBox();
        check.setMnemonicParsing(false);
        check.setText(name(offered, name));
        controls.named(check, check.textProperty(), Shortcut.TAB);
        // What is chosen says the model: a click that changes nothing leaves no other mark.
        check.setOnAction(event -> {
            model.toggleLayer(knob, name);
            fill();
        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label size = controls.label(new ReadOnlyStringWrapper(offered.network().layer(name).map(layer ->
            layer.brief() + "  " + LayerNames.shape(layer)).orElse("")), "small", "muted");
        size.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(check, gap, size);
        row.getStyleClass().add("knob-row");
        row.setUserData(name);
        return row;
    }

    private String name(OfferedLayers offered, String name) {
        return offered.network().layer(name).map(LayerNames::name).orElseGet(() -> texts.now("tree.layers.picture"));
    }
}
