package org.normscope.view;

import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.normscope.image.Pixels;

/** A small map, whole, as wide as its place: hard edges where it is magnified. */
final class MapThumbnail extends Region {
    private final ImageView view = new ImageView();
    private final MapImage painter = new MapImage();
    private Pixels pixels;

    MapThumbnail() {
        getStyleClass().add("map-thumbnail");
        getChildren().add(view);
        setMinWidth(0);
    }

    void show(Pixels next) {
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
        view.setVisible(pixels != null && getWidth() >= 1);
        if (!view.isVisible()) return;
        Image image = painter.paint(pixels, Math.max(1, (int) Math.floor(pixels.width() / getWidth())));
        view.setImage(image);
        view.setSmooth(image.getWidth() > getWidth());
        view.setFitWidth(getWidth());
        view.setFitHeight(getHeight());
    }
}
