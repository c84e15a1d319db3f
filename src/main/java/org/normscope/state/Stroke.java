package org.normscope.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A stroke of the brush, as a vector: round, of one colour.
 *
 * @param color  0xFFRRGGBB
 * @param radius as a share of the picture's shorter side
 * @param points the line's corners, one at least
 */
public record Stroke(int color, double radius, List<Point> points) {
    /** A point of the picture: x as a share of its width, y of its height, both 0 to 1 inside. */
    public record Point(double x, double y) { }

    public Stroke {
        points = List.copyOf(points);
    }

    public Stroke to(Point point) {
        List<Point> more = new ArrayList<>(points);
        more.add(point);
        return new Stroke(color, radius, more);
    }
}
