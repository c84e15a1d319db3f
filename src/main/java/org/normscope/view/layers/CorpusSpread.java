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

/** How many pictures of the corpus move a unit how much, by logarithms; the bars that hold the nine in the accent. */
final class CorpusSpread extends Drawing {
    private static final double LETTERS = 14;

    private @Nullable OpenedUnit unit;

    CorpusSpread() {
        super("corpus-spread");
        setMinHeight(36);
    }

    void show(@Nullable OpenedUnit next) {
        unit = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (unit == null || unit.spread().pictures() == 0) return;
        ActivationSpread spread = unit.spread();
        double floor = Math.floor(height - LETTERS), most = 0, wide = width / spread.heights().length;
        for (double bar : spread.heights()) most = Math.max(most, bar);
        boolean[] ofNine = new boolean[spread.heights().length];
        for (OpenedUnit.Firing patch : unit.patches()) {
            double share = (patch.value() - spread.low()) / (spread.high() - spread.low());
            ofNine[(int) Math.max(0, Math.min(ofNine.length - 1, share * ofNine.length))] = true;
        }
        for (int i = 0; i < ofNine.length; i++) {
            if (spread.heights()[i] < .01 && !ofNine[i]) continue;
            double tall = Math.max(2, Math.log1p(spread.heights()[i]) / Math.log1p(most) * (floor - 2));
            g.setFill(ink(ofNine[i] ? Ink.ACCENT : Ink.DATA));
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
    }
}
