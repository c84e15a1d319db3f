package org.normscope.normalize;

import java.util.Set;
import org.normscope.tensor.Tensor;

/** A normalization with its parameters chosen: immutable, thread-safe, pure. Made by {@link Catalogue}. */
public interface Normalization {

    /**
     * Normalizes the site's maps, then applies gamma and beta: the site's own, if it has any, times and plus the
     * parameters' uniform ones.
     *
     * @return a new tensor of the shape of {@link Site#maps()}
     * @throws NotApplicableException where the site lacks what this normalization needs, or a parameter does not fit
     *                                the shape; the message says what is missing and what to do
     */
    default Tensor apply(Site site) {
        Tensor result = Tensor.zeros(site.maps().shape());
        apply(site, result);
        return result;
    }

    /**
     * The same into a tensor that is the caller's own and not yet published, for those who normalize many times a
     * second: making a tensor takes as long as filling it.
     *
     * @param result of the shape of {@link Site#maps()}; every cell is written
     */
    void apply(Site site, Tensor result);

    /**
     * Writes down what {@link #apply(Site, Tensor)} computes, gamma and beta included.
     *
     * @param site  what is constant is taken from it; what depends on the picture the algebra has
     * @param <V>   a value in the writing
     * @return of the shape of the maps
     */
    <V> V written(Algebra<V> algebra, Site site);

    /** Which cells share statistics. */
    Partition partition();

    /** What of {@link Ingredient} this normalization has. */
    Set<Ingredient> ingredients();

    /** One ingredient as maps of the shape of {@link Site#maps()}: at every cell the value used there. */
    Tensor ingredient(Ingredient ingredient, Site site);

    /** How the value of one cell comes about, with its actual numbers. */
    Explanation explain(Site site, Cell cell);
}
