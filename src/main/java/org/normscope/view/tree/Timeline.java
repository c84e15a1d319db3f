package org.normscope.view.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import org.normscope.node.Branch;
import org.normscope.node.TreeNode;
import org.normscope.state.tree.TreeModel;
import org.normscope.tree.Tree;
import org.normscope.tree.TreeLayout;
import org.normscope.view.control.Controls;

/**
 * The tree over time: eras across, branches down, a tile a node, lines from where it grew. All of it is seen until
 * somebody zooms; letters keep their size, pictures get the room. The wheel moves it, with Control it zooms about the
 * pointer; a drag moves it; arrows walk from tile to tile.
 */
final class Timeline extends Region implements TreeEdges.Places {
    static final double STEP = 1.2;
    /** Of a column and a row at 100 %, pixels. */
    private static final double ACROSS = 118, DOWN = 146, SMALLEST = .3, LARGEST = 3;
    /** Letters' heights: the eras' row, a branch's name, what is between tiles. */
    private static final double HEAD = 2.3, LANE = 1.35, GAP = .35, EDGE = .6;
    /** Letters' heights of the least picture above a name, and above a year, too. */
    private static final double PICTURE = 1.1, DATED = 3.4;
    /** From a line to the next, of the letters' own height: Chinese fonts leave more. */
    private static final double NEXT = 1.18;
    /** All eras are told by their first years alone where a column has fewer letters' heights. */
    private static final double ERA = 4;

    private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
    private final TreeLayout layout = TreeLayout.of(Tree.nodes());
    private final Pane world = new Pane();
    private final Translate moved = new Translate();
    private final Label letter = new Label();
    /** As a tile's name, in the font of the language. */
    private final Label line = new Label("–");
    private final ReadOnlyObjectWrapper<TreeNode> pointed = new ReadOnlyObjectWrapper<>(this, "pointed");
    private final Map<Label, TreeLayout.Era> eras = new LinkedHashMap<>();
    private final Map<Label, TreeLayout.Place> lanes = new LinkedHashMap<>();
    private final Map<String, NodeTile> tiles = new HashMap<>();
    private final TreeEdges edges = new TreeEdges(layout);
    /** The ground of what a network's features made possible, and its first column. */
    private final Region networks = new Region();
    private final int networksFrom = layout.firsts().stream()
        .filter(first -> first.node().branch() == Branch.NETWORKS).mapToInt(TreeLayout.Place::column).min().orElse(0);
    private final Rectangle clip = new Rectangle();
    private final TreeModel model;
    /** Of a column and a row, pixels. */
    private double across = ACROSS, down = DOWN;
    /** Whether the whole is seen: then it follows the window. */
    private boolean fitted = true;
    private @Nullable Point2D grabbed;

    Timeline(TreeModel model, Controls controls) {
        this.model = model;
        getStyleClass().add("timeline");
        setMinSize(0, 0);
        setClip(clip);
        world.getTransforms().add(moved);
        world.setManaged(false);
        line.getStyleClass().add("node-name");
        for (Label measure : new Label[] {letter, line}) {
            measure.setManaged(false);
            measure.fontProperty().addListener(change -> requestLayout());
        }
        getChildren().addAll(letter, line, world);
        networks.getStyleClass().add("tree-networks");
        networks.setManaged(false);
        world.getChildren().add(networks);
        heads(controls);
        world.getChildren().addAll(edges.lines());
        for (TreeLayout.Place place : layout.places()) {
            NodeTile tile = new NodeTile(place.node(), controls, model);
            // As large as its place, whatever is in it.
            tile.setManaged(false);
            tile.hoverProperty().addListener((property, was, now) -> point());
            tile.focusedProperty().addListener((property, was, now) -> point());
            tiles.put(place.node().id(), tile);
            world.getChildren().add(tile);
        }
        model.settings().addListener((property, old, now) -> {
            select(now.node());
            if (!old.node().equals(now.node())) inSight(now.node());
        });
        select(model.settings().get().node());
        gestures();
    }

    private void heads(Controls controls) {
        for (TreeLayout.Era years : layout.eras()) eras.put(words(new Label(years.label())), years);
        for (TreeLayout.Place first : layout.firsts()) {
            lanes.put(words(controls.label(first.node().branch().nameKey())), first);
        }
    }

    private Label words(Label label) {
        label.getStyleClass().addAll("muted", "tree-words");
        world.getChildren().add(label);
        return label;
    }

    private double em() {
        return letter.getFont().getSize();
    }

    private double x(int column) {
        return EDGE * em() + column * across;
    }

    /** Of a tile; the name of its branch is above. */
    private double y(int row) {
        return (HEAD + LANE * firsts(row)) * em() + row * down;
    }

    /** Of rows with a branch's name, down to this one. */
    private long firsts(int row) {
        return layout.firsts().stream().mapToInt(TreeLayout.Place::row).filter(first -> first <= row).distinct()
            .count();
    }

    private double worldWidth() {
        return x(layout.columns()) + (EDGE - GAP) * em();
    }

    private double worldHeight() {
        return y(layout.rows());
    }

    /** What the chosen node grew from stands out. */
    private void select(String id) {
        Set<String> grown = new HashSet<>();
        grow(id, grown);
        tiles.forEach((node, tile) -> tile.mark(node.equals(id), grown.contains(node)));
        edges.mark(grown);
        tiles.values().forEach(tile -> tile.setViewOrder(-2));
    }

