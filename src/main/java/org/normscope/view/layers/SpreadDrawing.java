package org.normscope.view.layers;

import java.util.Arrays;
import java.util.function.IntFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.normscope.state.layers.ActivationSpread;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.Drawing;
import org.normscope.view.control.Figures;

/**
 * How many pictures of the corpus move a unit how much, in bars over a line with its ends below. By logarithms: the few
 * pictures that matter here would vanish beside the many that do not.
 */
abstract class SpreadDrawing extends Drawing {
    private static final double LETTERS = 13;

    private @Nullable OpenedUnit unit;

    SpreadDrawing(String style, double height) {
        super(style);
        setMinHeight(height);
    }

    void show(@Nullable OpenedUnit next) {
        unit = next;
        redraw();
    }

    @Override
    protected final void draw(GraphicsContext g, double width, double height) {
        if (unit != null && unit.spread().pictures() > 0) draw(g, unit, width, height);
    }

    /** Of a unit that pictures move. */
    abstract void draw(GraphicsContext g, OpenedUnit unit, double width, double height);

    /**
     * @param room  below the line, beside the letters of its ends
     * @param lone  height of a bar of one picture, pixels
     * @param color of each bar; one that has another than the data's is seen however few pictures it counts
     * @return where the line lies
     */
    final double bars(GraphicsContext g, ActivationSpread spread, double width, double height, double room, double lone,
                      IntFunction<Ink> color) {
        double floor = Math.floor(height - LETTERS) - room, wide = width / spread.heights().length;
        double most = Arrays.stream(spread.heights()).max().orElse(0);
        for (int i = 0; i < spread.heights().length; i++) {
            Ink ink = color.apply(i);
            if (spread.heights()[i] < .01 && ink == Ink.DATA) continue;
            double tall = Math.max(lone, Math.log1p(spread.heights()[i]) / Math.log1p(most) * (floor - 2));
            g.setFill(ink(ink));
            g.fillRect(i * wide, floor - tall, Math.max(1, wide - 1), tall);
        }
        g.setStroke(ink(Ink.LINE));
        g.setLineWidth(1);
        g.strokeLine(0, floor + .5, width, floor + .5);
        g.setFill(ink(Ink.MUTED));
        g.setFont(Font.font(Figures.FONT, 11.5));
        g.setTextBaseline(VPos.BOTTOM);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(Figures.brief(spread.low()), 0, height + 1);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(Figures.brief(spread.high()), width, height + 1);
        return floor;
    }
}
