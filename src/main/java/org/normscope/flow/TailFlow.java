package org.normscope.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.normalize.Normalization;
import org.normscope.tensor.Tensor;

/**
 * What a normalization does to the network: the graph is cut behind the place, everything that crosses the cut is fed,
 * and the tail runs on the result. The network is not retrained.
 */
public final class TailFlow {
    private final GraphRunner runner;

    public TailFlow(GraphRunner runner) {
        this.runner = runner;
    }

    /** As {@link #after(LayerSite, int, Tensor)}, normalizing the whole batch first. */
    public Map<String, Tensor> after(LayerSite site, int picture, Normalization normalization) {
        return after(site, picture, normalization.apply(site).picture(picture));
    }

    /**
     * The network's outputs and the later layers' values with a picture's value replaced, by name.
     *
     * @param result what stands in the replaced value's place for that picture: [1, C, H, W]
     */
    public Map<String, Tensor> after(LayerSite site, int picture, Tensor result) {
        Place place = site.place();
        PictureRun run = site.run(picture);
        Tensor replacing = result.reshaped(run.value(place.normalized()).shape());
        return place.downstream().run(runner, run.tapped(), replacing).values();
    }

    /** The same values of the untouched network. */
    public Map<String, Tensor> before(LayerSite site, int picture) {
        Place place = site.place();
        List<String> later = place.later().stream().map(Layer::output).toList();
        Map<String, Tensor> values = new HashMap<>();
        if (!later.isEmpty()) values.putAll(place.network().run(runner, site.run(picture).input(), later).values());
        for (String output : place.network().outputs()) values.put(output, site.output(output, picture));
        return values;
    }
}
