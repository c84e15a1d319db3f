package org.normscope.view.normalize;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;
import org.normscope.color.Mosaic;
import org.normscope.state.desk.Viewport;
import org.normscope.view.control.PanePlacement;

/**
 * Pointer and keys of a mosaic. Moving points at a cell, the wheel and pinching zoom about the pointer, dragging pans,
 * a click selects the pane, a double click shows one unit large or all again. Arrows move the cross-hair cell by cell,
 * with Shift ten cells, with Control they pan; + and - zoom about the cross-hair, 0 fits, Page Up and Down change the
 * unit, Enter is the double click.
 */
final class MosaicGestures {
    private static final double WHEEL_STEP = 1.2, KEY_STEP = 1.5, PAN_STEP = 0.1;

    private final MosaicView view;
    private @Nullable Point2D grabbed;

    private MosaicGestures(MosaicView view) {
        this.view = view;
    }

    static void install(MosaicView view) {
        MosaicGestures gestures = new MosaicGestures(view);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, gestures::point);
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::press);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::drag);
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::click);
        view.addEventHandler(ScrollEvent.SCROLL, gestures::wheel);
        view.addEventHandler(ZoomEvent.ZOOM, event -> {
            gestures.zoom(event.getZoomFactor(), event.getX(), event.getY());
            event.consume();
        });
        view.addEventHandler(KeyEvent.KEY_PRESSED, gestures::key);
    }

    private void point(MouseEvent event) {
        view.spotAt(event.getX(), event.getY()).ifPresent(view.onPoint);
    }

    private void press(MouseEvent event) {
        grabbed = new Point2D(event.getX(), event.getY());
        view.requestFocus();
        view.onSelect.run();
    }

    private void drag(MouseEvent event) {
        if (grabbed == null || view.mosaic().isEmpty() || event.getButton() == MouseButton.SECONDARY) return;
        pan(grabbed.getX() - event.getX(), grabbed.getY() - event.getY());
        grabbed = new Point2D(event.getX(), event.getY());
    }

    private void click(MouseEvent event) {
        boolean twice = event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2
            && event.isStillSincePress();
        if (twice) view.spotAt(event.getX(), event.getY()).ifPresent(view.onToggle);
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() != 0) zoom(Math.pow(WHEEL_STEP, event.getDeltaY() / 40), event.getX(), event.getY());
        event.consume();
    }

    private void zoom(double factor, double paneX, double paneY) {
        view.mosaic().ifPresent(mosaic -> {
            PanePlacement place = view.placement();
            view.viewport().set(view.viewport().get().zoomed(factor,
                place.toMosaicX(paneX) / mosaic.width(), place.toMosaicY(paneY) / mosaic.height()));
        });
    }

    /** By pixels of the screen. */
    private void pan(double dx, double dy) {
        view.mosaic().ifPresent(mosaic -> {
            double scale = view.placement().scale();
            view.viewport().set(view.viewport().get().moved(dx / scale / mosaic.width(), dy / scale / mosaic.height()));
        });
    }

    private void key(KeyEvent event) {
        int far = event.isShiftDown() ? 10 : 1;
        boolean known = true;
        switch (event.getCode()) {
            case LEFT, KP_LEFT -> arrow(event, -far, 0);
            case RIGHT, KP_RIGHT -> arrow(event, far, 0);
            case UP, KP_UP -> arrow(event, 0, -far);
            case DOWN, KP_DOWN -> arrow(event, 0, far);
            case PAGE_UP -> unit(-1);
            case PAGE_DOWN -> unit(1);
            case PLUS, EQUALS, ADD -> zoomAtSpot(KEY_STEP);
            case MINUS, SUBTRACT -> zoomAtSpot(1 / KEY_STEP);
            case DIGIT0, NUMPAD0 -> view.viewport().set(Viewport.FIT);
            case ENTER -> Optional.ofNullable(view.spotProperty().get()).ifPresent(view.onToggle);
            case SPACE -> view.onSelect.run();
            default -> known = false;
        }
        // Undo and its like stay the window's own: Control with anything but an arrow is not ours.
        if (known && (!event.isShortcutDown() || event.getCode().isArrowKey())) event.consume();
    }

    private void arrow(KeyEvent event, int dx, int dy) {
        if (event.isControlDown()) pan(dx * PAN_STEP * view.getWidth(), dy * PAN_STEP * view.getHeight());
        else step(dx, dy);
    }

    /** In the mosaic's own pixels, so that the cross-hair walks from tile to tile; a gap is jumped over. */
    private void step(int dx, int dy) {
        Mosaic mosaic = view.mosaic().orElse(null);
        if (mosaic == null) return;
        Mosaic.Spot at = view.spotProperty().get();
        if (at == null) at = new Mosaic.Spot(mosaic.first(), mosaic.row(), 0);
        int px = mosaic.left(at) + dx, py = mosaic.top(at) + dy;
        for (int jump = 0; jump <= mosaic.gap(); jump++) {
            Optional<Mosaic.Spot> next = mosaic.spotAt(px + jump * Integer.signum(dx), py + jump * Integer.signum(dy));
            if (next.isPresent()) {
                moveTo(mosaic, next.get());
                return;
            }
        }
    }

    private void unit(int by) {
        Mosaic mosaic = view.mosaic().orElse(null);
        Mosaic.Spot at = view.spotProperty().get();
        if (mosaic == null || at == null) return;
        int next = Math.max(mosaic.first(), Math.min(mosaic.first() + mosaic.units() - 1, at.c() + by));
        moveTo(mosaic, new Mosaic.Spot(next, at.y(), at.x()));
    }

    private void moveTo(Mosaic mosaic, Mosaic.Spot spot) {
        view.onPoint.accept(spot);
        double x = (mosaic.left(spot) + 0.5) / mosaic.width();
        double y = (mosaic.top(spot) + 0.5) / mosaic.height();
        view.viewport().set(view.viewport().get().containing(x, y));
    }

    private void zoomAtSpot(double factor) {
        Mosaic mosaic = view.mosaic().orElse(null);
        Mosaic.Spot at = view.spotProperty().get();
        if (mosaic == null) return;
        PanePlacement place = view.placement();
        if (at == null) {
            zoom(factor, view.getWidth() / 2, view.getHeight() / 2);
        } else {
            zoom(factor, place.toPaneX(mosaic.left(at) + 0.5), place.toPaneY(mosaic.top(at) + 0.5));
        }
    }
}
