package org.normscope.view.frame;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;

/** Where something that floats over the window hides the fewest buttons. */
final class Clearance {
    private Clearance() { }

    /**
     * How far up it has to go, 0 where it hides nothing.
     *
     * @param under what it floats over
     * @param place where it would lie, in the scene
     * @param gap   left to what it does not hide
     * @param most  it may go up
     */
    static double above(Node under, Bounds place, double gap, double most) {
        Bounds way = new BoundingBox(place.getMinX(), place.getMinY() - most, place.getWidth(),
            place.getHeight() + most);
        List<Bounds> buttons = new ArrayList<>();
        collect(under, way, buttons);
        double best = 0;
        long fewest = hidden(buttons, place, 0);
        for (Bounds button : buttons) {
            double up = place.getMaxY() - button.getMinY() + gap;
            if (up <= 0 || up > most) continue;
            long count = hidden(buttons, place, up);
            if (count < fewest || count == fewest && up < best) {
                best = up;
                fewest = count;
            }
        }
        return best;
    }

    private static long hidden(List<Bounds> buttons, Bounds place, double up) {
        Bounds there = new BoundingBox(place.getMinX(), place.getMinY() - up, place.getWidth(), place.getHeight());
        return buttons.stream().filter(there::intersects).count();
    }

    /** The parts of buttons that are seen within an area: what is scrolled away or closed is not in anybody's way. */
    private static void collect(Node node, Bounds area, List<Bounds> buttons) {
        if (!node.isVisible()) return;
        Bounds seen = common(node.localToScene(node.getBoundsInLocal()), area);
        if (seen.isEmpty()) return;
        if (node instanceof ButtonBase) buttons.add(seen);
        else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, seen, buttons));
        }
    }

    private static Bounds common(Bounds a, Bounds b) {
        double x = Math.max(a.getMinX(), b.getMinX()), y = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(x, y, Math.min(a.getMaxX(), b.getMaxX()) - x, Math.min(a.getMaxY(), b.getMaxY()) - y);
    }
}
