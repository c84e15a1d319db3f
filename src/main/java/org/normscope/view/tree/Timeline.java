package org.normscope.view.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.MapChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.state.tree.TreeModel;
import org.normscope.tree.Tree;
import org.normscope.tree.TreeLayout;
import org.normscope.view.control.Controls;

/**
 * The tree over time: eras across, branches down, a tile a node, lines from where it grew. The wheel moves it, with
 * Control it zooms about the pointer; a drag moves it; arrows walk from tile to tile.
 */
final class Timeline extends Region {
    static final double STEP = 1.2;
    private static final double LEFT = 16, TOP = 74, ACROSS = 118, DOWN = 146, LANE = 26, SMALLEST = .3, LARGEST = 3,
        READABLE = .72;
    private static final PseudoClass GROWN = PseudoClass.getPseudoClass("grown");

    private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
    private final TreeLayout layout = TreeLayout.of(Tree.nodes());
    private final Pane world = new Pane();
    private final Translate moved = new Translate();
    private final Scale scaled = new Scale();
    private final Map<String, NodeTile> tiles = new HashMap<>();
    private final Map<Polyline, String[]> edges = new HashMap<>();
    private final Rectangle clip = new Rectangle();
    private final TreeModel model;
    /** Whether the whole is seen, however small: then it follows the window. */
    private boolean fitted;
    /** Whether nobody has moved it yet: then it is as large as can be read, and follows the window, too. */
    private boolean untouched = true;
    private @Nullable Point2D grabbed;

    Timeline(TreeModel model, Controls controls) {
        this.model = model;
        getStyleClass().add("timeline");
        setMinSize(0, 0);
        setClip(clip);
        world.getTransforms().addAll(moved, scaled);
        world.setManaged(false);
        getChildren().add(world);
        heads(controls);
        for (TreeLayout.Place place : layout.places()) {
            for (String parent : place.node().parents()) world.getChildren().add(edge(layout.place(parent), place));
        }
        for (TreeLayout.Place place : layout.places()) {
            NodeTile tile = new NodeTile(place.node(), controls, () -> model.show(place.node().id()));
            tile.resizeRelocate(x(place.column()), y(place.row()), NodeTile.WIDTH, NodeTile.HEIGHT);
            tiles.put(place.node().id(), tile);
            world.getChildren().add(tile);
        }
        model.thumbnails().addListener((MapChangeListener<String, Pixels>) change ->
            tile(change.getKey()).show(change.getValueAdded()));
        model.thumbnails().forEach((id, pixels) -> tile(id).show(pixels));
        model.settings().addListener((property, old, now) -> {
            select(now.node());
            if (!old.node().equals(now.node())) inSight(now.node());
        });
        select(model.settings().get().node());
        gestures();
    }

    private void heads(Controls controls) {
        for (TreeLayout.Era years : layout.eras()) {
            Label era = new Label(years.label());
            era.getStyleClass().addAll("muted", "tree-words");
            era.relocate(x(years.column()), 12);
            world.getChildren().add(era);
        }
        for (TreeLayout.Place first : layout.firsts()) {
            Label lane = controls.label(first.node().branch().nameKey(), "muted", "tree-words");
            lane.relocate(x(first.column()), y(first.row()) - LANE);
            world.getChildren().add(lane);
        }
    }

    private Polyline edge(TreeLayout.Place parent, TreeLayout.Place child) {
        double from = y(parent.row()) + NodeTile.MIDDLE, to = y(child.row()) + NodeTile.MIDDLE, end = x(child.column()),
            start = parent.column() < child.column() ? x(parent.column()) + NodeTile.WIDTH : end,
            bend = end - (ACROSS - NodeTile.WIDTH) / 2;
        Polyline line = new Polyline(start, from, bend, from, bend, to, end, to);
        line.getStyleClass().add("tree-edge");
        line.setMouseTransparent(true);
        edges.put(line, new String[] {parent.node().id(), child.node().id()});
        return line;
    }

    private static double x(int column) {
        return LEFT + column * ACROSS;
    }

    private static double y(int row) {
        return TOP + row * DOWN;
    }

    private double worldWidth() {
        return x(layout.columns());
    }

    private double worldHeight() {
        return y(layout.rows()) - LANE;
    }

