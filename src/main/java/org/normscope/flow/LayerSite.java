package org.normscope.flow;

import org.normscope.network.Network;
import org.normscope.network.Layer;
import org.normscope.normalize.Site;

/**
 * The site of a layer of a network. Where the layer is a normalization or feeds one directly, the site is that one's
 * place: its input is normalized, its gamma and beta are kept. Elsewhere the site stands behind the layer.
 */
public interface LayerSite extends Site {
    /** Whether the normalization takes another's place, or is inserted. */
    enum Placement { REPLACES, INSERTED }

    Network network();

    /** The layer that was chosen. */
    Layer layer();

    Placement placement();

    /** Name of the value in the graph that a normalization's result stands for. */
    String replacedValue();
}
