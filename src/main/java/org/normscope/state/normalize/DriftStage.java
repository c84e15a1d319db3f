package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.image.PictureSource;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.normalize.Drift;
import org.normscope.normalize.Parameters;

/**
 * How BN's result for the active picture drifts as its batch grows, beside GN's, which does not. The batch grows by the
 * pictures of the tray, then by shipped ones that are not among them, to eight.
 */
final class DriftStage {
    private static final int PICTURES = 8;

    /**
     * @param active the picture whose result is followed
     * @param tray   origins of the pictures of the site
     */
    record Request(LayerSite site, int active, List<String> tray) { }

    private final FeatureMapFlow flow;

    DriftStage(FeatureMapFlow flow) {
        this.flow = flow;
    }

    BatchDrift run(Request request) {
        List<String> more = more(request.tray());
        LayerSite site = flow.joined(request.site(), more.stream().map(PictureSource::open).toList());
        return new BatchDrift(Drift.COMPARED.stream().map(entry -> {
            double[] values = Drift.curve(entry.create(Parameters.NONE), site, request.active());
            return new BatchDrift.Curve(entry.id(), Arrays.stream(values).boxed().toList());
        }).toList(), more);
    }

    /** From the end of their list: the tray begins with the first ones. */
    private static List<String> more(List<String> tray) {
        List<String> origins = new ArrayList<>(Samples.all().stream().map(Sample::origin).toList());
        Collections.reverse(origins);
        origins.removeAll(tray);
        return List.copyOf(origins.subList(0, Math.max(0, PICTURES - tray.size())));
    }
}
