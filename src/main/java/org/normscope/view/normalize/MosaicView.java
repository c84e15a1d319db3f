package org.normscope.view.normalize;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.normscope.color.Mosaic;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Viewport;
import org.normscope.view.control.Corners;
import org.normscope.view.control.MapImage;
import org.normscope.view.control.PanePlacement;

/**
 * A mosaic of feature maps on screen: a little magnified they are smoothed, since hard cells would be of unequal width;
 * far magnified cells have hard edges where that is wanted; shrunk ones are averaged. Over it lie the
 * cross-hair, the outline of the cells that share its statistics, and the numbers of the units. All panes share one
 * viewport. See {@link MosaicGestures} for pointer and keys.
 */
public final class MosaicView extends Region {
    private static final double CORNER = 6;
    /** Windows of few cells are drawn at least this large, in pixels of the screen: smaller ones can't be seen. */
    private static final double SMALLEST = 7;
    private static final double SMALLEST_RING = 4, RING_LINE = 1;
    /** From so many pixels of the screen on a cell is seen as one, and may have hard edges. */
    static final double FAR = 4;

    private final ObjectProperty<Viewport> viewport;
    private final ObjectProperty<Outline> outline = new SimpleObjectProperty<>(this, "outline", Outline.NONE);
    private final ObjectProperty<Mosaic.Spot> spot = new SimpleObjectProperty<>(this, "spot");
    private final MapImage painter = new MapImage();
    private final Canvas picture = new Canvas();
    private final CellImage cells = new CellImage();
    private final Path halo = new Path(), line = new Path(), corners = new Path();
    private final Circle ringHalo = new Circle(), ring = new Circle();
    private final UnitNumbers numbers = new UnitNumbers();
    private final Label before = new Label(), after = new Label();
    /** Over the maps, as what lies beside them is cut off. */
    private final Region focus = new Region();
    private final Rectangle clip = new Rectangle();
    private @Nullable Shown shown;
    private @Nullable Reduced reduced;
    private boolean hardCells = true;

    private record Shown(Pixels pixels, Mosaic mosaic) { }

    /** The picture with {@code factor} pixels of a side made one. */
    private record Reduced(Image image, int factor) { }

    Consumer<Mosaic.Spot> onPoint = ignored -> { };
    Consumer<Mosaic.Spot> onToggle = ignored -> { };
    Runnable onSelect = () -> { };

    public MosaicView(ObjectProperty<Viewport> viewport) {
        this.viewport = viewport;
        getStyleClass().add("mosaic");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        setMinSize(40, 40);
        setClip(clip);
        halo.getStyleClass().add("outline-halo");
        line.getStyleClass().add("outline");
        ringHalo.getStyleClass().add("cross-hair-halo");
        ring.getStyleClass().add("cross-hair");
        corners.getStyleClass().add("mosaic-corners");
        corners.setFillRule(FillRule.EVEN_ODD);
        focus.getStyleClass().add("focus-frame");
        getChildren().addAll(picture, halo, line, numbers, ringHalo, ring, corners, before, after, focus);
        for (Label label : List.of(before, after)) label.getStyleClass().add("elsewhere");
        getChildren().forEach(child -> child.setManaged(false));
        getChildren().forEach(child -> child.setMouseTransparent(true));
        InvalidationListener lay = ignored -> requestLayout();
        List.of(viewport, outline, spot).forEach(property -> property.addListener(lay));
    }

    /** Replaces what is shown. */
    public void show(Pixels nextPixels, Mosaic nextMosaic) {
        shown = new Shown(nextPixels, nextMosaic);
        reduced = null;
        requestLayout();
    }

    /** Whether cells have hard edges when zoomed in. */
    void setHardCells(boolean hard) {
        if (hard == hardCells) return;
        hardCells = hard;
        requestLayout();
    }

    /** Says at the edges what of the outlined set is not in this mosaic; empty where there is nothing to say. */
    void tellOthers(String earlier, String later) {
        before.setText(earlier);
        after.setText(later);
        requestLayout();
    }

    public ObjectProperty<Outline> outlineProperty() {
        return outline;
    }

