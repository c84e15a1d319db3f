package org.normscope.optimize;

/**
 * How far to go in a direction: until the value has fallen and the slope has flattened enough (the strong Wolfe
 * conditions, Nocedal and Wright 2006, algorithms 3.5 and 3.6, by cubic interpolation). How far it reaches out, and
 * when it does without interpolation, is as in minFunc and PyTorch.
 */
final class WolfeSearch {
    /** By how much of the slope the value has to fall, and how much of the slope may be left. */
    private static final double FALL = 1e-4, LEFT = .9;
    /** Reaching out goes on by at least and at most as much. */
    private static final double REACH_LEAST = .01, REACH_MOST = 10;
    /** Of a bracket: so close to its end no two tries in a row are made. */
    private static final double MARGIN = .1;
    /** A bracket within which no number moves further is not searched. */
    private static final double NARROW = 1e-9;
    private static final int TRIES = 25;

    private final Slope slope;
    private final double[] place;
    private final double[] direction;
    private int tries;

    /**
     * A length that was tried.
     *
     * @param value    of the function there
     * @param incline  the value's change by length
     * @param gradient of the function there
     */
    record Point(double length, double value, double incline, double[] gradient) { }

    WolfeSearch(Slope slope, double[] place, double[] direction) {
        this.slope = slope;
        this.place = place;
        this.direction = direction;
    }

    /**
     * @param start  of length 0, inclined downwards
     * @param length to try first
     * @return the best length found: 0 where none leads down
     */
    Point from(Point start, double length) {
        Point before = start, point = at(length);
        while (tries < TRIES) {
            if (!falls(start, point) || tries > 2 && point.value >= before.value) return within(start, before, point);
            if (flat(start, point)) return point;
            if (point.incline >= 0) return within(start, before, point);
            double least = point.length + REACH_LEAST * (point.length - before.length);
            Point next = at(between(before, point, least, REACH_MOST * point.length));
            before = point;
            point = next;
        }
        return point.value < start.value ? point : start;
    }

    /** Narrows a bracket that holds a length as wanted. */
    private Point within(Point start, Point one, Point other) {
        double largest = 0;
        for (double d : direction) largest = Math.max(largest, Math.abs(d));
        Point low = one.value <= other.value ? one : other, high = low == one ? other : one;
        boolean crowded = false;
        while (tries <= TRIES && Math.abs(high.length - low.length) * largest >= NARROW) {
            double from = Math.min(low.length, high.length), to = Math.max(low.length, high.length);
            double length = between(low, high, from, to), margin = MARGIN * (to - from);
            boolean close = Math.min(to - length, length - from) < margin;
            if (close && (crowded || length >= to || length <= from)) {
                length = to - length < length - from ? to - margin : from + margin;
                close = false;
            }
            crowded = close;
            Point point = at(length);
            if (!falls(start, point) || point.value >= low.value) {
                high = point;
                if (high.value < low.value) {
                    high = low;
                    low = point;
                }
            } else {
                if (flat(start, point)) return point;
                if (point.incline * (high.length - low.length) >= 0) high = low;
                low = point;
            }
        }
        return low;
    }

    private static boolean falls(Point start, Point point) {
        return point.value <= start.value + FALL * point.length * start.incline;
    }

    private static boolean flat(Point start, Point point) {
        return Math.abs(point.incline) <= -LEFT * start.incline;
    }

    private Point at(double length) {
        tries++;
        double[] there = new double[place.length], gradient = new double[place.length];
        for (int i = 0; i < there.length; i++) there[i] = place[i] + length * direction[i];
        double value = slope.at(there, gradient), incline = 0;
        for (int i = 0; i < there.length; i++) incline += gradient[i] * direction[i];
        return new Point(length, value, incline, gradient);
    }

    /** Where the cubic through two points with their inclines is least, kept within bounds; else their middle. */
    private static double between(Point a, Point b, double from, double to) {
        Point left = a.length <= b.length ? a : b, right = left == a ? b : a;
        double mean = left.incline + right.incline
            - 3 * (left.value - right.value) / (left.length - right.length);
        double square = mean * mean - left.incline * right.incline;
        if (!(square >= 0)) return (from + to) / 2;
        double root = Math.sqrt(square);
        double length = right.length - (right.length - left.length)
            * (right.incline + root - mean) / (right.incline - left.incline + 2 * root);
        return Math.min(Math.max(length, from), to);
    }
}
