package org.normscope.view.normalize;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.normscope.image.Pixels;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;

/**
 * The picture as the network sees it, to be painted on: by dragging, or by the keyboard, where arrows move the brush
 * and Space puts it down and lifts it.
 */
public final class PaintArea extends Region {
    private static final double KEY_STEP = 0.02;

    private final NormalizeModel model;
    private final ImageView view = new ImageView();
    private final Circle ring = new Circle();
    private double x = 0.5, y = 0.5;
    private boolean down;

    PaintArea(Controls controls, NormalizeModel model) {
        this.model = model;
        getStyleClass().addAll("paint-area", "focusable");
        controls.named(this, controls.texts().of("brush.area"));
        ring.getStyleClass().add("brush-ring");
        ring.setMouseTransparent(true);
        ring.setManaged(false);
        ring.setVisible(false);
        setCursor(Cursor.CROSSHAIR);
        getChildren().addAll(view, ring);
        setMinSize(120, 120);
        model.seen().addListener((property, old, pixels) -> show(pixels));
        model.settings().addListener((property, old, settings) -> ring());
        show(model.seen().get());
        listen();
    }

    private void listen() {
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            at(event);
            put();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            at(event);
            if (down) model.extendStroke(x, y);
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> lift());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::at);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> ring.setVisible(isFocused()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((property, was, focused) -> {
            ring.setVisible(focused);
            if (!focused) lift();
        });
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.SPACE) {
            if (down) lift();
            else put();
        } else if (code.isArrowKey()) {
            move(x + (code == KeyCode.RIGHT ? KEY_STEP : code == KeyCode.LEFT ? -KEY_STEP : 0),
                y + (code == KeyCode.DOWN ? KEY_STEP : code == KeyCode.UP ? -KEY_STEP : 0));
            if (down) model.extendStroke(x, y);
        } else {
            return;
        }
        event.consume();
    }

    private void put() {
        if (model.seen().get() == null) return;
        down = true;
        model.beginStroke(x, y);
    }

    private void lift() {
        if (down) model.endStroke();
        down = false;
    }

    private void at(MouseEvent event) {
        Point2D origin = view.getBoundsInParent().isEmpty() ? Point2D.ZERO
            : new Point2D(view.getLayoutX(), view.getLayoutY());
        move((event.getX() - origin.getX()) / view.getFitWidth(), (event.getY() - origin.getY()) / view.getFitHeight());
        ring.setVisible(true);
    }

    private void move(double nextX, double nextY) {
        x = Math.max(0, Math.min(1, nextX));
        y = Math.max(0, Math.min(1, nextY));
        ring();
    }

    private void ring() {
        double radius = model.settings().get().brush().radius();
        ring.setCenterX(view.getLayoutX() + x * view.getFitWidth());
        ring.setCenterY(view.getLayoutY() + y * view.getFitHeight());
        ring.setRadius(Math.max(2, radius * Math.min(view.getFitWidth(), view.getFitHeight())));
    }

    private void show(Pixels pixels) {
        view.setImage(pixels == null ? null : PictureView.imageOf(pixels));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        Pixels seen = model.seen().get();
        if (seen == null) return;
        double scale = Math.min(getWidth() / seen.width(), getHeight() / seen.height());
        double width = seen.width() * scale, height = seen.height() * scale;
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.relocate(snapPositionX((getWidth() - width) / 2), snapPositionY((getHeight() - height) / 2));
        ring();
    }
}
