package org.normscope.normalize;

import java.util.Arrays;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Where a conditional normalization takes its gamma and beta from. */
interface Condition {
    /**
     * @param gamma by map, n * C + c
     * @param beta  in the same order
     */
    record MapAffine(double[] gamma, double[] beta) {
        static MapAffine of(int maps) {
            return new MapAffine(new double[maps], new double[maps]);
        }
    }

    MapAffine at(Site site);

    /** Its gamma times standardized maps, plus its beta. */
    default <V> V written(Algebra<V> algebra, Site site, V standardized) {
        MapAffine own = at(site);
        Shape shape = Shape.of(site.maps().shape().n(), site.maps().shape().c(), 1, 1);
        return algebra.plus(algebra.times(standardized, algebra.constant(figures(shape, own.gamma()))),
            algebra.constant(figures(shape, own.beta())));
    }

    private static Tensor figures(Shape shape, double... figures) {
        Tensor cells = Tensor.zeros(shape);
        for (int i = 0; i < figures.length; i++) cells.data()[i] = (float) figures[i];
        return cells;
    }

    /** LaTeX, what its gamma and its beta are called. */
    String gammaSymbol();

    String betaSymbol();

    /** Whether it has a gamma and a beta of its own, inside those of the sliders and of the network. */
    default boolean inside() {
        return true;
    }

    /**
     * A class (de Vries et al. 2017; Dumoulin et al. 2017), whose gamma and beta training would have found: here those
     * of the sliders and of the network, 1 and 0 to begin with.
     */
    static Condition ofClass(int number) {
        return new Condition() {
            @Override public MapAffine at(Site site) {
                MapAffine neutral = MapAffine.of(site.maps().shape().n() * site.maps().shape().c());
                Arrays.fill(neutral.gamma(), 1);
                return neutral;
            }
            @Override public String gammaSymbol() { return "\\gamma_{" + number + "}"; }
            @Override public String betaSymbol() { return "\\beta_{" + number + "}"; }
            @Override public boolean inside() { return false; }
        };
    }

    /**
     * A style picture: gamma is its maps' deviation sqrt(sigma^2 + eps), beta their mean, over (H, W), as in AdaIN
     * (Huang and Belongie 2017).
     */
    static Condition ofStyle(double epsilon) {
        return new Condition() {
            @Override public MapAffine at(Site site) {
                Tensor style = site.style().orElseThrow(() -> new NotApplicableException("norm.style.missing"));
                int maps = site.maps().shape().n() * site.maps().shape().c(),
                    figures = style.shape().n() * style.shape().c();
                MapAffine affine = MapAffine.of(maps);
                for (int map = 0; map < maps; map++) {
                    Moments moments = plane(style, map % figures);
                    affine.gamma()[map] = Math.sqrt(moments.variance() + epsilon);
                    affine.beta()[map] = moments.mean();
                }
                return affine;
            }
            @Override public String gammaSymbol() { return "\\sigma_s"; }
            @Override public String betaSymbol() { return "\\mu_s"; }
        };
    }

    /**
     * The input itself: a is the mean of tanh(x) over (H, W) of each map, gamma = 1 + g a, beta = g a. This is the
     * dynamic layer normalization of Kim et al. 2017 with the generator's matrices, which training would have found, at
     * g times the identity and its biases at those of LN; g = 0 is LN.
     */
    static Condition ofSummary(double gain) {
        return new Condition() {
            @Override public MapAffine at(Site site) {
                Shape shape = site.maps().shape();
                int maps = shape.n() * shape.c(), plane = shape.plane();
                MapAffine affine = MapAffine.of(maps);
                for (int map = 0; map < maps; map++) {
                    double sum = 0;
                    for (int i = map * plane; gain != 0 && i < (map + 1) * plane; i++) {
                        sum += Math.tanh(site.maps().data()[i]);
                    }
                    double generated = gain == 0 ? 0 : gain * sum / plane;
                    affine.gamma()[map] = 1 + generated;
                    affine.beta()[map] = generated;
                }
                return affine;
            }
            @Override public <V> V written(Algebra<V> algebra, Site site, V standardized) {
                V summary = algebra.times(algebra.mean(algebra.tanh(algebra.maps()), 2, 3), gain);
                return algebra.plus(algebra.times(standardized, algebra.plus(summary, 1)), summary);
            }
            @Override public String gammaSymbol() { return "(1 + g a)"; }
            @Override public String betaSymbol() { return "g a"; }
        };
    }

    private static Moments plane(Tensor maps, int map) {
        int plane = maps.shape().plane();
        return Moments.of(maps.data(), map * plane, (map + 1) * plane);
    }
}
