package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.state.desk.StripItem;

/** The network's layers as a strip, in the order in which they run, every operator. */
public final class StripModel {
    private final ObservableList<StripItem> items = FXCollections.observableArrayList();
    private final ObservableList<StripItem> readOnly = FXCollections.unmodifiableObservableList(items);
    private final Map<String, StripStage.UnitMap> maps = new HashMap<>();
    private @Nullable Network network;
    private @Nullable Layer selected;

    StripModel() { }

    /** All are replaced at once when one of them changes (its map came in, it was selected). */
    public ObservableList<StripItem> items() {
        return readOnly;
    }

    void show(Network next, Layer layer) {
        if (next != network) maps.clear();
        network = next;
        selected = layer;
        publish();
    }

    void show(Map<String, StripStage.UnitMap> next) {
        maps.clear();
        maps.putAll(next);
        publish();
    }

    private void publish() {
        if (network == null) return;
        List<StripItem> next = new ArrayList<>();
        for (Layer layer : network.layers()) {
            StripStage.UnitMap map = maps.get(layer.name());
            next.add(new StripItem(next.size(), layer, layer.equals(selected), map == null ? 0 : map.unit(),
                map == null ? null : map.pixels(), null));
        }
        if (!next.equals(items)) items.setAll(next);
    }
}
