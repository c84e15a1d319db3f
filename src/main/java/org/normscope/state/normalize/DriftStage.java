package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.normalize.Drift;
import org.normscope.normalize.Parameters;

/**
 * How BN's result for the active picture drifts as its batch grows, beside GN's, which does not. The batch grows by the
 * pictures of the tray, then by shipped ones, to eight.
 */
final class DriftStage {
    private static final int PICTURES = 8;

    /** @param active the picture whose result is followed */
    record Request(LayerSite site, int active) { }

    private final FeatureMapFlow flow;

    DriftStage(FeatureMapFlow flow) {
        this.flow = flow;
    }

    BatchDrift run(Request request) {
        LayerSite site = flow.joined(request.site(), more(PICTURES - request.site().pictures()));
        return new BatchDrift(Drift.COMPARED.stream().map(entry -> {
            double[] values = Drift.curve(entry.create(Parameters.NONE), site, request.active());
            return new BatchDrift.Curve(entry.id(), Arrays.stream(values).boxed().toList());
        }).toList());
    }

    /** Shipped pictures, from the end of their list: the tray begins with the first ones. */
    private static List<Pixels> more(int count) {
        List<Sample> samples = Samples.all();
        List<Pixels> more = new ArrayList<>();
        for (int i = 0; i < count; i++) more.add(PictureSource.open(samples.get(samples.size() - 1 - i).origin()));
        return more;
    }
}
