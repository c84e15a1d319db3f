package org.normscope.view.layers;

import javafx.scene.canvas.GraphicsContext;
import org.normscope.state.layers.ActivationSpread;
import org.normscope.state.layers.OpenedUnit;

/** With a mark below the line for each of the nine that move the unit most. */
final class SpreadView extends SpreadDrawing {
    private static final double MARK = 6;

    SpreadView() {
        super("spread", 40);
    }

    @Override
    void draw(GraphicsContext g, OpenedUnit unit, double width, double height) {
        ActivationSpread spread = unit.spread();
        double floor = bars(g, spread, width, height, MARK, 1, i -> Ink.DATA);
        for (int i = 0; i < unit.patches().size(); i++) {
            double share = (unit.patches().get(i).value() - spread.low()) / (spread.high() - spread.low());
            double x = Math.max(1, Math.min(width - 1, share * width));
            g.setStroke(i == unit.place() ? ink(Ink.ACCENT) : ink(Ink.MUTED));
            g.setLineWidth(i == unit.place() ? 2.5 : 1);
            g.strokeLine(x, floor + 1, x, floor + MARK);
        }
    }
}
