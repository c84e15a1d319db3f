package org.normscope.state.normalize;

import java.util.Optional;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.NormalizedSite;
import org.normscope.normalize.Affine.Calibration;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.Explanation;
import org.normscope.normalize.Ingredient;
import org.normscope.normalize.Normalization;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * A pane's normalization at a layer, seen at one picture of the batch.
 *
 * @param active the picture's index
 */
record PaneSite(NormalizedSite all, int active) {

    /** @throws Fault where the parameters do not fit the normalization or the layer */
    static PaneSite of(LayerSite site, int active, PaneSettings pane, Borrowing.Loan loan) {
        if (loan.fault() != null) throw loan.fault();
        try {
            Catalogue.Entry entry = Catalogue.entry(pane.normalization());
            Normalization normalization = entry.create(pane.parameters());
            Calibration calibration = entry.standardizes(pane.parameters()) ? pane.calibration() : Calibration.NONE;
            NormalizedSite all = FeatureMapFlow.normalized(site, normalization, pane.ownAffine(),
                Optional.ofNullable(loan.lent()), calibration);
            // Asks the partition: a group count that does not divide the channels is told of here.
            all.batch();
            return new PaneSite(all, active);
        } catch (IllegalArgumentException e) {
            throw new Fault(e, "pane.parameters", pane.normalization(), String.valueOf(e.getMessage()));
        }
    }

    LayerSite site() {
        return all.site();
    }

    Normalization normalization() {
        return all.normalization();
    }

    /** Where gamma and beta come from, before the sliders. */
    PaneAffine affine() {
        if (site().matched(all.calibration()).isPresent()) return PaneAffine.valueOf(all.calibration().name());
        return all.ownAffine() && site().affine().isPresent() ? PaneAffine.LEARNED : PaneAffine.NONE;
    }

    /** Whether it shares statistics between pictures. */
    boolean batch() {
        return all.batch();
    }

    /** The normalized maps of the picture, [1, C, H, W]. */
    Tensor result() {
        return all.maps(active);
    }

    /** @throws Fault where the normalization has no such quantity inside */
    Tensor ingredient(Ingredient ingredient, String name) {
        if (!normalization().ingredients().contains(ingredient)) throw new Fault("pane.ingredient", name);
        return all.ingredient(ingredient, active);
    }

    Explanation explain(Cell cell) {
        return all.explain(active, cell);
    }
}
