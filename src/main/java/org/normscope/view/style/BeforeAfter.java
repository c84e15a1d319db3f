package org.normscope.view.style;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Viewport;
import org.normscope.state.style.ResultView;
import org.normscope.state.style.StyleFrame;
import org.normscope.view.control.PanePlacement;
import org.normscope.view.control.PictureView;

/**
 * A picture before and after: one over the other with a divider between them, or side by side. All parts show the same
 * place at the same magnification.
 */
public final class BeforeAfter extends Region {
    private static final double GAP = 2, ARC = 21;

    private final ImageView before = new ImageView(), after = new ImageView(), veil = new ImageView();
    private final Region line = new Region();
    private final StackPane handle = new StackPane(new FontIcon(MaterialDesignA.ARROW_LEFT_RIGHT));
    private final Circle ring = new Circle();
    /** A border of the region itself would lie under the pictures. */
    private final Region focus = new Region();
    private final Rectangle corners = new Rectangle();
    private final Consumer<ResultView> looking;
    private final Consumer<Boolean> filling;
    private ResultView look;
    private boolean masking;
    private @Nullable StyleFrame frame;

    /**
     * @param look    how it is looked at, to begin with
     * @param looking asks for another look; {@link #setLook} grants it
     * @param filling asks that the picture fills its place, or is seen whole
     */
    BeforeAfter(ResultView look, Consumer<ResultView> looking, Consumer<Boolean> filling) {
        this.look = look;
        this.looking = looking;
        this.filling = filling;
        getStyleClass().addAll("before-after", "focusable");
        line.getStyleClass().add("divider");
        handle.getStyleClass().add("divider-handle");
        handle.setMouseTransparent(true);
        line.setMouseTransparent(true);
        focus.getStyleClass().add("focus-frame");
        focus.setMouseTransparent(true);
        ring.getStyleClass().add("brush-ring");
        ring.setMouseTransparent(true);
        ring.setManaged(false);
        ring.setVisible(false);
        for (ImageView view : new ImageView[] {before, after, veil}) {
            view.setSmooth(true);
            view.setMouseTransparent(true);
            view.setClip(new Rectangle());
        }
        corners.setArcWidth(ARC);
        corners.setArcHeight(ARC);
        setClip(corners);
        getChildren().addAll(after, veil, before, line, handle, ring, focus);
        setMinSize(160, 160);
    }

    Circle ring() {
        return ring;
    }

    void show(@Nullable StyleFrame next) {
        if (next == frame) return;
        if (frame == null || next == null || next.before() != frame.before()) {
            before.setImage(next == null ? null : PictureView.imageOf(next.before()));
        }
        if (frame == null || next == null || next.after() != frame.after()) {
            after.setImage(next == null ? null : PictureView.imageOf(next.after()));
        }
        veil.setImage(next == null || next.veil() == null ? null : PictureView.imageOf(next.veil()));
        frame = next;
        requestLayout();
    }

    /** Null while nothing is shown. */
    @Nullable StyleFrame frame() {
        return frame;
    }

    /** What is shown, by whom knows that something is. */
    StyleFrame shown() {
        return Objects.requireNonNull(frame);
    }

    void setLook(ResultView next) {
        look = next;
        requestLayout();
    }

    ResultView look() {
        return look;
    }

    /** While the mask is painted the result is seen alone, with a veil where the style does not go. */
    void setMasking(boolean next) {
        masking = next;
        requestLayout();
    }

    /** Share of the width that shows the content. */
    double divider() {
        return look.divider();
    }

    void divide(double share) {
        looking.accept(look.withDivider(share));
    }

    boolean dividable() {
        return !look.beside() && !masking && frame != null;
    }

    /** What of the picture is seen. */
    Viewport viewport() {
        return new Viewport(look.zoom() * base(), look.x(), look.y());
    }

    void zoom(Viewport next) {
        looking.accept(look.withZoom(next.zoom() / base(), next.x(), next.y()));
    }

    /** Magnification at which the picture is as the look says, over its just fitting. */
    private double base() {
        if (!look.fills() || frame == null) return 1;
        Rectangle2D area = area(true);
        Pixels picture = frame.after();
        return Math.max(area.getWidth() / picture.width(), area.getHeight() / picture.height()) / fit(picture,
            area.getWidth(), area.getHeight());
    }

    /** Whether the picture fills its place and is cut, or is seen whole. */
    void fill(boolean next) {
        filling.accept(next);
    }

    /** Where one of the two pictures may be drawn. */
    Rectangle2D area(boolean result) {
        double width = Math.max(1, getWidth()), height = Math.max(1, getHeight());
        if (!look.beside() || frame == null) return new Rectangle2D(0, 0, width, height);
        Pixels picture = frame.after();
        double across = fit(picture, (width - GAP) / 2, height), down = fit(picture, width, (height - GAP) / 2);
        if (across >= down) return new Rectangle2D(result ? (width + GAP) / 2 : 0, 0, (width - GAP) / 2, height);
        return new Rectangle2D(0, result ? (height + GAP) / 2 : 0, width, (height - GAP) / 2);
    }

    private static double fit(Pixels picture, double width, double height) {
        return Math.min(width / picture.width(), height / picture.height());
    }

    /** From pixels of the frame to those of this region. */
    PanePlacement placement(boolean result) {
        Rectangle2D area = area(result);
        Pixels picture = shown().after();
        PanePlacement inside = PanePlacement.of(viewport(), picture.width(), picture.height(),
            area.getWidth(), area.getHeight());
        return new PanePlacement(inside.scale(), area.getMinX() + inside.left(), area.getMinY() + inside.top());
    }

    /** Shares of the picture's sides at a place of this region. */
    Point2D shareAt(double x, double y) {
        PanePlacement place = placement(!look.beside() || area(true).contains(x, y));
        Pixels picture = shown().after();
        return new Point2D(place.toMosaicX(x) / picture.width(), place.toMosaicY(y) / picture.height());
    }

    @Override
    protected void layoutChildren() {
        corners.setWidth(getWidth());
        corners.setHeight(getHeight());
        focus.resizeRelocate(0, 0, getWidth(), getHeight());
        boolean divided = dividable();
        line.setVisible(divided);
        handle.setVisible(divided);
        before.setVisible(frame != null && (look.beside() || divided));
        veil.setVisible(masking && frame != null);
        if (frame == null) return;
        Rectangle2D left = area(false), right = area(true);
        double cut = snapPositionX(look.divider() * getWidth());
        lay(before, look.beside() ? left : new Rectangle2D(0, 0, cut, getHeight()), placement(false));
        lay(after, right, placement(true));
        lay(veil, right, placement(true));
        line.resizeRelocate(cut - 1, 0, 2, getHeight());
        handle.autosize();
        handle.relocate(snapPositionX(cut - handle.getWidth() / 2),
            snapPositionY((getHeight() - handle.getHeight()) / 2));
    }

    private void lay(ImageView view, Rectangle2D area, PanePlacement place) {
        view.setFitWidth(shown().after().width() * place.scale());
        view.setFitHeight(shown().after().height() * place.scale());
        view.relocate(place.left(), place.top());
        Rectangle clip = (Rectangle) view.getClip();
        clip.setX(area.getMinX() - place.left());
        clip.setY(area.getMinY() - place.top());
        clip.setWidth(area.getWidth());
        clip.setHeight(area.getHeight());
    }
}
