package org.normscope.view.control;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Timings;

/** How long the maps took, for the status bar. */
public final class MapTimings {
    private MapTimings() { }

    public static List<Node> of(Controls controls, Subject model) {
        return List.of(label(controls, model, "status.network", Timings::network),
            label(controls, model, "status.normalize", Timings::normalize),
            label(controls, model, "status.paint", Timings::paint));
    }

    private static Label label(Controls controls, Subject model, String key, ToDoubleFunction<Timings> part) {
        // Nothing takes no time: it was not measured yet.
        Label label = controls.label(controls.texts().derived(() -> part.applyAsDouble(model.timings().get()) > 0
            ? controls.texts().now(key, String.format(Locale.ROOT, "%.1f",
                part.applyAsDouble(model.timings().get()))) : "", model.timings()));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return controls.about(label, key);
    }
}
