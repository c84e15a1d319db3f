package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The panes in their order, and the selected one. A pane keeps its model when it is moved or changed. */
final class PaneList {
    private final ReadOnlyObjectWrapper<PaneModel> selected = new ReadOnlyObjectWrapper<>(this, "selectedPane");
    private final ObservableList<PaneModel> panes = FXCollections.observableArrayList();
    private final ObservableList<PaneModel> readOnly = FXCollections.unmodifiableObservableList(panes);

    ObservableList<PaneModel> all() {
        return readOnly;
    }

    ReadOnlyObjectProperty<PaneModel> selected() {
        return selected.getReadOnlyProperty();
    }

    Optional<PaneModel> of(int key) {
        return panes.stream().filter(pane -> pane.key() == key).findFirst();
    }

    void follow(NormalizeSettings settings) {
        List<PaneModel> next = new ArrayList<>();
        for (PaneSettings pane : settings.panes()) {
            PaneModel model = of(pane.key()).orElseGet(() -> new PaneModel(pane));
            model.follow(pane);
            next.add(model);
        }
        if (!next.equals(panes)) panes.setAll(next);
        selected.set(of(settings.selectedPane()).orElse(next.get(0)));
    }
}
