package org.normscope.state.tree;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.normscope.network.Network;
import org.normscope.node.Knob;
import org.normscope.node.Knobs;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.stage.Stage;
import org.normscope.state.desk.stage.Stages;
import org.normscope.text.Fault;

/** The layers that the shown node's knobs choose from: their networks are opened in the background. */
final class TreeLayers {
    /** @param origins of the network of each knob of layers, by that one's key */
    private record Asked(TreeNode node, Map<String, String> origins) { }

    private final ReadOnlyObjectWrapper<Map<String, OfferedLayers>> offered = new ReadOnlyObjectWrapper<>(this,
        "offered", Map.of());
    private final Sources sources;
    private final Stage<Asked, Map<String, OfferedLayers>> opening;

    TreeLayers(Services services, Stages stages) {
        sources = services.sources();
        opening = stages.add(services.workers().files(), this::opened, offered::set);
    }

    /** By the knob's key; empty until they are known, and where a network cannot be opened: who paints by it tells. */
    ReadOnlyObjectProperty<Map<String, OfferedLayers>> offered() {
        return offered.getReadOnlyProperty();
    }

    void follow(TreeNode node, Map<String, String> set) {
        Knobs knobs = new Knobs(node, set);
        Map<String, String> origins = new HashMap<>();
        for (Knob knob : node.knobs()) {
            if (knob instanceof Knob.Layers layers) origins.put(knob.key(), knobs.word(layers.network()));
        }
        opening.submitNew(new Asked(node, origins));
    }

    private Map<String, OfferedLayers> opened(Asked asked) {
        Map<String, OfferedLayers> opened = new HashMap<>();
        try {
            for (Knob knob : asked.node.knobs()) {
                if (!(knob instanceof Knob.Layers layers)) continue;
                Network network = sources.network(new NetworkChoice(asked.origins.getOrDefault(knob.key(), ""), "",
                    Map.of()));
                opened.put(knob.key(), new OfferedLayers(network, layers.offer().apply(network)));
            }
        } catch (Fault toldElsewhere) {
            return Map.of();
        }
        return opened;
    }
}
