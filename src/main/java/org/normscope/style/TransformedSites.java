package org.normscope.style;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * Paints as AdaIN and WCT do: wherever the decoder normalizes, the maps behind get the statistics that the style
 * picture's own maps have there, counted on the spot, in place of those that a style code foretells.
 */
final class TransformedSites {
    private TransformedSites() { }

    /**
     * @param sites   values behind the decoder's normalizations, in running order
     * @param content what the decoder is fed with for the content
     * @param style   what it is fed with for the style
     * @return the decoder's picture
     */
    static Tensor image(Graph decoder, GraphRunner runner, List<String> sites, Map<String, Tensor> content,
                        Map<String, Tensor> style, FeatureTransform transform, double amount, Stop stop) {
        Activations wanted = runner.run(decoder, style, sites, stop);
        Map<String, Tensor> known = new HashMap<>(), feeds = new HashMap<>(content);
        for (String site : sites) {
            Tensor maps = runner.run(decoder.giving(List.of(site), known.keySet()), feeds, List.of(site), stop)
                .get(site);
            known.put(site, transform.of(maps, wanted.get(site), amount));
            feeds.putAll(known);
        }
        return runner.run(decoder.giving(List.of("image"), known.keySet()), feeds, List.of("image"), stop)
            .get("image");
    }
}