    /** Moves as little as it takes. */
    private void inSight(String id) {
        TreeLayout.Place at = layout.place(id);
        double left = moved.getX() + x(at.column()) - EDGE * em(), top = moved.getY() + y(at.row()) - LANE * em(),
            right = left + across + EDGE * em(), bottom = top + down + LANE * em();
        double dx = left < 0 ? -left : Math.min(0, getWidth() - right),
            dy = top < 0 ? -top : Math.min(0, getHeight() - bottom);
        place(moved.getX() + dx, moved.getY() + dy);
    }

    private static void grow(String id, Set<String> grown) {
        if (grown.add(id)) Tree.node(id).parents().forEach(parent -> grow(parent, grown));
    }

    ReadOnlyDoubleProperty scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    /** The pointer comes before the keyboard. */
    private void point() {
        List<TreeNode> nodes = layout.places().stream().map(TreeLayout.Place::node).toList();
        pointed.set(nodes.stream().filter(node -> tile(node.id()).isHover()).findFirst().orElseGet(() ->
            nodes.stream().filter(node -> tile(node.id()).isFocused()).findFirst().orElse(null)));
    }

    /** The node under the pointer, else the one that the keyboard leads; null where there is none. */
    ReadOnlyObjectProperty<TreeNode> pointed() {
        return pointed.getReadOnlyProperty();
    }

    /** The whole tree. */
    void fit() {
        fitted = true;
        requestLayout();
    }

    /** About the middle. */
    void zoom(double factor) {
        zoom(factor, getWidth() / 2, getHeight() / 2);
    }

    private void zoom(double factor, double x, double y) {
        double next = Math.max(SMALLEST, Math.min(LARGEST, scale.get() * factor)), by = next / scale.get();
        fitted = false;
        across *= by;
        down *= by;
        place(x - by * (x - moved.getX()), y - by * (y - moved.getY()));
        requestLayout();
    }

    private void move(double dx, double dy) {
        fitted = false;
        place(moved.getX() + dx, moved.getY() + dy);
    }

    /** Some of the tree always stays in sight. */
    private void place(double x, double y) {
        scale.set(across / ACROSS);
        moved.setX(within(x, getWidth(), worldWidth()));
        moved.setY(within(y, getHeight(), worldHeight()));
    }

    private static double within(double at, double room, double size) {
        return Math.min(Math.max(0, room - size) , Math.max(at, Math.min(0, room - size)));
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        if (getWidth() < 1 || getHeight() < 1) return;
        if (fitted) {
            across = Math.min(LARGEST * ACROSS, (getWidth() - (2 * EDGE - GAP) * em()) / layout.columns());
            down = Math.min(LARGEST * DOWN,
                (getHeight() - (HEAD + LANE * firsts(layout.rows())) * em()) / layout.rows());
        }
        place(fitted ? 0 : moved.getX(), fitted ? 0 : moved.getY());
        double wide = across - GAP * em(), high = down - GAP * em(), words = line.prefHeight(-1),
            next = Math.min(words, NEXT * line.getFont().getSize());
        boolean years = layout.eras().stream().allMatch(era -> era.columns() * across >= ERA * em());
        // As many lines as the longest of the names that have room; what they do not take, the pictures have.
        NodeTile.Lines of = new NodeTile.Lines(words, next);
        int lines = tiles.entrySet().stream()
            .mapToInt(tile -> tile.getValue().lines(wide + 2 * beside(layout.place(tile.getKey()))))
            .filter(taken -> high - of.taken(taken, false) >= PICTURE * em()).max().orElse(0);
        // Where some would be without a name, all are: a tile without one among others looks like a mistake.
        int named = tiles.entrySet().stream().allMatch(tile ->
            tile.getValue().named(wide + 2 * beside(layout.place(tile.getKey())), lines)) ? lines : 0;
        boolean year = high - of.taken(named, true) >= DATED * em();
        tiles.forEach((id, tile) -> {
            TreeLayout.Place at = layout.place(id);
            double beside = beside(at);
            tile.show(wide, high, wide + 2 * beside, named, year, of);
            tile.resizeRelocate(x(at.column()) - beside, y(at.row()), wide + 2 * beside, high);
        });
        edges.draw(this);
        double since = x(networksFrom) - GAP / 2 * em();
        networks.resizeRelocate(since, 0, worldWidth() - since, Math.max(getHeight(), worldHeight()));
        eras.forEach((label, era) -> {
            label.setText(years ? era.label() : String.valueOf(era.from()));
            put(label, x(era.column()), .6 * em());
        });
        lanes.forEach((label, first) -> put(label, x(first.column()), y(first.row()) - LANE * em()));
    }

    /** How far a name may reach over both sides of its tile: into half of a column where nothing stands. */
    private double beside(TreeLayout.Place at) {
        return Math.min(at.column() == 0 ? EDGE * em() : side(at.column() - 1, at.column(), at.row()),
            at.column() == layout.columns() - 1 ? (EDGE - GAP) * em()
                : side(at.column() + 1, at.column() + 1, at.row()));
    }

    /** @param behind the column before which lines between the two come down */
    private double side(int column, int behind, int row) {
        boolean line = edges.passes(behind, row);
        boolean tile = layout.places().stream().anyMatch(place -> place.column() == column && place.row() == row);
        return line ? 0 : tile ? GAP / 2 * em() : across / 2;
    }

    private static void put(Label label, double x, double y) {
        label.autosize();
        label.relocate(x, y);
    }

    @Override
    public double left(int column) { return x(column); }

    @Override
    public double right(int column) { return x(column) + across - GAP * em(); }

    @Override
    public double top(int row) { return y(row); }

    @Override
    public double middle(TreeLayout.Place at) { return y(at.row()) + tile(at.node().id()).middle(); }

    @Override
    public double gap() { return GAP * em(); }

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
