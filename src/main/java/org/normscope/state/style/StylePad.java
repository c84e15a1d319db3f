package org.normscope.state.style;

import java.util.ArrayList;
import java.util.List;

/**
 * The pad on which up to four styles are mixed: a line, a triangle or a square with a style at each corner. A place on
 * it stands for shares: barycentric on line and triangle, bilinear on the square. Coordinates are in [0, 1], y down.
 *
 * @param corners how many: 2 to 4
 */
public record StylePad(int corners) {
    /** A place. */
    public record Point(double x, double y) { }

    /** In the order of the mixture. */
    public List<Point> places() {
        return switch (corners) {
            case 2 -> List.of(new Point(0, 0.5), new Point(1, 0.5));
            case 3 -> List.of(new Point(0.5, 0), new Point(1, 1), new Point(0, 1));
            default -> List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1));
        };
    }

    /** The shares at a place, those of one on the pad's border where it lies beside; their sum is 1. */
    public List<Double> sharesAt(double x, double y) {
        double right = clamp(x), down = clamp(y);
        return switch (corners) {
            case 2 -> List.of(1 - right, right);
            case 3 -> normalized(List.of(clamp(1 - down), clamp(x - (1 - down) / 2), clamp(1 - x - (1 - down) / 2)));
            default -> List.of((1 - right) * (1 - down), right * (1 - down), right * down, (1 - right) * down);
        };
    }

    private static List<Double> normalized(List<Double> shares) {
        double sum = shares.stream().mapToDouble(share -> share).sum();
        return shares.stream().map(share -> share / sum).toList();
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** The place of shares; on the square, where four shares say more than a place can, the nearest to them. */
    public Point placeOf(List<Double> shares) {
        double x = 0, y = 0;
        List<Point> places = new ArrayList<>(places());
        for (int i = 0; i < corners; i++) {
            x += shares.get(i) * places.get(i).x();
            y += shares.get(i) * places.get(i).y();
        }
        return new Point(x, y);
    }
}
