package org.normscope.flow;

import java.util.Optional;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.normalize.Ingredient;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A normalization at a layer: the light stage, all that a slider touches. Only a normalization that shares statistics
 * between pictures is given the whole batch for one of them; the others do the one picture's work.
 *
 * @param site          the whole batch
 * @param normalization with its parameters set
 * @param ownAffine     whether the network's gamma and beta are kept, where it has them here
 * @param lent          what is taken from pictures beside the batch; empty where the next picture of the batch is the
 *                      style, and the sample photos are the pool
 * @param calibration   what stands for gamma and beta where the network has none here
 */
public record NormalizedSite(LayerSite site, Normalization normalization, boolean ownAffine, Optional<Lent> lent,
                             Calibration calibration) {
    /** The whole batch, normalized. */
    public Tensor maps() {
        return normalization.apply(seen(site));
    }

    /** One picture of the batch, normalized: [1, C, H, W]. */
    public Tensor maps(int picture) {
        return of(picture, normalization.apply(here(picture)));
    }

    /** A quantity inside the normalization for one picture of the batch, [1, C, H, W]. */
    public Tensor ingredient(Ingredient ingredient, int picture) {
        return of(picture, normalization.ingredient(ingredient, here(picture)));
    }

    /** How the value of a cell of one picture comes about. */
    public Explanation explain(int picture, Cell cell) {
        return normalization.explain(here(picture), new Cell(batch() ? picture : 0, cell.c(), cell.y(), cell.x()));
    }

    /** Whether statistics are shared between pictures. */
    public boolean batch() {
        Shape two = Shape.of(2, site.shape().c(), 1, 1);
        // IBN-a shares between pictures in its last channels only
        return normalization.partition().cellsOf(new Cell(0, two.c() - 1, 0, 0), two).n1() == 2;
    }

    private Site here(int picture) {
        return seen(batch() ? site : site.alone(picture));
    }

    /** As the normalization of one picture sees it, that picture first; alone where the others do not matter. */
    Site first(int picture) {
        return seen(batch() ? site.turned(picture) : site.alone(picture));
    }

    private Tensor of(int picture, Tensor maps) {
        return batch() ? maps.picture(picture) : maps;
    }

    private Site seen(LayerSite whole) {
        Site conditioned = lent.<Site>map(other -> new ConditionedSite(whole, other.style(), other.pool()))
            .orElse(whole);
        Optional<Affine> matched = site.matched(calibration);
        if (matched.isPresent()) return new AffineSite(conditioned, matched);
        return ownAffine ? conditioned : new AffineSite(conditioned, Optional.empty());
    }
}
