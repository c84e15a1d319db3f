package org.normscope.state;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The batch: the pictures in the order in which the network gets them. */
public final class TrayModel {
    final ObservableList<TrayItem> items = FXCollections.observableArrayList();
    private final ObservableList<TrayItem> readOnly = FXCollections.unmodifiableObservableList(items);

    TrayModel() { }

    /** A changed item (painted on, made active, pointed at) replaces the one at its place. */
    public ObservableList<TrayItem> items() {
        return readOnly;
    }
}