    /** The cell under the cross-hair; null where there is none. */
    public ObjectProperty<Mosaic.Spot> spotProperty() {
        return spot;
    }

    ObjectProperty<Viewport> viewport() {
        return viewport;
    }

    Optional<Mosaic> mosaic() {
        return Optional.ofNullable(shown).map(Shown::mosaic);
    }

    /** Where the mosaic lies on screen, for whom knows that there is one. */
    PanePlacement placement() {
        return placement(Objects.requireNonNull(shown).mosaic);
    }

    private PanePlacement placement(Mosaic mosaic) {
        return PanePlacement.of(viewport.get(), mosaic.width(), mosaic.height(), Math.max(1, getWidth()),
            Math.max(1, getHeight()));
    }

    /** The cell under a point of this view. */
    Optional<Mosaic.Spot> spotAt(double paneX, double paneY) {
        if (shown == null) return Optional.empty();
        PanePlacement place = placement(shown.mosaic);
        return shown.mosaic.spotAt((int) Math.floor(place.toMosaicX(paneX)), (int) Math.floor(place.toMosaicY(paneY)));
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        Shown now = shown;
        boolean empty = now == null || getWidth() < 1 || getHeight() < 1;
        getChildren().forEach(child -> child.setVisible(!empty));
        if (now == null || empty) return;
        focus.resize(getWidth(), getHeight());
        PanePlacement place = placement(now.mosaic);
        layPicture(now.pixels, place);
        trace(place);
        layRing(now.mosaic, place);
        numbers.lay(now.mosaic, place, getWidth(), getHeight(), spot.get());
        layCorners(now.mosaic, place);
        layElsewhere(now.mosaic, place);
    }

    private Reduced reduced(Pixels pixels, int factor) {
        Reduced known = reduced;
        if (known != null && known.factor == factor) return known;
        Reduced next = new Reduced(painter.paint(pixels, factor), factor);
        reduced = next;
        return next;
    }

    private void layPicture(Pixels pixels, PanePlacement place) {
        double dots = getScene() == null || getScene().getWindow() == null ? 1
            : getScene().getWindow().getOutputScaleX();
        int factor = Math.max(1, (int) Math.floor(1 / (place.scale() * dots) + 0.05));
        Image image = reduced(pixels, factor).image;
        picture.setWidth(getWidth());
        picture.setHeight(getHeight());
        GraphicsContext g = picture.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        double size = place.scale() * factor;
        double x0 = Math.max(0, Math.floor(-place.left() / size)),
            x1 = Math.min(MapImage.reduced(pixels.width(), factor), Math.ceil((getWidth() - place.left()) / size));
        double y0 = Math.max(0, Math.floor(-place.top() / size)),
            y1 = Math.min(MapImage.reduced(pixels.height(), factor), Math.ceil((getHeight() - place.top()) / size));
        double dotsOfCell = size * dots, whole = Math.rint(dotsOfCell);
        boolean hard = hardCells && dotsOfCell >= FAR;
        // An image view smooths whatever it is told; a canvas does not.
        g.setImageSmoothing(Math.abs(dotsOfCell - whole) > 1e-6 || whole > 1 && !hard);
        double left = place.left() + x0 * size, top = place.top() + y0 * size;
        if (!hard || !g.isImageSmoothing()) {
            g.drawImage(image, x0, y0, x1 - x0, y1 - y0, left, top, (x1 - x0) * size, (y1 - y0) * size);
        } else {
            // Enlarged by a whole number, then smoothly made a little smaller: every cell is as wide as the next.
            Image enlarged = cells.enlarged(pixels, (int) x0, (int) y0, (int) Math.min(x1, pixels.width()),
                (int) Math.min(y1, pixels.height()), (int) Math.ceil(dotsOfCell));
            g.drawImage(enlarged, left, top, (x1 - x0) * size, (y1 - y0) * size);
        }
    }

    private void trace(PanePlacement place) {
        line.getElements().clear();
        for (List<Point2D> loop : outline.get().loops()) append(loop, place);
        halo.getElements().setAll(line.getElements());
    }