    /** What the chosen node grew from stands out. */
    private void select(String id) {
        Set<String> grown = new HashSet<>();
        grow(id, grown);
        tiles.forEach((node, tile) -> tile.mark(node.equals(id), grown.contains(node)));
        edges.forEach((line, ends) ->
            line.pseudoClassStateChanged(GROWN, grown.contains(ends[0]) && grown.contains(ends[1])));
        edges.keySet().stream().filter(line -> line.getPseudoClassStates().contains(GROWN))
            .forEach(line -> line.setViewOrder(-1));
        edges.keySet().stream().filter(line -> !line.getPseudoClassStates().contains(GROWN))
            .forEach(line -> line.setViewOrder(0));
        tiles.values().forEach(tile -> tile.setViewOrder(-2));
    }

    /** Moves as little as it takes. */
    private void inSight(String id) {
        TreeLayout.Place at = layout.place(id);
        double left = moved.getX() + scale.get() * (x(at.column()) - LEFT), top = moved.getY()
            + scale.get() * (y(at.row())
            - LANE), right = left + scale.get() * (ACROSS + LEFT), bottom = top + scale.get() * DOWN;
        double dx = left < 0 ? -left : Math.min(0, getWidth() - right),
            dy = top < 0 ? -top : Math.min(0, getHeight() - bottom);
        place(scale.get(), moved.getX() + dx, moved.getY() + dy);
    }

    private static void grow(String id, Set<String> grown) {
        if (grown.add(id)) Tree.node(id).parents().forEach(parent -> grow(parent, grown));
    }

    ReadOnlyDoubleProperty scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    /** The whole tree. */
    void fit() {
        fitted = true;
        untouched = false;
        requestLayout();
    }

    /** About the middle. */
    void zoom(double factor) {
        zoom(factor, getWidth() / 2, getHeight() / 2);
    }

    private void zoom(double factor, double x, double y) {
        double next = Math.max(SMALLEST, Math.min(LARGEST, scale.get() * factor)), by = next / scale.get();
        fitted = false;
        untouched = false;
        place(next, x - by * (x - moved.getX()), y - by * (y - moved.getY()));
    }

    private void move(double dx, double dy) {
        fitted = false;
        untouched = false;
        place(scale.get(), moved.getX() + dx, moved.getY() + dy);
    }

    /** Some of the tree always stays in sight. */
    private void place(double next, double x, double y) {
        scale.set(next);
        scaled.setX(next);
        scaled.setY(next);
        moved.setX(within(x, getWidth(), next * worldWidth()));
        moved.setY(within(y, getHeight(), next * worldHeight()));
    }

    private static double within(double at, double room, double size) {
        return Math.min(Math.max(0, room - size) , Math.max(at, Math.min(0, room - size)));
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        if (getWidth() < 1 || getHeight() < 1) return;
        if (fitted || untouched) {
            double whole = Math.min(1.6, Math.min(getWidth() / worldWidth(), getHeight() / worldHeight())),
                next = Math.max(fitted ? SMALLEST : READABLE, whole);
            place(next, Math.max(0, (getWidth() - next * worldWidth()) / 2), 0);
            inSight(model.settings().get().node());
        } else {
            place(scale.get(), moved.getX(), moved.getY());
        }
    }

    private void gestures() {
        addEventHandler(ScrollEvent.SCROLL, event -> {
            if (event.isShortcutDown()) zoom(Math.pow(STEP, event.getDeltaY() / 40), event.getX(), event.getY());
            else move(event.getDeltaX(), event.getDeltaY());
            event.consume();
        });
        addEventHandler(ZoomEvent.ZOOM, event -> zoom(event.getZoomFactor(), event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> grabbed = new Point2D(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (grabbed == null) return;
            move(event.getX() - grabbed.getX(), event.getY() - grabbed.getY());
            grabbed = new Point2D(event.getX(), event.getY());
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> grabbed = null);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() || event.isAltDown()) return;
            switch (event.getCode()) {
                case LEFT -> walk(-1, 0);
                case RIGHT -> walk(1, 0);
                case UP -> walk(0, -1);
                case DOWN -> walk(0, 1);
                default -> { return; }
            }
            event.consume();
        });
    }

    private NodeTile tile(String id) {
        return Objects.requireNonNull(tiles.get(id), id);
    }

    /** To the nearest tile that way; what is aside counts twice. */
    void walk(int across, int down) {
        TreeLayout.Place at = layout.place(model.settings().get().node());
        TreeNode next = null;
        double least = Double.POSITIVE_INFINITY;
        for (TreeLayout.Place place : layout.places()) {
            double dx = place.column() - at.column(), dy = place.row() - at.row();
            double ahead = across * dx + down * dy, aside = Math.abs(down * dx) + Math.abs(across * dy);
            if (ahead <= 0 || ahead + 2 * aside >= least) continue;
            least = ahead + 2 * aside;
            next = place.node();
        }
        if (next == null) return;
        model.show(next.id());
        tile(next.id()).requestFocus();
    }
}
