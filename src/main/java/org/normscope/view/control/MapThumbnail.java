package org.normscope.view.control;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/** A small map, whole, as wide as its place: hard edges where it is magnified. */
public final class MapThumbnail extends Region {
    private final Canvas canvas = new Canvas();
    private final MapImage painter = new MapImage();
    private @Nullable Pixels pixels;

    public MapThumbnail() {
        getStyleClass().add("map-thumbnail");
        canvas.setManaged(false);
        getChildren().add(canvas);
        setMinWidth(0);
    }

    public void show(@Nullable Pixels next) {
        pixels = next;
        requestLayout();
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return pixels == null ? 0 : Math.max(0, width) * pixels.height() / pixels.width();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 64;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (pixels == null || getWidth() < 1) return;
        Image image = painter.paint(pixels, Math.max(1, (int) Math.floor(pixels.width() / getWidth())));
        g.setImageSmoothing(image.getWidth() > getWidth());
        g.drawImage(image, 0, 0, getWidth(), getHeight());
    }
}
