package org.normscope.state;

import java.util.Arrays;
import java.util.List;
import org.normscope.flow.LayerSite;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;

/** How BN's result for the active picture drifts as its batch grows, beside GN's, which does not. */
final class DriftStage {
    private DriftStage() { }

    static Drift run(LayerSite site, int active) {
        return new Drift(List.of("bn", "gn").stream().map(id -> {
            double[] values = org.normscope.normalize.Drift.curve(Catalogue.entry(id).create(Parameters.NONE), site, active);
            return new Drift.Curve(id, Arrays.stream(values).boxed().toList());
        }).toList());
    }
}
