package org.normscope.view.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;
import org.normscope.state.app.AppModel;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.NumberRange;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.Shortcut;
import org.normscope.view.frame.Workbench;

/** The knobs of the node that is shown. */
final class KnobForm extends VBox {
    private final Workbench bench;
    private final AppModel app;
    private final TreeModel model;
    private final Controls controls;
    private final List<Consumer<Knobs>> shows = new ArrayList<>();
    private TreeNode of;

    KnobForm(Workbench bench, TreeModel model) {
        this.bench = bench;
        this.model = model;
        app = bench.app();
        controls = bench.controls();
        getStyleClass().add("knobs");
        model.settings().addListener((property, old, now) -> follow());
        follow();
    }

    private void follow() {
        TreeNode node = model.node();
        if (node != of) {
            of = node;
            shows.clear();
            getChildren().setAll(node.knobs().stream().map(this::control).toList());
        }
        Knobs now = model.knobs();
        shows.forEach(show -> show.accept(now));
    }

    private Node control(Knob knob) {
        if (knob instanceof Knob.Real real) {
            return slider(knob, NumberRange.linear(real.minimum(), real.maximum()), real.value(), false);
        }
        if (knob instanceof Knob.Whole whole) {
            return slider(knob, NumberRange.linear(whole.minimum(), whole.maximum()), whole.value(), true);
        }
        if (knob instanceof Knob.Choice choice) return row(knob, box(choice));
        if (knob instanceof Knob.Origin origin) return row(knob, NetworkKnob.of(bench, model, origin));
        if (knob instanceof Knob.Marks marks) return row(knob, new LandmarkBoard(bench, model, marks).button());
        if (knob instanceof Knob.Layers layers) return row(knob, new LayersKnob(model, controls, layers).button());
        SimpleBooleanProperty on = new SimpleBooleanProperty();
        shows.add(now -> on.set(now.on(knob.key())));
        on.addListener((property, was, now) -> {
            if (now != model.knobs().on(knob.key())) model.set(knob.key(), now.toString());
        });
        CheckBox check = new CheckBox();
        check.selectedProperty().bindBidirectional(on);
        controls.named(check, controls.texts().of(knob.nameKey()), Shortcut.TAB);
        return row(knob, check);
    }

    private Node slider(Knob knob, NumberRange range, double initial, boolean whole) {
        NumberSlider slider = new NumberSlider(controls, controls.texts().of(knob.nameKey()), range, initial,
            new NumberSlider.Gesture() {
                @Override public void begin() { app.beginGesture(); }

                @Override public void move(double value) {
                    model.set(knob.key(), Knob.text(whole ? Math.rint(value) : value));
                }

                @Override public void end() { app.endGesture(); }
            }).inOneLine();
        shows.add(now -> slider.show(now.real(knob.key())));
        return slider;
    }

    private ComboBox<String> box(Knob.Choice choice) {
        SimpleObjectProperty<String> value = new SimpleObjectProperty<>();
        shows.add(now -> value.set(now.word(choice.key())));
        value.addListener((property, old, now) -> {
            if (now == null || now.equals(model.knobs().word(choice.key()))) return;
            if (choice.presets().isEmpty()) model.set(choice.key(), now);
            else model.choosePreset(choice.key(), now);
        });
        return controls.choice(choice.nameKey(), Shortcut.TAB, choice.values(), value,
            word -> controls.texts().now(choice.nameKey() + "." + word));
    }

    private Node row(Knob knob, Region control) {
        Label name = controls.label(knob.nameKey());
        name.setLabelFor(control);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(name, gap, control);
        row.getStyleClass().add("knob-row");
        return row;
    }
}
