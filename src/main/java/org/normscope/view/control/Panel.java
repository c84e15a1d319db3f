package org.normscope.view.control;

import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * What comes up at a control and goes by Escape, by a press beside it or by the control again. It lies in the window
 * itself: dressed as it is, never outside of it, scrolled where the window is too small.
 */
public final class Panel {
    private static final double GAP = 6, MARGIN = 8;

    private final ScrollPane content;
    private final Supplier<Region> inside;
    private @Nullable Layer layer;

    Panel(ScrollPane content, Supplier<Region> inside) {
        this.content = content;
        this.inside = inside;
        content.getStyleClass().add("panel");
        content.setFitToWidth(true);
        content.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    }

    public boolean isShown() {
        return layer != null;
    }

    /** Shows it at a control, or puts it away where it is shown. */
    public void toggle(Node owner) {
        if (isShown()) {
            hide();
            return;
        }
        if (content.getContent() == null) content.setContent(inside.get());
        layer = new Layer(this, owner);
        ((Pane) owner.getScene().getRoot()).getChildren().add(layer);
        content.requestFocus();
    }

    public void hide() {
        if (layer == null) return;
        Layer shown = layer;
        layer = null;
        shown.owner.requestFocus();
        ((Pane) shown.getParent()).getChildren().remove(shown);
        shown.letGo();
    }

    /** Puts the panel away that lies over a window. @return whether there was one */
    public static boolean hideTop(Parent window) {
        return window.getChildrenUnmodifiable().stream().filter(Layer.class::isInstance).map(Layer.class::cast)
            .reduce((below, above) -> above).map(top -> {
                top.panel.hide();
                return true;
            }).orElse(false);
    }

    /** Over the whole window: takes the presses beside the panel. */
    private static final class Layer extends Region {
        private final Panel panel;
        private final Node owner;

        Layer(Panel panel, Node owner) {
            this.panel = panel;
            this.owner = owner;
            getChildren().add(panel.content);
            addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
                if (event.getTarget() == this) panel.hide();
            });
        }

        /** The panel may come up again, in another layer. */
        void letGo() {
            getChildren().clear();
        }

        @Override
        protected void layoutChildren() {
            Bounds at = sceneToLocal(owner.localToScene(owner.getLayoutBounds()));
            // As wide as it likes and its bar needs; as high as there is room.
            double wide = Math.min(getWidth() - 2 * MARGIN, snapSizeX(panel.content.prefWidth(-1)));
            double tall = Math.min(getHeight() - 2 * MARGIN, snapSizeY(panel.content.prefHeight(wide)));
            Rectangle2D place = place(at, wide, tall, getWidth(), getHeight());
            panel.content.resizeRelocate(snapPositionX(place.getMinX()), snapPositionY(place.getMinY()), wide, tall);
        }
    }

    /** Below its owner, else above, else beside; where there is room nowhere, over it. */
    static Rectangle2D place(Bounds at, double wide, double tall, double width, double height) {
        double x = within(at.getMinX(), wide, width), y = within(at.getMinY(), tall, height);
        if (at.getMaxY() + GAP + tall <= height - MARGIN) y = at.getMaxY() + GAP;
        else if (at.getMinY() - GAP - tall >= MARGIN) y = at.getMinY() - GAP - tall;
        else if (at.getMaxX() + GAP + wide <= width - MARGIN) x = at.getMaxX() + GAP;
        else if (at.getMinX() - GAP - wide >= MARGIN) x = at.getMinX() - GAP - wide;
        // Its owner may itself be scrolled out of sight.
        y = within(y, tall, height);
        return new Rectangle2D(x, y, Math.max(0, wide), Math.max(0, tall));
    }

    private static double within(double start, double size, double room) {
        return Math.max(MARGIN, Math.min(start, room - MARGIN - size));
    }
}
