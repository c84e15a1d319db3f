package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Slider;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.normscope.view.style.MixPad;

/** The ring around the control that has the focus, as it can be told from what is there without it. */
final class FocusRing {
    private static final int AROUND = 6, THUMB = 24, LAYOUTS = 2;
    private static final Rectangle2D CORNER = new Rectangle2D(0, 0, 1, 1);
    /** Between a ring and what was there before: what WCAG 2.2 asks for. */
    private static final double CONTRAST = 3;

    private final WindowFrame frame;

    FocusRing(WindowFrame frame) {
        this.frame = frame;
    }

    /** Pixels at a control that stand out while it has the focus. Asked on the JavaFX thread. */
    int pixels(Node node) {
        settle();
        Bounds box = frame.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        Rectangle2D area = new Rectangle2D(Math.floor(box.getMinX()) - AROUND, Math.floor(box.getMinY()) - AROUND,
            Math.ceil(box.getWidth()) + 2 * AROUND, Math.ceil(box.getHeight()) + 2 * AROUND);
        assertTrue(node.getPseudoClassStates().contains(PseudoClass.getPseudoClass("focus-visible")), name(node));
        PixelReader with = picture(area).getPixelReader();
        node.getScene().getRoot().requestFocus();
        PixelReader without = picture(area).getPixelReader();
        node.requestFocus();
        int seen = 0;
        for (int y = 0; y < area.getHeight(); y++) {
            for (int x = 0; x < area.getWidth(); x++) {
                if (with.getArgb(x, y) == without.getArgb(x, y)) continue;
                if (contrast(with.getColor(x, y), without.getColor(x, y)) >= CONTRAST) seen++;
            }
        }
        return seen;
    }

    /** What has just come moves others until it has been laid out. */
    void settle() {
        for (int i = 0; i < LAYOUTS; i++) picture(CORNER);
    }

    /** Styled and laid out as a pulse would do it. */
    private WritableImage picture(Rectangle2D area) {
        SnapshotParameters place = new SnapshotParameters();
        place.setViewport(area);
        return frame.snapshot(place, null);
    }

    /** Of two colours, as WCAG has it. */
    static double contrast(Color a, Color b) {
        double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
            + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double level) {
        return level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4);
    }

    /** A quarter of the way round; a slider and the pad mark what moves in them. */
    static double least(Node node) {
        Bounds box = node.getLayoutBounds();
        return node instanceof Slider || node instanceof MixPad ? THUMB : (box.getWidth() + box.getHeight()) / 2;
    }

    static String name(Node node) {
        return node.getClass().getSimpleName() + " " + node.getStyleClass() + " " + node.getAccessibleText();
    }
}
