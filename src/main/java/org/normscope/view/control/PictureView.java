package org.normscope.view.control;

import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/** A small picture that fills its place, cut at the longer side, with round corners. */
public final class PictureView extends Region {
    private final ImageView view = new ImageView();
    private final Rectangle corners = new Rectangle();
    private @Nullable Pixels shown;

    public PictureView(double arc) {
        corners.setArcWidth(arc);
        corners.setArcHeight(arc);
        view.setClip(corners);
        view.setSmooth(true);
        getChildren().add(view);
        setMouseTransparent(true);
    }

    /** @param pixels null for an empty place */
    public void show(@Nullable Pixels pixels) {
        if (pixels == shown) return;
        shown = pixels;
        view.setImage(pixels == null ? null : imageOf(pixels));
        requestLayout();
    }

    public static Image imageOf(Pixels pixels) {
        return new MapImage().paint(pixels, 1);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth(), height = getHeight();
        corners.setWidth(width);
        corners.setHeight(height);
        view.setFitWidth(width);
        view.setFitHeight(height);
        if (shown != null && width > 0 && height > 0) view.setViewport(middle(shown, width / height));
    }

    private static Rectangle2D middle(Pixels shown, double aspect) {
        double width = Math.min(shown.width(), shown.height() * aspect), height = width / aspect;
        return new Rectangle2D((shown.width() - width) / 2, (shown.height() - height) / 2, width, height);
    }
}
