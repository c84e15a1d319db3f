package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.number;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.normalize.Catalogue.Comparison;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Local response normalization: y = a / (k + alpha sum a^2)^beta, the sum over a window around the cell, cut off at the
 * edges of the maps: n neighbouring channels (Krizhevsky et al. 2012; ONNX LRN-13 and PyTorch's LocalResponseNorm,
 * where alpha is divided by n; of an even n ONNX has the larger half after the channel, PyTorch before it, and the
 * paper's formula sums over n + 1), or n x n cells of the same channel (Caffe's WITHIN_CHANNEL, where alpha is divided
 * by n^2). Channel normalization is the first with a window that always holds all channels, k = 0, alpha = 1. What
 * would be divided by zero becomes zero.
 *
 * @param window  the summed squares of the windows of one picture's maps
 * @param reach   how far a window reaches
 * @param alpha   before the sum
 * @param divisor what alpha is divided by: 1, or the size of the window where the dialect asks for it
 */
public record LocalResponse(Partition partition, WindowSums window, Reach reach, double k, double alpha, long divisor,
                     double beta, UniformAffine affine) implements Normalization {
    private static final String SYMBOLS = "y = \\frac{a}{\\left(k + \\alpha \\sum a^2\\right)^{\\beta}}";
    private static final Parameter WINDOW = new Parameter.Whole("n", 1, 63, 5, false);
    private static final Parameter SQUARE = new Parameter.Odd("n", 1, 63, 5);
    private static final Parameter K = new Parameter.Real("k", 0, 10, 2, false);
    private static final Parameter ALPHA = new Parameter.Real("alpha", 1e-6, 10, 1e-4, true);
    private static final Parameter BETA = new Parameter.Real("beta", 0, 2, 0.75, false);

    static final Catalogue.Entry ACROSS = Catalogue.Entry.of("lrn", "LRN", Family.NEIGHBOURS, Measure.SQUARES,
        "y = a / (k + alpha * sum a^2)^beta over n neighbouring channels; dialect onnx (as Caffe) and torch: "
            + "alpha/n, k = 1; dialect channel (Channel Normalization): over all channels, k = 0, alpha = 1, beta = 1",
        SYMBOLS, "Krizhevsky et al. 2012; ONNX LRN-13", LocalResponse::acrossChannels,
        new Parameter.Choice("dialect", List.of("alexnet", "onnx", "torch", "channel"), "alexnet",
            Map.of("onnx", Map.of("k", "1"), "torch", Map.of("k", "1"), "channel",
                Map.of("k", "0", "alpha", "1", "beta", "1"))),
        WINDOW, K, ALPHA, BETA, Parameter.GAMMA, Parameter.SHIFT).compared(Comparison.CONVOLUTION);

    static final Catalogue.Entry WITHIN = Catalogue.Entry.of("lrn-intra", "LRN intra", Family.NEIGHBOURS,
        Measure.SQUARES,
        "y = a / (k + alpha * sum a^2)^beta over n x n cells of the same channel; dialect caffe: alpha/n^2, k = 1",
        SYMBOLS, "Krizhevsky et al. 2012; Caffe LRN, WITHIN_CHANNEL", LocalResponse::withinChannel,
        new Parameter.Choice("dialect", List.of("alexnet", "caffe"), "alexnet", Map.of("caffe", Map.of("k", "1"))),
        SQUARE, K, ALPHA, BETA, Parameter.GAMMA, Parameter.SHIFT).compared(Comparison.AVERAGE_POOLING);

    private static Normalization acrossChannels(Values values) {
        String dialect = values.text("dialect");
        int n = values.whole("n");
        boolean all = dialect.equals("channel");
        Reach reach = new Reach(dialect.equals("onnx") ? (n - 1) / 2 : n / 2, dialect.equals("torch") ? (n - 1) / 2
            : n / 2, all ? Reach.Over.ALL : Reach.Over.CHANNELS);
        Partition window = all ? Partition.positions() : Partition.channelWindow(reach.before, reach.after);
        return new LocalResponse(window, acrossChannels(window), reach, values.real("k"), values.real("alpha"),
            dialect.equals("onnx") || dialect.equals("torch") ? n : 1, values.real("beta"), values.affine());
    }

    private static Normalization withinChannel(Values values) {
        boolean caffe = values.text("dialect").equals("caffe");
        int n = values.whole("n");
        Partition window = Partition.planeWindow(n);
        return new LocalResponse(window, withinChannel(window), new Reach(n / 2, n / 2, Reach.Over.PLANE),
            caffe ? 1 : values.real("k"), values.real("alpha"), caffe ? (long) n * n : 1, values.real("beta"),
            values.affine());
    }

    /**
     * How far a window reaches.
     *
     * @param before cells before the one in its middle
     * @param after  cells after it
     */
    public record Reach(int before, int after, Over over) {
        /** Neighbouring channels, rows and columns, or all channels that there are. */
        public enum Over { CHANNELS, PLANE, ALL }
    }

    /** Sums of squares over windows; the sums are made anew for every cell, so no error drifts along. */
    @FunctionalInterface
    public interface WindowSums {
        /** For the length positions from one on of map (n, c), into sums[0], ..., sums[length - 1]. */
        void of(Tensor maps, int n, int c, int position, float[] sums, int length);
    }

    /** Positions handled at once: the squares of a window of channels stay in the nearest cache. */
    private static final int RUN = 1024;


    @Override
    public void apply(Site site, Tensor result) {
        Tensor maps = site.maps();
        Affine total = affine.over(site);
        eachRun(maps, (c, start, denominators, length) ->
            divide(maps.data(), result.data(), start, denominators, length, total.gamma()[c], total.beta()[c]));
    }

    @FunctionalInterface
    private interface Run {
        void take(int c, int start, float[] denominators, int length);
    }

    private void eachRun(Tensor maps, Run run) {
        Shape shape = maps.shape();
        int plane = shape.plane();
        float[] denominators = new float[Math.min(RUN, plane)];
        for (int n = 0; n < shape.n(); n++) {
            for (int position = 0; position < plane; position += RUN) {
                int length = Math.min(RUN, plane - position);
                CellBox summed = null;
                for (int c = 0; c < shape.c(); c++) {
                    CellBox box = partition.cellsOf(new Cell(n, c, position / shape.w(), position % shape.w()), shape);
                    if (!box.equals(summed)) {
                        window.of(maps, n, c, position, denominators, length);
                        raise(denominators, length);
                        summed = box;
                    }
                    run.take(c, (n * shape.c() + c) * plane + position, denominators, length);
                }
            }
        }
    }

    /**
     * Makes sums of squares s to (k + alpha s)^beta; the usual powers by roots, which are many times faster than pow.
     */
    private void raise(float[] sums, int length) {
        float offset = (float) k, factor = (float) (alpha / divisor);
        for (int p = 0; p < length; p++) sums[p] = offset + factor * sums[p];
        if (beta == 0.75) {
            for (int p = 0; p < length; p++) {
                float root = (float) Math.sqrt(sums[p]);
                sums[p] = root * (float) Math.sqrt(root);
            }
        } else if (beta == 0.5) {
            for (int p = 0; p < length; p++) sums[p] = (float) Math.sqrt(sums[p]);
        } else if (beta != 1) {
            for (int p = 0; p < length; p++) sums[p] = (float) Math.pow(sums[p], beta);
        }
    }

    private void divide(float[] from, float[] to, int start, float[] below, int length, float gamma, float beta) {
        if (k > 0) {
            for (int p = 0; p < length; p++) to[start + p] = from[start + p] / below[p] * gamma + beta;
        } else {
            for (int p = 0; p < length; p++) {
                to[start + p] = (below[p] == 0 ? 0 : from[start + p] / below[p]) * gamma + beta;
            }
        }
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V x = algebra.maps();
        double factor = alpha / divisor;
        Affine total = affine.over(site);
        // ONNX Runtime's LRN takes windows of an odd number of channels only.
        if (reach.over == Reach.Over.CHANNELS && reach.before == reach.after && k > 0) {
            return algebra.affine(algebra.acrossChannels(x, 2 * reach.before + 1, k, factor, beta), total);
        }
        V squares = algebra.times(x, x), sums = reach.over == Reach.Over.ALL ? algebra.sum(squares, 1)
            : algebra.windowSum(squares, reach.before, reach.after, reach.over == Reach.Over.CHANNELS);
        V below = algebra.times(sums, factor);
        V power = algebra.power(k == 0 ? below : algebra.plus(below, k), -beta);
        return algebra.affine(algebra.times(x, power), total);
    }

    @Override
    public Set<Ingredient> ingredients() {
        return EnumSet.of(Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Tensor result = Tensor.zeros(site.maps().shape());
        eachRun(site.maps(), (c, start, denominators, length) ->
            System.arraycopy(denominators, 0, result.data(), start, length));
        return result;
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        Tensor maps = site.maps();
        float[] sum = new float[1], below = new float[1], value = new float[1];
        window.of(maps, cell.n(), cell.c(), cell.y() * maps.shape().w() + cell.x(), sum, 1);
        below[0] = sum[0];
        raise(below, 1);
        float a = maps.at(cell.n(), cell.c(), cell.y(), cell.x());
        Affine total = affine.over(site);
        float gamma = total.gamma()[cell.c()], shift = total.beta()[cell.c()];
        divide(new float[] {a}, value, 0, below, 1, gamma, shift);
        return new Explanation("y = " + Equation.affine(symbols(), gamma, shift),
            Equation.lines(Equation.affineNumbers(numbers(a, sum[0]), gamma, shift), value[0]), value[0],
            partition.cellsOf(cell, maps.shape()));
    }

    private String symbols() {
        String factor = divisor > 1 ? "\\frac{\\alpha}{" + divisor + "}" : "\\alpha";
        return "\\frac{a}{\\left(k + " + factor + " \\sum a^2\\right)^{\\beta}}";
    }

    private String numbers(float a, float sum) {
        String factor = divisor > 1 ? fraction(number(alpha), Long.toString(divisor)) : number(alpha);
        String inside = number(k) + " + " + factor + " \\cdot " + number(sum);
        return fraction(number(a), "\\left(" + inside + "\\right)^{" + number(beta) + "}");
    }

    /** Sums over the channels of the partition's window. */
    static WindowSums acrossChannels(Partition window) {
        return (maps, n, c, position, sums, length) -> {
            CellBox box = window.cellsOf(new Cell(n, c, 0, 0), maps.shape());
            int plane = maps.shape().plane(), first = maps.index(n, 0, 0, 0) + position;
            Arrays.fill(sums, 0, length, 0);
            int channel = box.c0();
            for (; channel <= box.c1() - 4; channel += 4) {
                addFour(maps.data(), first + channel * plane, plane, sums, length);
            }
            for (; channel < box.c1(); channel++) {
                int run = first + channel * plane;
                for (int p = 0; p < length; p++) sums[p] += maps.data()[run + p] * maps.data()[run + p];
            }
        };
    }

    private static void addFour(float[] data, int run, int plane, float[] sums, int length) {
        for (int p = 0, i = run; p < length; p++, i++) {
            float a = data[i], b = data[i + plane], c = data[i + 2 * plane], d = data[i + 3 * plane];
            sums[p] += (a * a + b * b) + (c * c + d * d);
        }
    }

    /** Sums over the partition's n x n window of the same map. */
    static WindowSums withinChannel(Partition window) {
        return (maps, n, c, position, sums, length) -> {
            int width = maps.shape().w(), map = maps.index(n, c, 0, 0);
            for (int p = 0; p < length; p++) {
                CellBox box = window.cellsOf(new Cell(n, c, (position + p) / width, (position + p) % width),
                    maps.shape());
                float sum = 0;
                for (int y = box.y0(); y < box.y1(); y++) {
                    for (int i = map + y * width + box.x0(); i < map + y * width + box.x1(); i++) {
                        sum += maps.data()[i] * maps.data()[i];
                    }
                }
                sums[p] = sum;
            }
        };
    }
}
