package org.normscope.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.normalize.Normalization;
import org.normscope.onnx.Cut;
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
     * The network's outputs and the later layers' values with a picture's value replaced.
     *
     * @param result what stands in the replaced value's place for that picture: [1, C, H, W]
     */
    public Map<String, Tensor> after(LayerSite site, int picture, Tensor result) {
        Place place = site.place();
        Tensor replacing = result.reshaped(site.run(picture).value(place.normalized()).shape());
        Map<String, Tensor> values = new HashMap<>();
        for (String output : place.network().outputs()) values.put(output, site.output(output, picture));
        values.put(place.value(), replacing);
        values.putAll(tail(site, picture, replacing).values());
        return values;
    }

    /** The same values of the untouched network. */
    public Map<String, Tensor> before(LayerSite site, int picture) {
        Place place = site.place();
        Map<String, Tensor> values = new HashMap<>();
        if (!place.later().isEmpty()) {
            List<String> later = place.later().stream().map(Layer::output).toList();
            values.putAll(runner.run(place.network().graph(), site.run(picture).feeds(), later).values());
        }
        for (String output : place.network().outputs()) values.put(output, site.output(output, picture));
        return values;
    }

    private Activations tail(LayerSite site, int picture, Tensor replacing) {
        Cut cut = site.place().cut();
        if (cut.changed().isEmpty()) return new Activations(Map.of(), 0);
        Map<String, Tensor> feeds = new HashMap<>();
        for (String crossing : cut.crossing()) feeds.put(crossing, site.run(picture).value(crossing));
        feeds.put(cut.value(), replacing);
        return runner.run(cut.tail(), feeds, cut.changed());
    }
}
