package org.normscope.image.stroke;

import java.util.ArrayList;
import java.util.List;

/**
 * A brush stroke as a vector: a round brush drawn along a line, in the coordinates of the source picture (pixels, y
 * down, pixel centres at half numbers), so that it survives another input size. One point is a dot.
 *
 * @param points the line's corners, in drawing order
 * @param radius of the brush, source pixels
 * @param argb   0xAARRGGBB; where a stroke crosses itself it is not laid on twice
 */
public record Stroke(List<Point> points, double radius, int argb) {
    /** A corner of the line, source pixels. */
    public record Point(double x, double y) { }

    /** @throws IllegalArgumentException without a point, or with a radius that is not positive */
    public Stroke {
        points = List.copyOf(points);
        if (points.isEmpty() || !(radius > 0)) {
            throw new IllegalArgumentException(points.size() + " points, radius " + radius);
        }
    }

    /** The stroke drawn on to a further point. */
    public Stroke to(double x, double y) {
        List<Point> longer = new ArrayList<>(points);
        longer.add(new Point(x, y));
        return new Stroke(longer, radius, argb);
    }
}
