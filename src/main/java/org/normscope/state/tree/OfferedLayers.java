package org.normscope.state.tree;

import java.util.ArrayList;
import java.util.List;
import org.normscope.network.LayerList;
import org.normscope.network.Network;
import org.normscope.node.Knob;

/** The layers of an open network that one of a node's knobs chooses from. */
public record OfferedLayers(Network network, Knob.Offer offer) {
    /** Those that the knob stands for at this text. */
    public List<String> chosen(String text) {
        return text.isEmpty() ? offer.usual() : LayerList.names(network, text);
    }

    /**
     * What the knob is to be set to so that a layer is chosen, or no more; in the network's order. Of what takes one
     * layer the last chosen stays.
     *
     * @return empty where that is what the node takes of itself, or nothing
     */
    String toggled(Knob.Layers knob, String text, String name) {
        List<String> next = knob.several() ? new ArrayList<>(chosen(text)) : new ArrayList<>();
        if (!next.remove(name) && !chosen(text).equals(List.of(name))) next.add(name);
        List<String> sorted = offer.names().stream().filter(next::contains).toList();
        return sorted.equals(offer.usual()) ? "" : LayerList.text(network, sorted);
    }
}
