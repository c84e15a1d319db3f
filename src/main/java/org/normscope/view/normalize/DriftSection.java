package org.normscope.view.normalize;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.normalize.BatchDrift;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** How far the active picture's result moves with the pictures around it: computed when asked for, it takes a while. */
final class DriftSection extends VBox {
    DriftSection(NormalizeModel model, Controls controls) {
        getStyleClass().add("section");
        Label title = controls.label("inspector.drift", "strong"),
            note = controls.label("inspector.driftNote", "muted", "small");
        title.setWrapText(true);
        note.setWrapText(true);
        Button compute = controls.button("inspector.driftCompute", MaterialDesignC.CHART_LINE,
            Shortcut.TAB, model::computeDrift);
        DriftCurve curve = new DriftCurve();
        getChildren().addAll(Controls.rule(), new VBox(title, note), compute, curve);
        curve.accessibleTextProperty().bind(controls.texts().of("inspector.drift"));
        model.drift().addListener((property, old, drift) -> show(drift, compute, curve));
        show(model.drift().get(), compute, curve);
    }

    private static void show(BatchDrift drift, Button compute, DriftCurve curve) {
        boolean known = drift != null;
        compute.setVisible(!known);
        compute.setManaged(!known);
        curve.setVisible(known);
        curve.setManaged(known);
        if (known) curve.show(drift);
    }
}
