package org.normscope.view.control;

import java.awt.RenderingHints;
import javafx.scene.canvas.GraphicsContext;
import org.jfree.fx.FXGraphics2D;

/**
 * Java2D on a canvas, filling the outlines of glyphs instead of asking the toolkit for a font of the same name: the
 * fonts of mathematics are known to Java2D only.
 */
final class EquationGraphics extends FXGraphics2D {
    EquationGraphics(GraphicsContext g) {
        super(g);
        setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    @Override
    public void drawString(String text, float x, float y) {
        fill(getFont().createGlyphVector(getFontRenderContext(), text).getOutline(x, y));
    }
}
