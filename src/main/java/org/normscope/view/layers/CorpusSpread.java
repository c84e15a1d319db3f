package org.normscope.view.layers;

import javafx.scene.canvas.GraphicsContext;
import org.normscope.state.layers.ActivationSpread;
import org.normscope.state.layers.OpenedUnit;

/** With the bars that hold the nine in the accent. */
final class CorpusSpread extends SpreadDrawing {
    CorpusSpread() {
        super("corpus-spread", 36);
    }

    @Override
    void draw(GraphicsContext g, OpenedUnit unit, double width, double height) {
        ActivationSpread spread = unit.spread();
        boolean[] ofNine = new boolean[spread.heights().length];
        for (OpenedUnit.Firing patch : unit.patches()) {
            double share = (patch.value() - spread.low()) / (spread.high() - spread.low());
            ofNine[(int) Math.max(0, Math.min(ofNine.length - 1, share * ofNine.length))] = true;
        }
        bars(g, spread, width, height, 0, 2, i -> ofNine[i] ? Ink.ACCENT : Ink.DATA);
    }
}
