package org.normscope.normalize;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * How far a normalization's result for one picture moves as other pictures join its batch: batch normalization's
 * weakness.
 */
public final class Drift {
    private static final int MOST_PICTURES = 8;

    /** What is compared: one whose result depends on its batch, and one whose does not. */
    public static final List<Catalogue.Entry> COMPARED = List.of(Standardized.BATCH, Standardized.GROUP);

    private Drift() { }

    /**
     * The batch begins as one picture and grows by those that follow it in the site's batch, in turn.
     *
     * @return element b is |y_b - y_0| / |y_0|, where y_b is the picture's normalized maps in a batch of b + 1
     *         pictures; as many elements as the site has pictures, at most eight; the first is 0
     */
    public static double[] curve(Normalization normalization, Site site, int picture) {
        int pictures = site.maps().shape().n();
        double[] curve = new double[Math.min(MOST_PICTURES, pictures)];
        Tensor alone = null;
        for (int b = 0; b < curve.length; b++) {
            int[] batch = IntStream.rangeClosed(0, b).map(i -> (picture + i) % pictures).toArray();
            Tensor result = normalization.apply(new Batch(site, batch)).picture(0);
            if (alone == null) alone = result;
            curve[b] = distance(result.data(), alone.data());
        }
        return curve;
    }

    private static double distance(float[] moved, float[] reference) {
        double way = 0, length = 0;
        for (int i = 0; i < reference.length; i++) {
            way += ((double) moved[i] - reference[i]) * ((double) moved[i] - reference[i]);
            length += (double) reference[i] * reference[i];
        }
        return way == 0 ? 0 : Math.sqrt(way / length);
    }

    /** A site with some of another's pictures. */
    private record Batch(Site site, int[] pictures) implements Site {
        @Override public Tensor maps() { return chosen(site.maps()); }
        @Override public Optional<Affine> affine() { return site.affine(); }
        @Override public Optional<RunningStatistics> running() { return site.running(); }
        @Override public Optional<Kernel> kernel() { return site.kernel(); }
        @Override public Optional<Tensor> input() { return site.input().map(this::chosen); }
        @Override public Optional<Tensor> style() {
            return site.style().map(all -> all.shape().n() == 1 ? all : chosen(all));
        }
        @Override public Optional<RunningStatistics> pool() { return site.pool(); }
        @Override public Optional<Residual> residual() {
            return site.residual().map(sum -> new Residual(chosen(sum.shortcut()), chosen(sum.branch())));
        }

        private Tensor chosen(Tensor all) {
            int[] extents = all.shape().toArray();
            extents[0] = pictures.length;
            Tensor some = Tensor.zeros(Shape.of(extents));
            int cells = all.shape().size() / all.shape().n();
            for (int i = 0; i < pictures.length; i++) {
                System.arraycopy(all.data(), pictures[i] * cells, some.data(), i * cells, cells);
            }
            return some;
        }
    }
}
