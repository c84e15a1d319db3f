package org.normscope.transfer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Liu and Nocedal 1989), with a line search by
 * bisection that holds the weak Wolfe conditions (Lewis and Overton 2013). For smooth functions.
 */
final class Lbfgs {
    private static final int MEMORY = 10, SEARCHES = 40;
    private static final double ARMIJO = 1e-4, CURVATURE = .9;

    /** A function with its gradient. */
    @FunctionalInterface
    interface Smooth {
        /** @param gradient is written */
        double at(double[] place, double[] gradient);
    }

    /** Where it ended. */
    record Minimum(double[] place, double value, int steps) { }

    private record Pair(double[] step, double[] change, double product) { }

    private Lbfgs() { }

    /**
     * @param tolerance of the gradient's largest part
     * @param most      steps
     */
    static Minimum of(Smooth function, double[] start, double tolerance, int most) {
        double[] place = start.clone(), gradient = new double[place.length];
        double value = function.at(place, gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int step = 0; step < most; step++) {
            if (largest(gradient) <= tolerance) return new Minimum(place, value, step);
            double[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient), low = 0, high = Double.POSITIVE_INFINITY,
                length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = place, found = gradient;
            double reached = value;
            boolean down = false;
            for (int search = 0; search < SEARCHES; search++) {
                double[] tried = moved(place, length, direction), there = new double[place.length];
                double at = function.at(tried, there);
                boolean falls = at <= value + ARMIJO * length * slope;
                if (falls) {
                    next = tried;
                    found = there;
                    reached = at;
                    down = true;
                }
                if (falls && dot(there, direction) >= CURVATURE * slope) break;
                if (falls) low = length;
                else high = length;
                length = Double.isInfinite(high) ? 2 * length : (low + high) / 2;
            }
            if (!down) return new Minimum(place, value, step);
            remember(memory, minus(next, place), minus(found, gradient));
            place = next;
            gradient = found;
            value = reached;
        }
        return new Minimum(place, value, most);
    }

    private static void remember(Deque<Pair> memory, double[] step, double[] change) {
        double product = dot(step, change);
        if (product <= 0) return;
        if (memory.size() == MEMORY) memory.removeLast();
        memory.addFirst(new Pair(step, change, product));
    }

    private static double[] direction(double[] gradient, Deque<Pair> memory) {
        double[] q = gradient.clone();
        double[] shares = new double[memory.size()];
        int i = 0;
        for (Pair pair : memory) {
            shares[i] = dot(pair.step(), q) / pair.product();
            add(q, -shares[i++], pair.change());
        }
        if (!memory.isEmpty()) {
            Pair last = memory.getFirst();
            double scale = last.product() / dot(last.change(), last.change());
            for (int k = 0; k < q.length; k++) q[k] *= scale;
        }
        for (var pairs = memory.descendingIterator(); pairs.hasNext();) {
            Pair pair = pairs.next();
            add(q, shares[--i] - dot(pair.change(), q) / pair.product(), pair.step());
        }
        for (int k = 0; k < q.length; k++) q[k] = -q[k];
        return q;
    }

    private static double largest(double[] vector) {
        double largest = 0;
        for (double cell : vector) largest = Math.max(largest, Math.abs(cell));
        return largest;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void add(double[] to, double times, double[] vector) {
        for (int i = 0; i < to.length; i++) to[i] += times * vector[i];
    }

    private static double[] moved(double[] place, double length, double[] direction) {
        double[] moved = place.clone();
        add(moved, length, direction);
        return moved;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }
}
