package org.normscope.state;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The network's layers as a strip, in the order in which they run, every operator. */
public final class StripModel {
    final ObservableList<StripItem> items = FXCollections.observableArrayList();
    private final ObservableList<StripItem> readOnly = FXCollections.unmodifiableObservableList(items);

    StripModel() { }

    /** A changed item (its map came in, it was selected) replaces the one at its place. */
    public ObservableList<StripItem> items() {
        return readOnly;
    }
}