    private void append(List<Point2D> loop, PanePlacement place) {
        double growX = 0, growY = 0, middleX = 0, middleY = 0;
        if (loop.size() == 4) {
            Point2D a = loop.get(0), c = loop.get(2);
            growX = Math.max(0, SMALLEST - (c.getX() - a.getX()) * place.scale()) / 2;
            growY = Math.max(0, SMALLEST - (c.getY() - a.getY()) * place.scale()) / 2;
            middleX = (a.getX() + c.getX()) / 2;
            middleY = (a.getY() + c.getY()) / 2;
        }
        for (int i = 0; i < loop.size(); i++) {
            Point2D p = loop.get(i);
            double x = inside(place.toPaneX(p.getX()) + growX * Math.signum(p.getX() - middleX), getWidth());
            double y = inside(place.toPaneY(p.getY()) + growY * Math.signum(p.getY() - middleY), getHeight());
            line.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
        line.getElements().add(new ClosePath());
    }

    /** A line on the very edge would be cut in half by the clip; one far outside need not be drawn far outside. */
    private static double inside(double value, double size) {
        if (value >= -1 && value <= 1) return 1;
        if (value >= size - 1 && value <= size + 1) return size - 1;
        return Math.max(-20, Math.min(size + 20, value));
    }

    private void layRing(Mosaic mosaic, PanePlacement place) {
        Mosaic.Spot at = spot.get();
        boolean here = at != null && mosaic.shows(at);
        ring.setVisible(here);
        ringHalo.setVisible(here);
        if (!here) return;
        double radius = Math.max(SMALLEST_RING, place.scale() * 0.75), around = radius + RING_LINE;
        double x = kept(place.toPaneX(mosaic.left(at) + 0.5), around, place.toPaneX(mosaic.left(at.c())),
            place.toPaneX(mosaic.left(at.c()) + mosaic.tileWidth()));
        double y = kept(place.toPaneY(mosaic.top(at) + 0.5), around, place.toPaneY(mosaic.top(at.c())),
            place.toPaneY(mosaic.top(at.c()) + mosaic.tileHeight()));
        for (Circle circle : List.of(ring, ringHalo)) {
            circle.setCenterX(x);
            circle.setCenterY(y);
            circle.setRadius(radius);
        }
    }

    /** A ring within its unit's map: over the edge it would seem to be about two units. The cell stays inside of it. */
    private static double kept(double middle, double radius, double from, double to) {
        return to - from < 2 * radius ? middle : Math.max(from + radius, Math.min(to - radius, middle));
    }

    /** In the maps' lower corners, as far as these are seen. */
    private void layElsewhere(Mosaic mosaic, PanePlacement place) {
        double left = Math.max(0, place.left()), right = Math.min(getWidth(), place.toPaneX(mosaic.width())),
            bottom = Math.min(getHeight(), place.toPaneY(mosaic.height()));
        for (Label label : List.of(before, after)) {
            label.setVisible(!label.getText().isEmpty());
            label.autosize();
            double x = label == before ? left + 4 : Math.max(0, right - label.getWidth() - 4);
            label.relocate(Math.round(x), Math.round(bottom - label.getHeight() - 4));
        }
        // Side by side where both have room, else one above the other.
        if (before.isVisible() && after.isVisible()
            && before.getLayoutX() + before.getWidth() + 4 > after.getLayoutX()) {
            before.setLayoutY(after.getLayoutY() - before.getHeight() - 2);
        }
    }

    /** Rounds the corners by painting the pane's colour over them: a rounded clip would cost a copy of every frame. */
    private void layCorners(Mosaic mosaic, PanePlacement place) {
        double x0 = Math.max(0, place.left()), x1 = Math.min(getWidth(), place.toPaneX(mosaic.width()));
        double y0 = Math.max(0, place.top()), y1 = Math.min(getHeight(), place.toPaneY(mosaic.height()));
        double arc = Math.min(CORNER, Math.min(x1 - x0, y1 - y0) / 2);
        corners.getElements().clear();
        Corners.append(corners.getElements(), x0 - 2, y0 - 2, x1 + 2, y1 + 2, 0);
        Corners.append(corners.getElements(), x0, y0, x1, y1, arc);
    }
}
