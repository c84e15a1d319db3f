package org.normscope.state.normalize;

import java.util.Optional;
import org.normscope.flow.ConditionedSite;
import org.normscope.flow.LayerSite;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.normalize.Ingredient;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.PlainSite;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * A pane's normalization at a layer, seen at one picture of the batch. Only a normalization that shares statistics
 * between pictures is given the whole batch; the others do the one picture's work.
 *
 * @param site          the whole batch
 * @param active        the picture's index
 * @param normalization with its parameters set
 * @param batch         whether it shares statistics between pictures
 * @param ownAffine     whether the network's gamma and beta are kept
 * @param loan          what it takes from pictures beside the batch
 */
record PaneSite(LayerSite site, int active, Normalization normalization, boolean batch, boolean ownAffine, Borrowing.Loan loan) {

    /** @throws Fault where the parameters do not fit the normalization or the layer */
    static PaneSite of(LayerSite site, int active, PaneSettings pane, Borrowing.Loan loan) {
        if (loan.fault() != null) throw loan.fault();
        try {
            Normalization normalization = Catalogue.entry(pane.normalization()).create(pane.parameters());
            Shape two = Shape.of(2, site.shape().c(), 1, 1);
            // IBN-a shares between pictures in its last channels only
            boolean batch = normalization.partition().cellsOf(new Cell(0, two.c() - 1, 0, 0), two).n1() == 2;
            return new PaneSite(site, active, normalization, batch, pane.ownAffine(), loan);
        } catch (IllegalArgumentException e) {
            throw new Fault(e, "pane.parameters", pane.normalization(), e.getMessage());
        }
    }

    private Site here() {
        Site here = batch ? site : site.alone(active);
        if (loan.style() != null || loan.pool() != null) here = new ConditionedSite(here, Optional.ofNullable(loan.style()), Optional.ofNullable(loan.pool()));
        return ownAffine ? here : new PlainSite(here);
    }

    private Tensor picture(Tensor maps) {
        return batch ? maps.picture(active) : maps;
    }

    /** The normalized maps of the picture, [1, C, H, W]. */
    Tensor result() {
        return picture(normalization.apply(here()));
    }

    /** @throws Fault where the normalization has no such quantity inside */
    Tensor ingredient(Ingredient ingredient, String name) {
        if (!normalization.ingredients().contains(ingredient)) throw new Fault("pane.ingredient", name);
        return picture(normalization.ingredient(ingredient, here()));
    }

    Explanation explain(Cell cell) {
        return normalization.explain(here(), new Cell(batch ? active : 0, cell.c(), cell.y(), cell.x()));
    }
}
