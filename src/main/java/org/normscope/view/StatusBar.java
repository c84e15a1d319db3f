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
import org.normscope.network.Network;
import org.normscope.state.AppModel;
import org.normscope.state.NormalizeModel;
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
        busy.visibleProperty().bind(model.computing().or(app.layers().computing()));
        busy.accessibleTextProperty().bind(texts.of("status.computing"));
        Label engine = controls.label(new ReadOnlyStringWrapper("●  " + app.engine()), "good");
        getChildren().addAll(engine, timing(model, "status.network", Timings::network),
            timing(model, "status.normalize", Timings::normalize), timing(model, "status.paint", Timings::paint),
            busy, activity, gap, remarks, placement);
        getChildren().stream().filter(child -> child instanceof Label && child != remarks)
            .forEach(child -> ((Label) child).setMinWidth(USE_PREF_SIZE));
        remarks.setMinWidth(0);
        placement.visibleProperty().bind(app.workspace().isEqualTo(Workspace.NORMALIZE));
        placement.managedProperty().bind(placement.visibleProperty());
    }

    private Label timing(NormalizeModel model, String key, ToDoubleFunction<Timings> part) {
        return controls.label(controls.texts().derived(() -> controls.texts().now(key,
            String.format(Locale.ROOT, "%.1f", part.applyAsDouble(model.timings().get()))), model.timings()));
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
