package org.normscope.view.style;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.PanePlacement;

/**
 * The hand that paints a mask on the result: by dragging, or by the keyboard, where arrows move the brush and Space
 * puts it down and lifts it.
 */
final class MaskHand {
    private static final double KEY_STEP = 0.02;

    private final BeforeAfter view;
    private final StyleModel model;
    private double x = 0.5, y = 0.5;
    private boolean down;

    MaskHand(BeforeAfter view, StyleModel model) {
        this.view = view;
        this.model = model;
    }

    boolean on() {
        return model.settings().get().brush().on() && view.frame() != null;
    }

    void point(double viewX, double viewY) {
        Point2D share = view.shareAt(viewX, viewY);
        move(share.getX(), share.getY());
    }

    private void move(double nextX, double nextY) {
        x = Math.max(0, Math.min(1, nextX));
        y = Math.max(0, Math.min(1, nextY));
        ring(true);
    }

    void draw(double viewX, double viewY) {
        point(viewX, viewY);
        if (down) model.extendStroke(x, y);
    }

    void put() {
        down = true;
        model.beginStroke(x, y);
    }

    void lift() {
        if (!down) return;
        down = false;
        model.endStroke();
    }

    void leave() {
        if (!down) ring(view.isFocused());
    }

    void focus(boolean focused) {
        ring(focused);
        if (!focused) lift();
    }

    /** @return whether the key was the hand's */
    boolean key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (!on() || event.isShortcutDown()) return false;
        if (code == KeyCode.SPACE) {
            if (down) lift();
            else put();
        } else if (code.isArrowKey()) {
            move(x + (code == KeyCode.RIGHT ? KEY_STEP : code == KeyCode.LEFT ? -KEY_STEP : 0),
                y + (code == KeyCode.DOWN ? KEY_STEP : code == KeyCode.UP ? -KEY_STEP : 0));
            if (down) model.extendStroke(x, y);
        } else {
            return false;
        }
        event.consume();
        return true;
    }

    /** The brush as large as it paints. */
    void ring(boolean shown) {
        view.ring().setVisible(shown && on());
        if (!on()) return;
        PanePlacement place = view.placement(true);
        int width = view.shown().after().width(), height = view.shown().after().height();
        view.ring().setCenterX(place.toPaneX(x * width));
        view.ring().setCenterY(place.toPaneY(y * height));
        view.ring().setRadius(
            Math.max(2, model.settings().get().brush().radius() * Math.min(width, height) * place.scale()));
    }
}
