package org.normscope.view.tree;

import javafx.geometry.Orientation;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.normscope.image.Pixels;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.control.PictureView;

/** A picture as it was and as it is, with a divider between them that a drag or the arrows move. */
final class DividedPicture extends Region {
    private static final double STEP = .02, HIGHEST = 1.1;

    private final ImageView before = new ImageView(), after = new ImageView();
    private final Region line = new Region();
    private final StackPane handle = new StackPane(new FontIcon(MaterialDesignA.ARROW_LEFT_RIGHT));
    private final Rectangle left = new Rectangle();
    private final NumberSlider.Gesture gesture;
    private @Nullable Pixels was, is;
    private double divider = .5;

    /** @param gesture told where the divider shall be, a share of the width */
    DividedPicture(NumberSlider.Gesture gesture) {
        this.gesture = gesture;
        getStyleClass().addAll("divided-picture", "focusable");
        line.getStyleClass().add("tree-divider");
        handle.getStyleClass().add("tree-handle");
        before.setClip(left);
        getChildren().addAll(after, before, line, handle);
        for (javafx.scene.Node part : getChildren()) part.setMouseTransparent(true);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            gesture.begin();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> moveTo(event.getX() / getWidth()));
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> gesture.end());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() != KeyCode.LEFT && event.getCode() != KeyCode.RIGHT || event.isShortcutDown()) return;
            gesture.begin();
            moveTo(divider + (event.getCode() == KeyCode.LEFT ? -STEP : STEP));
            gesture.end();
            event.consume();
        });
    }

    private void moveTo(double share) {
        if (was != null) gesture.move(Math.max(0, Math.min(1, share)));
    }

    /** @param old null where there is nothing to compare with: of another size, or nothing at all */
    void show(@Nullable Pixels old, @Nullable Pixels now) {
        Pixels comparable = old != null && now != null && old.width() == now.width() && old.height() == now.height()
            ? old : null;
        if (comparable != was) before.setImage(comparable == null ? null : PictureView.imageOf(comparable));
        if (now != is) after.setImage(now == null ? null : PictureView.imageOf(now));
        was = comparable;
        is = now;
        requestLayout();
    }

    void divide(double share) {
        divider = share;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (is == null || width <= 0) return 200;
        return Math.min(HIGHEST * width, width * is.height() / is.width());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected void layoutChildren() {
        boolean divided = was != null;
        for (Region part : new Region[] {line, handle}) part.setVisible(divided);
        if (is == null) return;
        double scale = Math.min(getWidth() / is.width(), getHeight() / is.height()), width = scale * is.width(),
            height = scale * is.height(), x = (getWidth() - width) / 2, y = (getHeight() - height) / 2;
        for (ImageView view : new ImageView[] {before, after}) {
            view.setFitWidth(width);
            view.setFitHeight(height);
            view.relocate(x, y);
        }
        double cut = snapPositionX(divider * getWidth());
        left.setWidth(Math.max(0, cut - x));
        left.setHeight(height);
        line.resizeRelocate(cut - 1, y, 2, height);
        handle.autosize();
        handle.relocate(cut - handle.getWidth() / 2, y + (height - handle.getHeight()) / 2);
    }
}
