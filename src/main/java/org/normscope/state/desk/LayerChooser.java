package org.normscope.state.desk;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;
import org.normscope.network.Layer;

/** A workspace in which a layer of the open network is chosen: the window shows it the strip of layers. */
public interface LayerChooser {
    /** Null until a network is open. */
    ReadOnlyObjectProperty<Layer> layer();

    /** What the strip shows; empty for no more than the layers' maps. */
    ObservableList<StripItem> stripItems();

    void selectLayer(String name);

    /** One that shows what fires each unit of the layer. */
    interface Units extends LayerChooser { }

    /** One that cuts the network behind the layer: what comes before stays as it is, the rest is made new. */
    interface Cuts extends LayerChooser { }
}
