package org.normscope.view.normalize;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.normalize.BatchDrift;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** How far the active picture's result moves with the pictures around it: computed when asked for, it takes a while. */
final class DriftSection extends VBox {
    /** By the button: what comes then is to be seen. */
    private boolean asked;

    DriftSection(NormalizeModel model, Controls controls) {
        getStyleClass().add("section");
        Label title = controls.label("inspector.drift", "strong"),
            note = controls.label("inspector.driftNote", "muted", "small");
        note.setWrapText(true);
        controls.about(title, "inspector.drift");
        Button compute = controls.button("inspector.driftCompute", MaterialDesignC.CHART_LINE,
            Shortcut.TAB, () -> {
                asked = true;
                model.computeDrift();
            });
        compute.getStyleClass().add("small");
        compute.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(title, gap, compute);
        line.setAlignment(Pos.CENTER_LEFT);
        DriftCurve curve = new DriftCurve();
        Label more = controls.label(controls.texts().derived(() -> more(model.drift().get(), controls.texts()),
            model.drift()), "muted", "small");
        more.setWrapText(true);
        getChildren().addAll(line, note, curve, Room.shown(more, more.textProperty().isNotEmpty()));
        curve.accessibleTextProperty().bind(controls.texts().of("inspector.drift"));
        model.drift().addListener((property, old, drift) -> show(drift, compute, note, curve));
        show(model.drift().get(), compute, note, curve);
    }

    /** What the batch was filled up with. */
    private static String more(@Nullable BatchDrift drift, Texts texts) {
        if (drift == null || drift.more().isEmpty()) return "";
        int first = drift.curves().get(0).values().size() - drift.more().size() + 1;
        return texts.now("inspector.driftMore", first, drift.more().stream()
            .map(origin -> PictureNames.title(PictureChoice.of(origin, ""), texts)).collect(Collectors.joining(", ")));
    }

    private void show(BatchDrift drift, Button compute, Label note, DriftCurve curve) {
        boolean known = drift != null;
        compute.setVisible(!known);
        compute.setManaged(!known);
        for (Node told : List.of(note, curve)) {
            told.setVisible(known);
            told.setManaged(known);
        }
        if (!known) return;
        curve.show(drift);
        if (asked) FadingScroll.reveal(this);
        asked = false;
    }
}
