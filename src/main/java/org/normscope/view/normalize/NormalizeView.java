package org.normscope.view.normalize;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Viewport;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;

/** The middle of the Normalize workspace: the panes side by side, and beside them what explains them. */
public final class NormalizeView extends HBox {
    /** Share of the width that the inspector may take; the style sheet says how wide it is at most. */
    private static final double INSPECTOR = 0.3;

    private final NormalizeModel model;
    private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(this, "viewport", Viewport.FIT);
    private final PaneGrid grid;

    public NormalizeView(AppModel app, Controls controls, FileAsker asker) {
        model = app.workspace(NormalizeModel.class);
        getStyleClass().add("normalize");
        grid = new PaneGrid(model, pane -> {
            PaneView view = new PaneView(model, pane, viewport, controls, asker);
            view.onAsk(unit -> app.showWhatFires(model.layer().get().name(), unit));
            return view;
        });
        HBox.setHgrow(grid, Priority.ALWAYS);
        shareViewport();
        Inspector inspector = new Inspector(app, controls, asker);
        inspector.prefWidthProperty().bind(widthProperty().multiply(INSPECTOR));
        getChildren().addAll(grid, inspector);
    }

    /** The panes as they stand. */
    public PaneGrid grid() {
        return grid;
    }

    /** The panes move at once; the model is told, and tells of other viewports: undo, another layer. */
    private void shareViewport() {
        viewport.addListener((property, old, now) -> {
            if (!now.equals(modelled())) model.setViewport(now);
        });
        model.settings().addListener(ignored -> viewport.set(modelled()));
        if (model.settings().get() != null) viewport.set(modelled());
    }

    private Viewport modelled() {
        return model.settings().get().view().viewport();
    }
}
