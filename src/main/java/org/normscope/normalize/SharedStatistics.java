package org.normscope.normalize;

import static org.normscope.normalize.Equation.fraction;
import static org.normscope.normalize.Equation.minus;
import static org.normscope.normalize.Equation.number;
import static org.normscope.normalize.Equation.operand;
import static org.normscope.normalize.Equation.plus;
import static org.normscope.normalize.Equation.root;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The normalizations that are one idea: a partition of the N x C x H x W cells into sets, and for every set what is
 * subtracted and what is divided by. y = gamma_c s x_hat + beta_c.
 *
 * <p>BN, LN, IN, GN and PONO subtract the mean and divide by the deviation (Ioffe and Szegedy 2015, Ba et al. 2016,
 * Ulyanov et al. 2016, Wu and He 2018, Li et al. 2019); RMS divides by the root of the mean square and adds no beta
 * (Zhang and Sennrich 2019); L2 and L1 divide by the norm (ONNX LpNormalization), ParseNet's times a scale s (Liu et
 * al. 2015). What would be divided by zero becomes zero.
 *
 * @param guard   what keeps the divisor from zero
 * @param scale   s, for every channel
 */
record SharedStatistics(Partition partition, Divisor divisor, Guard guard, double scale, UniformAffine affine)
        implements Normalization {

    /** What the (centred) value is divided by. */
    enum Divisor { DEVIATION, ROOT_MEAN_SQUARE, L2, L1 }

    /** An epsilon, and where it stands: under the root, beside it, or as the least that the root may be. */
    record Guard(double epsilon, Place at) {
        enum Place {
            UNDER, BESIDE, LEAST;

            static Place of(Values values) {
                return valueOf(values.text("eps-at").toUpperCase(Locale.ROOT));
            }

            /** @param square what the root is drawn from, as LaTeX */
            String symbols(String square) {
                return written(square, " + \\varepsilon", "\\varepsilon");
            }

            private String written(String square, String added, String epsilon) {
                return this == UNDER ? Equation.root(square + added) : kept(Equation.root(square), added, epsilon);
            }

            private String kept(String value, String added, String epsilon) {
                return this == LEAST ? "\\max\\left(" + value + ",\\; " + epsilon + "\\right)" : value + added;
            }
        }

        static Guard under(double epsilon) {
            return new Guard(epsilon, Place.UNDER);
        }

        static Guard of(Values values) {
            return new Guard(values.real("eps"), Place.of(values));
        }

        double root(double square) {
            return at == Place.UNDER ? Math.sqrt(square + epsilon) : kept(Math.sqrt(square));
        }

        /** What no root is drawn of: under it and beside it are one. */
        double kept(double value) {
            return at == Place.LEAST ? Math.max(value, epsilon) : value + epsilon;
        }

        <V> V kept(Algebra<V> algebra, V value) {
            if (epsilon == 0) return value;
            return at == Place.LEAST ? algebra.within(value, epsilon, Float.MAX_VALUE) : algebra.plus(value, epsilon);
        }

        /** With numbers in, as LaTeX. */
        String numbers(double square) {
            return at.written(number(square), plus(epsilon), number(epsilon));
        }

        /** A value over the root. */
        <V> V over(Algebra<V> algebra, V x, V square) {
            if (at == Place.UNDER || epsilon == 0) return algebra.times(x, algebra.inverseRoot(square, epsilon));
            // Not as a power of 1/2: its slope at 0, where nothing varies, is infinite.
            V root = algebra.times(square, algebra.power(square, -.5));
            return algebra.times(x, algebra.power(kept(algebra, root), -1));
        }
    }

    @Override
    public void apply(Site site, Tensor result) {
        Tensor maps = site.maps(), counted = counted(maps);
        Affine total = affineAt(site);
        if (SetStatistics.ofWholeMaps(partition, maps.shape())) {
            // set by set: the cells are still in the cache when they are read again
            for (CellBox box : partition.sets(maps.shape())) {
                writeSet(maps, result, box, SetStatistics.ofSet(counted, box), total);
            }
        } else {
            writePositions(maps, result, SetStatistics.of(counted, partition), total);
        }
    }

    private void writeSet(Tensor maps, Tensor result, CellBox box, Moments set, Affine total) {
        int plane = maps.shape().plane();
        double factor = factor(set.count(), set.mean(), set.variance());
        for (int n = box.n0(); n < box.n1(); n++) {
            for (int c = box.c0(); c < box.c1(); c++) {
                write(maps.data(), result.data(), maps.index(n, c, 0, 0), plane, centre(set.mean()),
                    total.gamma()[c] * factor, total.beta()[c]);
            }
        }
    }

    static void write(float[] from, float[] to, int start, int length, double centre, double factor, float beta) {
        // the float nearest to the centre is subtracted first, its rest joins the offset: large means cost no digits
        float near = (float) centre, a = (float) factor, b = (float) (beta - (centre - near) * factor);
        for (int i = start; i < start + length; i++) to[i] = (from[i] - near) * a + b;
    }

    private void writePositions(Tensor maps, Tensor result, SetStatistics statistics, Affine total) {
        Shape shape = maps.shape();
        int plane = shape.plane();
        float[] from = maps.data(), to = result.data(), near = new float[plane], factor = new float[plane];
        for (int n = 0; n < shape.n(); n++) {
            for (int p = 0, set = n * plane; p < plane; p++, set++) {
                near[p] = (float) centre(statistics.mean()[set]);
                factor[p] = (float) factor(statistics.count(), statistics.mean()[set], statistics.variance()[set]);
            }
            for (int c = 0; c < shape.c(); c++) {
                float gamma = total.gamma()[c], beta = total.beta()[c];
                int start = maps.index(n, c, 0, 0);
                for (int p = 0; p < plane; p++) to[start + p] = (from[start + p] - near[p]) * factor[p] * gamma + beta;
            }
        }
    }

    private boolean centred() {
        return divisor == Divisor.DEVIATION;
    }

    private double centre(double mean) {
        return centred() ? mean : 0;
    }

    /** What a centred value is multiplied by. */
    private double factor(long count, double mean, double variance) {
        double below = denominator(count, mean, variance);
        return below == 0 ? 0 : scale / below;
    }

    private double denominator(long count, double mean, double variance) {
        return switch (divisor) {
            case DEVIATION -> guard.root(variance);
            case ROOT_MEAN_SQUARE -> guard.root(mean * mean + variance);
            case L2 -> guard.root(count * (mean * mean + variance));
            case L1 -> guard.kept(count * mean);
        };
    }

    /** The values whose statistics are taken: L1 asks for the mean of the magnitudes. */
    private Tensor counted(Tensor maps) {
        if (divisor != Divisor.L1) return maps;
        Tensor magnitudes = Tensor.zeros(maps.shape());
        for (int i = 0; i < magnitudes.data().length; i++) magnitudes.data()[i] = Math.abs(maps.data()[i]);
        return magnitudes;
    }

    private Affine affineAt(Site site) {
        return divisor == Divisor.ROOT_MEAN_SQUARE ? affine.withoutBeta(site) : affine.over(site);
    }

    @Override
    public <V> V written(Algebra<V> algebra, Site site) {
        V shared = algebra.bySets(algebra.maps(), site.maps().shape(), partition, (x, axes) -> switch (divisor) {
            case DEVIATION -> deviated(algebra, x, axes);
            case ROOT_MEAN_SQUARE -> guard.over(algebra, x, algebra.mean(algebra.times(x, x), axes));
            case L2 -> guard.over(algebra, x, algebra.sum(algebra.times(x, x), axes));
            case L1 -> algebra.times(x, algebra.power(guard.kept(algebra,
                algebra.sum(algebra.magnitude(x), axes)), -1));
        });
        return algebra.affine(scale == 1 ? shared : algebra.times(shared, scale), affineAt(site));
    }

    private <V> V deviated(Algebra<V> algebra, V x, int... axes) {
        if (guard.at == Guard.Place.UNDER) return algebra.standardized(x, guard.epsilon, axes);
        V centred = algebra.minus(x, algebra.mean(x, axes));
        return guard.over(algebra, centred, algebra.mean(algebra.times(centred, centred), axes));
    }

    @Override
    public Set<Ingredient> ingredients() {
        return centred() ? EnumSet.allOf(Ingredient.class) : EnumSet.of(Ingredient.DENOMINATOR);
    }

    @Override
    public Tensor ingredient(Ingredient ingredient, Site site) {
        Shape shape = site.maps().shape();
        SetStatistics statistics = SetStatistics.of(counted(site.maps()), partition);
        Tensor result = Tensor.zeros(shape);
        int plane = shape.plane();
        for (int i = 0; i < result.data().length; i++) {
            int figure = statistics.wholeMaps() ? i / plane : i / (shape.c() * plane) * plane + i % plane;
            double mean = statistics.mean()[figure], variance = statistics.variance()[figure];
            result.data()[i] = (float) switch (ingredient) {
                case MEAN -> mean;
                case DEVIATION -> Math.sqrt(variance);
                case DENOMINATOR -> denominator(statistics.count(), mean, variance);
            };
        }
        return result;
    }

    @Override
    public Explanation explain(Site site, Cell cell) {
        CellBox box = partition.cellsOf(cell, site.maps().shape());
        Moments set = SetStatistics.ofSet(counted(site.maps()), box);
        Affine total = affineAt(site);
        float gamma = total.gamma()[cell.c()], beta = total.beta()[cell.c()];
        float x = site.maps().at(cell.n(), cell.c(), cell.y(), cell.x());
        double below = denominator(set.count(), set.mean(), set.variance());
        float[] value = new float[1];
        write(new float[] {x}, value, 0, 1, centre(set.mean()),
            gamma * factor(set.count(), set.mean(), set.variance()), beta);
        return new Explanation(symbols(gamma, beta),
            Equation.lines(numbers(x, set, below, gamma, beta), value[0]), value[0], box);
    }

    private String symbols(float gamma, float beta) {
        return switch (divisor) {
            case DEVIATION -> "y = \\gamma " + fraction("x - \\mu", guard.at.symbols("\\sigma^2")) + " + \\beta";
            case ROOT_MEAN_SQUARE -> "y = \\gamma " + fraction("x", guard.at.symbols("\\frac{1}{m} \\sum x^2"));
            case L2 -> "y = " + Equation.affine((scale == 1 ? "" : "s ") + fraction("x", guard.epsilon == 0
                ? root("\\sum x^2") : guard.at.symbols("\\sum x^2")), gamma, beta);
            case L1 -> "y = " + Equation.affine(fraction("x", guard.epsilon == 0 ? "\\sum |x|"
                : guard.at.kept("\\sum |x|", " + \\varepsilon", "\\varepsilon")), gamma, beta);
        };
    }

    private String numbers(float x, Moments set, double below, float gamma, float beta) {
        return switch (divisor) {
            case DEVIATION -> operand(gamma) + " \\cdot " + fraction(number(x) + minus(set.mean()),
                guard.numbers(set.variance())) + plus(beta);
            case ROOT_MEAN_SQUARE -> operand(gamma) + " \\cdot "
                + fraction(number(x), guard.numbers(set.meanSquare()));
            case L2 -> Equation.affineNumbers((scale == 1 ? "" : number(scale) + " \\cdot ")
                + fraction(number(x), guard.epsilon == 0 ? root(number(below * below))
                : guard.numbers(set.count() * set.meanSquare())), gamma, beta);
            case L1 -> Equation.affineNumbers(fraction(number(x), number(below)), gamma, beta);
        };
    }
}
