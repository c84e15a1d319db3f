package org.normscope.optimize;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5): Newton's steps with a curvature read off the
 * last steps and the gradients before and after them, each as long as the strong Wolfe conditions want it. The first
 * step tries the gradient cut to a sum of absolute values of 1, as PyTorch does.
 */
public final class Lbfgs implements Descent {
    /** Below it a step tells no curvature. */
    private static final double LEAST_CURVATURE = 1e-10;

    private final Slope slope;
    private final int memory;
    private final double[] place;
    private double[] gradient;
    private double value;
    private final Deque<Move> moves = new ArrayDeque<>();

    /**
     * A step that was gone and the gradient's change over it, single floats: the history of a picture stays small.
     *
     * @param inner their inner product, positive
     */
    private record Move(float[] step, float[] change, double inner) { }

    /**
     * @param start  is copied
     * @param memory how many steps are remembered, 5 to 100; each costs two floats a number
     */
    public Lbfgs(Slope slope, double[] start, int memory) {
        this.slope = slope;
        this.memory = memory;
        place = start.clone();
        gradient = new double[place.length];
        value = slope.at(place, gradient);
    }

    @Override
    public boolean step() {
        double[] direction = direction();
        double down = inner(gradient, direction);
        if (!(down < 0)) return false;
        double absolute = 0;
        for (double g : gradient) absolute += Math.abs(g);
        WolfeSearch.Point found = new WolfeSearch(slope, place, direction)
            .from(new WolfeSearch.Point(0, value, down, gradient), moves.isEmpty() ? Math.min(1, 1 / absolute) : 1);
        if (found.length() == 0) return false;
        remember(direction, found);
        for (int i = 0; i < place.length; i++) place[i] += found.length() * direction[i];
        gradient = found.gradient();
        value = found.value();
        return true;
    }

    /** The gradient turned by the curvature remembered, downwards. */
    private double[] direction() {
        double[] direction = new double[place.length];
        for (int i = 0; i < place.length; i++) direction[i] = -gradient[i];
        if (moves.isEmpty()) return direction;
        double[] shares = new double[moves.size()];
        int at = shares.length;
        for (Iterator<Move> newest = moves.descendingIterator(); newest.hasNext();) {
            Move move = newest.next();
            shares[--at] = inner(move.step, direction) / move.inner;
            add(direction, move.change, -shares[at]);
        }
        Move last = moves.getLast();
        double square = 0;
        for (float change : last.change) square += (double) change * change;
        for (int i = 0; i < direction.length; i++) direction[i] *= last.inner / square;
        for (Move move : moves) add(direction, move.step, shares[at++] - inner(move.change, direction) / move.inner);
        return direction;
    }

    private void remember(double[] direction, WolfeSearch.Point found) {
        float[] step = new float[place.length], change = new float[place.length];
        double inner = 0;
        for (int i = 0; i < place.length; i++) {
            step[i] = (float) (found.length() * direction[i]);
            change[i] = (float) (found.gradient()[i] - gradient[i]);
            inner += (double) step[i] * change[i];
        }
        if (inner <= LEAST_CURVATURE) return;
        if (moves.size() == memory) moves.removeFirst();
        moves.addLast(new Move(step, change, inner));
    }

    private static double inner(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /** In four sums that need not wait for each other: half of what a step costs. */
    private static double inner(float[] a, double[] b) {
        double first = 0, second = 0, third = 0, fourth = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) first += a[i] * b[i];
        return first + second + third + fourth;
    }

    private static void add(double[] to, float[] what, double times) {
        for (int i = 0; i < to.length; i++) to[i] += times * what[i];
    }

    @Override
    public double[] place() {
        return place;
    }

    @Override
    public double value() {
        return value;
    }
}
