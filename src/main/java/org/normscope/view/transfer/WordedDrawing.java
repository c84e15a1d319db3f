package org.normscope.view.transfer;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import org.normscope.view.control.Drawing;

/** A drawing with words in it: in the letters of the language, and as large as the theme has them. */
abstract class WordedDrawing extends Drawing {
    /** Size of the letters that a drawing's lengths are meant for. */
    private static final double PLAIN = 13;

    /** Its font is that of the theme and the language. */
    private final Label letter = new Label();

    WordedDrawing(String styleClass) {
        super(styleClass);
        letter.setManaged(false);
        letter.setVisible(false);
        letter.fontProperty().addListener(change -> redraw());
        getChildren().add(letter);
    }

    @Override
    protected final void draw(GraphicsContext g, double width, double height) {
        double scale = letter.getFont().getSize() / PLAIN;
        g.save();
        g.scale(scale, scale);
        drawn(g, width / scale, height / scale);
        g.restore();
    }

    /** Draws as if letters had their plain size. */
    protected abstract void drawn(GraphicsContext g, double width, double height);

    protected final Font letters(double size) {
        return Font.font(letter.getFont().getFamily(), size);
    }
}
