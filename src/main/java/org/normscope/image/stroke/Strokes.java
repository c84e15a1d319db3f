package org.normscope.image.stroke;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.stroke.Stroke.Point;

/**
 * Paints strokes on a picture, or on the fitted one that the network sees: cheap enough to follow the hand. Edges are
 * antialiased by the distance to the stroke's line.
 */
public final class Strokes {
    private Strokes() { }

    /** The strokes on the source picture itself. */
    public static Pixels paint(Pixels source, List<Stroke> strokes) {
        return paint(source, new Placement(0, 0, source.width(), source.height()), strokes);
    }

    /**
     * The strokes, first to last, on a picture that shows the part {@code place} of the source.
     *
     * @return a new picture; the same one where there are no strokes
     */
    public static Pixels paint(Pixels picture, Placement place, List<Stroke> strokes) {
        if (strokes.isEmpty()) return picture;
        int[] argb = picture.argb().clone();
        for (Stroke stroke : strokes) {
            float[] coverage = new float[argb.length];
            List<Point> points = stroke.points();
            for (int i = 0; i < points.size(); i++) {
                cover(coverage, picture, place, points.get(Math.max(0, i - 1)), points.get(i), stroke.radius());
            }
            for (int i = 0; i < argb.length; i++) {
                if (coverage[i] > 0) argb[i] = over(stroke.argb(), coverage[i], argb[i]);
            }
        }
        return new Pixels(picture.width(), picture.height(), argb);
    }

    /**
     * Raises the coverage of the pixels near a piece of line. Distances are taken in source pixels: circles stay round.
     */
    private static void cover(float[] coverage, Pixels picture, Placement place, Point from, Point to, double radius) {
        double stepX = place.width() / picture.width(), stepY = place.height() / picture.height();
        double pixel = Math.sqrt(stepX * stepY), reach = radius + pixel;
        int left = index((Math.min(from.x(), to.x()) - reach - place.x()) / stepX, picture.width());
        int right = index((Math.max(from.x(), to.x()) + reach - place.x()) / stepX + 1, picture.width());
        int top = index((Math.min(from.y(), to.y()) - reach - place.y()) / stepY, picture.height());
        int bottom = index((Math.max(from.y(), to.y()) + reach - place.y()) / stepY + 1, picture.height());
        for (int y = top; y < bottom; y++) {
            double sourceY = place.y() + (y + 0.5) * stepY;
            for (int x = left; x < right; x++) {
                double away = distance(place.x() + (x + 0.5) * stepX, sourceY, from, to);
                float covered = (float) Math.min(1, (radius - away) / pixel + 0.5);
                int i = y * picture.width() + x;
                if (covered > coverage[i]) coverage[i] = covered;
            }
        }
    }

    private static int index(double position, int extent) {
        return (int) Math.max(0, Math.min(extent, position));
    }

    /** From a position to the nearest one on a piece of line. */
    private static double distance(double x, double y, Point from, Point to) {
        double alongX = to.x() - from.x(), alongY = to.y() - from.y(), square = alongX * alongX + alongY * alongY;
        double share = square == 0 ? 0 : ((x - from.x()) * alongX + (y - from.y()) * alongY) / square;
        double nearest = Math.max(0, Math.min(1, share));
        double dx = from.x() + nearest * alongX - x, dy = from.y() + nearest * alongY - y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Porter and Duff's "over", not premultiplied. */
    private static int over(int brush, float coverage, int below) {
        float front = coverage * (brush >>> 24) / 255, back = (below >>> 24) / 255f * (1 - front), alpha = front + back;
        if (alpha == 0) return 0;
        int result = Math.round(255 * alpha);
        for (int shift = 16; shift >= 0; shift -= 8) {
            float channel = (front * (brush >> shift & 255) + back * (below >> shift & 255)) / alpha;
            result = result << 8 | Math.round(channel);
        }
        return result;
    }
}
