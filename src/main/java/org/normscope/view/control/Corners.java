package org.normscope.view.control;

import java.util.List;
import javafx.scene.shape.ArcTo;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;

/** A rectangle with round corners as one closed line of a path. */
public final class Corners {
    private Corners() { }

    public static void append(List<PathElement> path, double x0, double y0, double x1, double y1, double arc) {
        path.add(new MoveTo(x0 + arc, y0));
        side(path, x1 - arc, y0, x1, y0 + arc, arc);
        side(path, x1, y1 - arc, x1 - arc, y1, arc);
        side(path, x0 + arc, y1, x0, y1 - arc, arc);
        side(path, x0, y0 + arc, x0 + arc, y0, arc);
        path.add(new ClosePath());
    }

    private static void side(List<PathElement> path, double x, double y, double cornerX, double cornerY, double arc) {
        path.add(new LineTo(x, y));
        if (arc > 0) path.add(new ArcTo(arc, arc, 0, cornerX, cornerY, false, true));
    }
}
