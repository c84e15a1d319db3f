package org.normscope.state.normalize;

import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.normalize.Cell;

/** The cell under the pointer; the cross-hair stands there in every pane. */
public final class PointerModel {
    private final ReadOnlyObjectWrapper<Cell> cell = new ReadOnlyObjectWrapper<>(this, "cell");
    private final ReadOnlyObjectWrapper<PaneModel> pane = new ReadOnlyObjectWrapper<>(this, "pane");

    PointerModel() { }

    /** @return whether that is somewhere else */
    boolean move(@Nullable PaneModel nextPane, @Nullable Cell nextCell) {
        if (Objects.equals(nextCell, cell.get()) && nextPane == pane.get()) return false;
        pane.set(nextPane);
        cell.set(nextCell);
        return true;
    }

    /** Null while nothing is pointed at; n is the active picture's index. */
    public ReadOnlyObjectProperty<Cell> cell() {
        return cell.getReadOnlyProperty();
    }

    /** The pane in which the pointer is; null with {@link #cell()}. */
    public ReadOnlyObjectProperty<PaneModel> pane() {
        return pane.getReadOnlyProperty();
    }
}
