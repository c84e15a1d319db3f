package org.normscope.paint.stroke;

/**
 * A uniform cubic B-spline with its ends held, as points near enough for straight lines between them.
 *
 * @param xs places, of all points
 */
record Curve(double[] xs, double[] ys) {
    private static final int PARTS = 2;

    /** Begins at the first control point and ends at the last, by taking each of them three times. */
    static Curve through(double[] xs, double[] ys) {
        if (xs.length < 3) return new Curve(xs, ys);
        int pieces = xs.length + 1;
        double[] px = new double[pieces * PARTS + 1], py = new double[px.length];
        for (int i = 0; i < px.length; i++) {
            int piece = Math.min(pieces - 1, i / PARTS);
            double t = (double) i / PARTS - piece, s = 1 - t;
            double a = s * s * s / 6, b = (3 * t * t * t - 6 * t * t + 4) / 6,
                c = (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6, d = t * t * t / 6;
            for (int k = 0; k < 4; k++) {
                int at = Math.max(0, Math.min(xs.length - 1, piece - 2 + k));
                double weight = k == 0 ? a : k == 1 ? b : k == 2 ? c : d;
                px[i] += weight * xs[at];
                py[i] += weight * ys[at];
            }
        }
        return new Curve(px, py);
    }
}
