package org.normscope.view.layers;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.PlateBackwards;
import org.normscope.state.layers.PlateModel;
import org.normscope.state.layers.WishFrame;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Figures;
import org.normscope.view.control.Texts;

/** How far the plate is and how long it took, for the status bar; nothing while it is shut. */
final class PlateTimings {
    private PlateTimings() { }

    static List<Node> of(Controls controls, LayersModel model) {
        PlateModel plate = model.plate();
        Label backwards = controls.label(controls.texts().derived(() -> backwards(controls.texts(), plate.backwards()
            .get()), plate.backwards()));
        Label wish = controls.label(controls.texts().derived(() -> wish(controls.texts(), plate.wish().get()),
            plate.wish()));
        backwards.setMinWidth(Region.USE_PREF_SIZE);
        wish.setMinWidth(Region.USE_PREF_SIZE);
        return List.of(backwards, wish);
    }

    private static String backwards(Texts texts, PlateBackwards seen) {
        if (seen == null) return "";
        if (seen.pictures().size() < seen.of()) {
            return texts.now("plate.status.backwards", seen.pictures().size(), seen.of());
        }
        return seen.milliseconds() == 0 ? texts.now("plate.status.kept")
            : texts.now("plate.status.took", seen.of(), Figures.milliseconds(seen.milliseconds()));
    }

    private static String wish(Texts texts, WishFrame frame) {
        return frame == null ? "" : texts.now("plate.status.wish", frame.steps(), frame.of());
    }
}
