package org.normscope.style;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Tiling;
import org.normscope.tensor.Tensor;

/**
 * A style network from the picture to the picture in one graph, with all but the picture given: what can be run in
 * tiles.
 *
 * @param picture input that takes the picture, [1, 3, H, W]
 * @param output  the result, of the same shape
 * @param sites   in running order
 * @param feeds   of all other inputs
 */
public record WholeGraph(Graph graph, String picture, PictureLevels in, String output, PictureLevels out,
                         List<Site> sites, Map<String, Tensor> feeds) {
    /**
     * A normalization.
     *
     * @param input    value that is normalized
     * @param mean     value that holds its mean by channel, [1, C, 1, 1]
     * @param variance value that holds its variance by channel, [1, C, 1, 1]
     * @param after    what becomes of the maps behind it
     */
    public record Site(String input, String mean, String variance, Optional<TransformedSite> after) {
        public Site(String input, String mean, String variance) {
            this(input, mean, variance, Optional.empty());
        }
    }

    WholeGraph with(Graph other) {
        return new WholeGraph(other, picture, in, output, out, sites, feeds);
    }

    /** The graph of some values, statistics of the first sites fed, and maps that are there already. */
    Graph part(Collection<String> values, int sitesFed, Collection<String> maps) {
        List<String> fed = new ArrayList<>(maps);
        for (Site site : sites.subList(0, sitesFed)) {
            fed.add(site.mean());
            fed.add(site.variance());
        }
        return graph.giving(values, fed);
    }

    /** Where every value's cells come from; empty where the graph does not go into tiles. */
    Optional<Tiling> tiling() {
        return Tiling.of(part(List.of(output), sites.size(), List.of()), Map.of(picture, Tiling.Law.given(3, 1)));
    }
}
