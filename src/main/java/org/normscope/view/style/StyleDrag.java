package org.normscope.view.style;

import java.util.function.DoubleConsumer;
import org.normscope.state.app.AppModel;
import org.normscope.view.control.NumberSlider;

/** How the sliders of the Style workspace move its choices. */
final class StyleDrag {
    private StyleDrag() { }

    /** A drag is one step back. */
    static NumberSlider.Gesture of(AppModel app, DoubleConsumer move) {
        return new NumberSlider.Gesture() {
            @Override public void begin() { app.beginGesture(); }
            @Override public void move(double value) { move.accept(value); }
            @Override public void end() { app.endGesture(); }
        };
    }

    /** Shares are kept as float. */
    static double rounded(double rho) {
        return Math.round(rho * 1000) / 1000.0;
    }
}
