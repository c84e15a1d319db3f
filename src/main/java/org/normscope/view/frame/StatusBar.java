package org.normscope.view.frame;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.normscope.network.Network;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.LayerChooser;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Room;
import org.normscope.view.control.Texts;

/** What runs and how long it took, at the left; what has to be known of the network, at the right. */
final class StatusBar extends HBox {
    /** Letters' heights that what is opened or written has at least. */
    private static final double NAME = 10;

    private final Controls controls;

    StatusBar(Controls controls, AppModel app, List<Face> faces) {
        this.controls = controls;
        Texts texts = controls.texts();
        getStyleClass().add("status-bar");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label remarks = controls.label(
            texts.derived(() -> remarks(app.subject().network().get()), app.subject().network()), "remarks");
        Controls.told(remarks);
        Label activity = controls.label(texts.derived(
            () -> app.activity().get() == null ? "" : app.activity().get().in(texts.language()), app.activity()));
        activity.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Room.least(Controls.told(activity), NAME);
        ProgressBar busy = new ProgressBar();
        busy.visibleProperty().bind(app.computing());
        // What the open workspace does comes first: it is what is looked at.
        Label doing = controls.label(texts.derived(() -> Stream.concat(Stream.of(app.workspace().get()),
                app.workspaces().stream()).filter(one -> one.computing().get()).findFirst()
            .map(one -> texts.now("status.computing." + one.id())).orElse(""), app.computing(), app.workspace()));
        doing.setMinWidth(0);
        // Whole or not at all: it comes and goes, and nothing else may move for it.
        doing.visibleProperty().bind(Bindings.createBooleanBinding(
            () -> doing.getWidth() >= doing.prefWidth(-1), doing.widthProperty(), doing.textProperty(),
            doing.fontProperty()));
        busy.accessibleTextProperty().bind(doing.textProperty());
        // The engine is loaded beside the window, for its first network.
        Label engine = controls.label(texts.derived(
            () -> app.subject().network().get() == null ? "" : "●  " + app.engine().in(texts.language()),
            app.subject().network()), "good");
        engine.setMinWidth(USE_PREF_SIZE);
        getChildren().add(engine);
        getChildren().addAll(busy, doing, activity, gap,
            Room.shown(remarks, app.workspace().map(LayerChooser.class::isInstance)));
        Turns turns = new Turns(app);
        for (Face face : faces) {
            turns.of(face, Face::status, node -> getChildren().add(getChildren().indexOf(busy), node));
            turns.of(face, Face::statusEnd, node -> getChildren().add(node));
        }
    }

    private String remarks(Network network) {
        return network == null ? "" : network.remarks().stream()
            .map(remark -> controls.texts().now("remark." + remark.name())).collect(Collectors.joining(" · "));
    }
}
