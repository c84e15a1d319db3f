package org.normscope.view.control;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.Observable;
import javafx.geometry.Bounds;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** What is scrolled fades at an edge behind which it goes on, so that nothing looks cut. */
public final class FadingScroll extends ScrollPane {
    /** Pixels, at both ends of an edge: there the line around a card may run. */
    private static final double LINE = 1;

    private final Map<Side, Region> fades = new EnumMap<>(Side.class);

    public FadingScroll() {
        for (Side side : Side.values()) {
            Region fade = new Region();
            fade.getStyleClass().setAll("fade", side.name().toLowerCase(Locale.ROOT));
            fade.setManaged(false);
            fade.setMouseTransparent(true);
            fades.put(side, fade);
        }
        // The skin puts its own children first.
        skinProperty().addListener((property, old, skin) -> {
            getChildren().removeAll(fades.values());
            if (skin != null) getChildren().addAll(fades.values());
        });
        for (Observable seen : new Observable[] {hvalueProperty(), vvalueProperty(), viewportBoundsProperty()}) {
            seen.addListener(change -> fade());
        }
        // The content gets its size only after this has laid itself out.
        contentProperty().flatMap(Node::layoutBoundsProperty).addListener((property, old, size) -> fade());
    }

    /** As wide as there is room, scrolled up and down. */
    public static FadingScroll down(Node content) {
        FadingScroll scroll = new FadingScroll();
        scroll.setContent(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        return scroll;
    }

    /** As high as there is room, scrolled to the sides. */
    public static FadingScroll across(Node content) {
        FadingScroll scroll = new FadingScroll();
        scroll.setContent(content);
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollBarPolicy.NEVER);
        return scroll;
    }

    /** Scrolls what a node lies in, where that is scrolled down, as little as brings all of the node into sight. */
    public static void reveal(Node node) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (up instanceof FadingScroll scroll && scroll.isFitToWidth()) {
                scroll.show(node);
                return;
            }
        }
    }

    private void show(Node node) {
        // What has just come has no place yet.
        applyCss();
        layout();
        Bounds place = getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double sight = getViewportBounds().getHeight(), more = getContent().getLayoutBounds().getHeight() - sight,
            fade = Objects.requireNonNull(fades.get(Side.BOTTOM)).prefHeight(-1), top = getVvalue() * more;
        if (more <= 0) return;
        top = Math.max(top, place.getMaxY() + fade - sight);
        setVvalue(Math.max(0, Math.min(1, Math.min(top, place.getMinY()) / more)));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        fade();
    }

    private void fade() {
        if (getContent() == null) return;
        Bounds sight = getViewportBounds(), whole = getContent().getLayoutBounds();
        double x = snappedLeftInset(), y = snappedTopInset(), wide = sight.getWidth(), high = sight.getHeight(),
            moreAcross = whole.getWidth() - wide, moreDown = whole.getHeight() - high;
        fades.forEach((side, fade) -> {
            boolean end = side == Side.RIGHT || side == Side.BOTTOM;
            double gone = side.isVertical() ? getHvalue() : getVvalue(),
                more = side.isVertical() ? moreAcross : moreDown,
                size = side.isVertical() ? fade.prefWidth(-1) : fade.prefHeight(-1);
            // It comes by and by, as far as there is something behind the edge.
            fade.setOpacity(Math.max(0, Math.min(1, more * (end ? 1 - gone : gone) / size)));
            fade.setVisible(fade.getOpacity() > 0);
            if (side.isVertical()) {
                fade.resizeRelocate(end ? x + wide - size : x, y + LINE, size, high - 2 * LINE);
            } else {
                fade.resizeRelocate(x + LINE, end ? y + high - size : y, wide - 2 * LINE, size);
            }
        });
    }
}
