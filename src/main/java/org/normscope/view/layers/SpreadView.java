package org.normscope.view.layers;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.layers.ActivationSpread;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;

/** How many pictures move a unit how much, with a mark for each of the nine that move it most. */
final class SpreadView extends Drawing {
    private static final double LETTERS = 13, MARK = 6;

    private @Nullable OpenedUnit unit;

    SpreadView() {
        super("spread");
        setMinHeight(40);
    }

    void show(@Nullable OpenedUnit next) {
        unit = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (unit == null || unit.spread().pictures() == 0) return;
        double floor = Math.floor(height - LETTERS) - MARK;
        ActivationSpread spread = unit.spread();
        double most = 0;
        for (double bar : spread.heights()) most = Math.max(most, bar);
        g.setFill(ink(Ink.DATA));
        double wide = width / spread.heights().length;
        for (int i = 0; i < spread.heights().length; i++) {
            if (spread.heights()[i] < 0.01) continue;
            // Logarithms, as on the plate: the few pictures that matter here would vanish beside the many that do not.
            double tall = Math.max(1, Math.log1p(spread.heights()[i]) / Math.log1p(most) * (floor - 2));
            g.fillRect(i * wide, floor - tall, Math.max(1, wide - 1), tall);
        }
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(1);
        g.strokeLine(0, floor + 0.5, width, floor + 0.5);
        marks(g, unit, width, floor);
        ends(g, spread, width, height);
    }

    private void marks(GraphicsContext g, OpenedUnit unit, double width, double floor) {
        ActivationSpread spread = unit.spread();
        for (int i = 0; i < unit.patches().size(); i++) {
            double x = Math.max(1,
                Math.min(width - 1,
                    (unit.patches().get(i).value() - spread.low()) / (spread.high() - spread.low()) * width));
            g.setStroke(i == unit.place() ? ink(Ink.ACCENT) : ink(Ink.MUTED));
            g.setLineWidth(i == unit.place() ? 2.5 : 1);
            g.strokeLine(x, floor + 1, x, floor + MARK);
        }
    }

    private void ends(GraphicsContext g, ActivationSpread spread, double width, double height) {
        g.setFill(ink(Ink.MUTED));
        g.setFont(Font.font(Figures.FONT, 11));
        g.setTextBaseline(VPos.BOTTOM);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(Figures.brief(spread.low()), 0, height + 1);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(Figures.brief(spread.high()), width, height + 1);
    }
}
