package org.normscope.view.style;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.PanePlacement;

/**
 * Pointer and keys of a picture before and after. Dragging the divider moves it, dragging elsewhere pans, the wheel and
 * pinching zoom about the pointer, a double click shows all or fills. Arrows move the divider, with Control they pan; +
 * and - zoom, 0 shows all. While a mask is painted the hand paints instead, see {@link MaskHand}.
 */
final class BeforeAfterGestures {
    private static final double NEAR = 16, WHEEL_STEP = 1.2, KEY_STEP = 1.25, DIVIDER_STEP = 0.02, PAN_STEP = 0.1;

    private final BeforeAfter view;
    private final MaskHand hand;
    private final StyleModel model;
    /** Where the pointer was last of a drag that began on the picture; null outside of one. */
    private @Nullable Point2D grabbed;
    private boolean dividing;

    private BeforeAfterGestures(BeforeAfter view, MaskHand hand, StyleModel model) {
        this.view = view;
        this.hand = hand;
        this.model = model;
    }

    static void install(BeforeAfter view, MaskHand hand, StyleModel model) {
        BeforeAfterGestures gestures = new BeforeAfterGestures(view, hand, model);
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::press);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::drag);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> gestures.release());
        view.addEventHandler(MouseEvent.MOUSE_MOVED, gestures::move);
        view.addEventHandler(MouseEvent.MOUSE_EXITED, event -> hand.leave());
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::click);
        view.addEventHandler(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() != 0) {
                gestures.zoom(Math.pow(WHEEL_STEP, event.getDeltaY() / 40), event.getX(), event.getY());
            }
            event.consume();
        });
        view.addEventHandler(ZoomEvent.ZOOM, event -> {
            gestures.zoom(event.getZoomFactor(), event.getX(), event.getY());
            event.consume();
        });
        view.addEventHandler(KeyEvent.KEY_PRESSED, gestures::key);
        view.focusedProperty().addListener((property, was, focused) -> hand.focus(focused));
    }

    private boolean nearDivider(double x) {
        return view.dividable() && Math.abs(x - view.divider() * view.getWidth()) < NEAR;
    }

    private void move(MouseEvent event) {
        if (hand.on()) hand.point(event.getX(), event.getY());
        view.setCursor(hand.on() ? Cursor.CROSSHAIR : nearDivider(event.getX()) ? Cursor.H_RESIZE : Cursor.OPEN_HAND);
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        if (view.frame() == null) return;
        grabbed = new Point2D(event.getX(), event.getY());
        dividing = nearDivider(event.getX());
        if (hand.on() && event.getButton() == MouseButton.PRIMARY) {
            hand.point(event.getX(), event.getY());
            hand.put();
        } else {
            model.beginDrag();
        }
    }

    private void release() {
        hand.lift();
        if (grabbed != null) model.endDrag();
        grabbed = null;
    }

    private void drag(MouseEvent event) {
        if (view.frame() == null || grabbed == null) return;
        if (hand.on() && event.getButton() == MouseButton.PRIMARY) hand.draw(event.getX(), event.getY());
        else if (dividing) view.divide(event.getX() / view.getWidth());
        else pan(grabbed.getX() - event.getX(), grabbed.getY() - event.getY());
        grabbed = new Point2D(event.getX(), event.getY());
    }

    private void click(MouseEvent event) {
        boolean twice = event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2
            && event.isStillSincePress();
        if (twice && !hand.on() && !nearDivider(event.getX())) view.fill(!view.look().fills());
    }

    private void zoom(double factor, double x, double y) {
        if (view.frame() == null) return;
        Point2D share = view.shareAt(x, y);
        view.zoom(view.viewport().zoomed(factor, share.getX(), share.getY()));
    }

    /** By pixels of the screen. */
    private void pan(double dx, double dy) {
        PanePlacement place = view.placement(true);
        view.zoom(view.viewport().moved(dx / place.scale() / view.shown().after().width(),
            dy / place.scale() / view.shown().after().height()));
    }

    private void key(KeyEvent event) {
        if (view.frame() == null || hand.key(event)) return;
        boolean known = true;
        switch (event.getCode()) {
            case LEFT -> arrow(event, -1, 0);
            case RIGHT -> arrow(event, 1, 0);
            case UP -> arrow(event, 0, -1);
            case DOWN -> arrow(event, 0, 1);
            case HOME -> view.divide(0);
            case END -> view.divide(1);
            case PLUS, EQUALS, ADD -> zoom(KEY_STEP, view.getWidth() / 2, view.getHeight() / 2);
            case MINUS, SUBTRACT -> zoom(1 / KEY_STEP, view.getWidth() / 2, view.getHeight() / 2);
            case DIGIT0, NUMPAD0 -> view.fill(false);
            case ENTER -> view.fill(!view.look().fills());
            default -> known = false;
        }
        // Undo and its like stay the window's own: Control with anything but an arrow is not ours.
        if (known && (!event.isShortcutDown() || event.getCode().isArrowKey())) event.consume();
    }

    private void arrow(KeyEvent event, int dx, int dy) {
        if (event.isControlDown()) pan(dx * PAN_STEP * view.getWidth(), dy * PAN_STEP * view.getHeight());
        else if (view.dividable()) view.divide(view.divider() + dx * DIVIDER_STEP);
    }
}
