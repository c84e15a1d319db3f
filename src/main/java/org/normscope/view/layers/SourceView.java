package org.normscope.view.layers;

import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.normscope.state.layers.OpenedUnit;
import org.normscope.view.control.PictureView;

/**
 * A picture, whole, with the receptive field of a cell drawn in it; what of that lies in padding reaches past the
 * picture.
 */
final class SourceView extends Region {
    /** Least side of the drawn field: that of the first layers is a few pixels. */
    private static final double LEAST = 5;

    private final ImageView view = new ImageView();
    private final Rectangle field = new Rectangle(), halo = new Rectangle(), clip = new Rectangle();
    private OpenedUnit.@Nullable Source source;

    SourceView() {
        getStyleClass().addAll("source", "inset");
        field.getStyleClass().add("field");
        halo.getStyleClass().add("field-halo");
        view.setSmooth(true);
        getChildren().addAll(view, halo, field);
        setClip(clip);
        setMouseTransparent(true);
    }

    /** @param next null where there is none */
    void show(OpenedUnit.@Nullable Source next) {
        if (next == null || source == null || next.pixels() != source.pixels()) {
            view.setImage(next == null ? null : PictureView.imageOf(next.pixels()));
        }
        source = next;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double room = Math.min(getWidth(), getHeight());
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        field.setVisible(source != null);
        halo.setVisible(source != null);
        if (source == null || room <= 0) return;
        double scale = Math.min(getWidth() / source.pixels().width(), getHeight() / source.pixels().height());
        double width = source.pixels().width() * scale, height = source.pixels().height() * scale;
        double x = (getWidth() - width) / 2, y = (getHeight() - height) / 2;
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.relocate(x, y);
        double wide = Math.max(LEAST, source.width() * width), tall = Math.max(LEAST, source.height() * height);
        double left = x + (source.left() + source.width() / 2) * width - wide / 2,
            top = y + (source.top() + source.height() / 2) * height - tall / 2;
        for (Rectangle drawn : new Rectangle[] {halo, field}) {
            // A field that reaches past the whole place is seen all the same.
            drawn.setX(Math.max(1, left));
            drawn.setY(Math.max(1, top));
            drawn.setWidth(Math.min(getWidth() - 1, left + wide) - drawn.getX());
            drawn.setHeight(Math.min(getHeight() - 1, top + tall) - drawn.getY());
        }
    }
}
