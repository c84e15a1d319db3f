package org.normscope.view.frame;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.normscope.view.control.Controls;

/**
 * Where a network is cut, drawn on the strip of its layers: a cool ground below those that stay as they are, a warm one
 * below the rest, between them a line with a handle. The handle is dragged from column to column; the keys of the strip
 * go from layer to layer.
 */
final class StripCut extends Region {
    /** The room at the cut beside what is between columns anyway, and of the grounds around theirs, pixels. */
    private static final double GAP = 26, RIM = 4;
    /** By how much the strip moves on while the pointer is beyond its edge. */
    private static final double STEP = 0.03;

    private final List<Node> columns;
    private final ScrollPane scroll;
    private final Region kept = new Region(), made = new Region(), line = new Region();
    private final StackPane handle = new StackPane(new FontIcon(MaterialDesignA.ARROW_LEFT_RIGHT));
    private int behind = -1;
    /** Where it would be if the button were let go; -1 while it is not dragged. */
    private int dragged = -1;

    /**
     * @param columns by layer, what it stands in; kept up by who lays them
     * @param choose  told the layer behind which the user cuts
     */
    StripCut(Controls controls, List<Node> columns, ScrollPane scroll, IntConsumer choose) {
        this.columns = columns;
        this.scroll = scroll;
        setManaged(false);
        setPickOnBounds(false);
        getStyleClass().add("strip-cut");
        kept.getStyleClass().add("kept");
        made.getStyleClass().add("made");
        line.getStyleClass().add("cut-line");
        for (Region ground : List.of(kept, made, line)) ground.setMouseTransparent(true);
        for (Region part : List.of(kept, made, line, handle)) part.setManaged(false);
        handle.getStyleClass().add("cut-handle");
        handle.setCursor(Cursor.H_RESIZE);
        controls.about(handle, "strip.cut");
        getChildren().addAll(kept, made, line, handle);
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        handle.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> {
            int chosen = dragged;
            dragged = -1;
            event.consume();
            getParent().requestLayout();
            if (chosen >= 0 && chosen != behind) choose.accept(chosen);
        });
    }

    /** @param layer behind which the network is cut; -1 for nowhere */
    void show(int layer) {
        behind = layer;
        dragged = -1;
        setVisible(layer >= 0);
        for (Node column : columns) HBox.setMargin(column, null);
        if (layer >= 0) HBox.setMargin(columns.get(layer), new Insets(0, GAP, 0, 0));
    }

    private void drag(MouseEvent event) {
        event.consume();
        double x = scroll.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        if (x < 0) scroll.setHvalue(scroll.getHvalue() - STEP);
        if (x > scroll.getWidth()) scroll.setHvalue(scroll.getHvalue() + STEP);
        double at = getParent().sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        int nearest = -1;
        for (int i = 0; i + 1 < columns.size(); i++) {
            if (columns.get(i) == columns.get(i + 1)) continue;
            if (nearest < 0 || Math.abs(end(i) - at) < Math.abs(end(nearest) - at)) nearest = i;
        }
        if (nearest == dragged) return;
        dragged = nearest;
        // It is laid by the row, which it asks itself: what is not managed tells its parent nothing.
        getParent().requestLayout();
    }

    private double end(int layer) {
        return columns.get(layer).getBoundsInParent().getMaxX();
    }

    /** After the columns have their places: over the whole row. */
    void lay(double width, double height) {
        if (behind < 0 || behind >= columns.size()) return;
        resizeRelocate(0, 0, width, height);
        int at = dragged < 0 ? behind : dragged;
        // On its way it passes where there is no room for it between the columns.
        setViewOrder(dragged < 0 ? 0 : -1);
        Bounds last = columns.get(at).getBoundsInParent();
        double next = at + 1 < columns.size() ? columns.get(at + 1).getBoundsInParent().getMinX()
            : last.getMaxX() + GAP, x = snapPositionX((last.getMaxX() + next) / 2);
        double rim = Math.min(RIM, (next - last.getMaxX()) / 2);
        kept.resizeRelocate(0, 0, last.getMaxX() + rim, height);
        made.setVisible(at + 1 < columns.size());
        made.resizeRelocate(next - rim, 0, Math.max(0, width - next + rim), height);
        line.resizeRelocate(x - 1, 0, 2, height);
        handle.autosize();
        handle.relocate(x - snapSizeX(handle.getWidth() / 2), snapPositionY((height - handle.getHeight()) / 2));
    }
}
