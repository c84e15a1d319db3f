package org.normscope.view;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import org.normscope.network.Network;
import org.normscope.state.AppModel;
import org.normscope.state.Meter;
import org.normscope.state.NormalizeModel;
import org.normscope.state.StyleFrame;
import org.normscope.state.StyleModel;
import org.normscope.state.Timings;
import org.normscope.state.Workspace;

/** What runs and how long it took, at the left; what has to be known of the network, at the right. */
final class StatusBar extends HBox {
    private final Controls controls;

    StatusBar(Controls controls, AppModel app) {
        this.controls = controls;
        NormalizeModel model = app.normalize();
        Texts texts = controls.texts();
        getStyleClass().add("status-bar");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label placement = controls.label(texts.derived(() -> placement(model), model.layer(), model.replaced()), "placement");
        Label remarks = controls.label(texts.derived(() -> remarks(model.network().get()), model.network()), "remarks");
        remarks.setTextOverrun(OverrunStyle.ELLIPSIS);
        Label activity = controls.label(texts.derived(
            () -> app.activity().get() == null ? "" : app.activity().get().in(texts.language()), app.activity()));
        ProgressBar busy = new ProgressBar();
        busy.visibleProperty().bind(model.computing().or(app.layers().computing()).or(app.style().computing()).or(app.shift().computing()));
        busy.accessibleTextProperty().bind(texts.of("status.computing"));
        Label engine = controls.label(new ReadOnlyStringWrapper("●  " + app.engine()), "good");
        ObservableValue<Boolean> styling = app.workspace().map(Workspace.STYLE::equals), shifting = app.workspace().map(Workspace.SHIFT::equals);
        ObservableValue<Boolean> other = app.workspace().map(Workspace.OF_LAYERS::contains);
        getChildren().addAll(engine, Room.shown(timing(model, "status.network", Timings::network), other),
            Room.shown(timing(model, "status.normalize", Timings::normalize), other), Room.shown(timing(model, "status.paint", Timings::paint), other),
            Room.shown(preview(app.style()), styling), Room.shown(runs(app.style()), styling),
            Room.shown(timing(app.shift().meter(), "status.look", Meter::lookSeconds), shifting),
            Room.shown(timing(app.shift().meter(), "status.shift", Meter::networkSeconds), shifting),
            busy, activity, gap, remarks, placement);
        getChildren().stream().filter(child -> child instanceof Label && child != remarks)
            .forEach(child -> ((Label) child).setMinWidth(USE_PREF_SIZE));
        remarks.setMinWidth(0);
        Room.shown(remarks, other);
        placement.visibleProperty().bind(app.workspace().isEqualTo(Workspace.NORMALIZE));
        placement.managedProperty().bind(placement.visibleProperty());
    }

    /** Of the last preview; a sharp picture leaves it standing. */
    private Label preview(StyleModel style) {
        SimpleDoubleProperty milliseconds = new SimpleDoubleProperty();
        style.frame().addListener((property, old, frame) -> {
            if (frame != null && !frame.sharp() && frame.ran() == StyleFrame.Ran.DECODER) milliseconds.set(frame.milliseconds());
        });
        return controls.label(controls.texts().derived(() -> milliseconds.get() == 0 ? "" : controls.texts().now("status.preview",
            String.format(Locale.ROOT, "%.0f", milliseconds.get()), String.format(Locale.ROOT, "%.0f", 1000 / milliseconds.get())), milliseconds));
    }

    private Label runs(StyleModel style) {
        return controls.label(controls.texts().derived(() -> controls.texts().now("status.runs", style.runs().get().contents(),
            style.runs().get().styles(), style.runs().get().decodes()), style.runs()));
    }

    private Label timing(NormalizeModel model, String key, ToDoubleFunction<Timings> part) {
        return controls.label(controls.texts().derived(() -> controls.texts().now(key,
            String.format(Locale.ROOT, "%.1f", part.applyAsDouble(model.timings().get()))), model.timings()));
    }

    /** From the slider to the curves. */
    private Label timing(ObservableValue<Meter> meter, String key, ToDoubleFunction<Meter> part) {
        return controls.label(controls.texts().derived(() -> meter.getValue() == null ? "" : controls.texts().now(key,
            String.format(Locale.ROOT, "%.1f", 1000 * part.applyAsDouble(meter.getValue())), meter.getValue().networks().size()), meter));
    }

    private String placement(NormalizeModel model) {
        if (model.layer().get() == null) return "";
        return model.replaced().get() == null ? controls.texts().now("status.inserted", LayerNames.name(model.layer().get()))
            : controls.texts().now("status.replaces", LayerNames.name(model.replaced().get()));
    }

    private String remarks(Network network) {
        return network == null ? "" : network.remarks().stream()
            .map(remark -> controls.texts().now("remark." + remark.name())).collect(Collectors.joining(" · "));
    }
}
