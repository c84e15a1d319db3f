package org.normscope.view.frame;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Workspace;
import org.normscope.view.control.Room;

/** Whose turn it is: a workspace's nodes come into the window when it is first open, and are seen while it is. */
final class Turns {
    private final AppModel app;

    Turns(AppModel app) {
        this.app = app;
    }

    /** @param build of the face's nodes, which are handed to {@code place} */
    void of(Face face, Function<Face, List<Node>> build, Consumer<Node> place) {
        ChangeListener<Workspace> first = new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Workspace> property, Workspace old, Workspace now) {
                if (!now.id().equals(face.id())) return;
                property.removeListener(this);
                build.apply(face).forEach(node ->
                    place.accept(Room.shown(node, app.workspace().map(open -> open.id().equals(face.id())))));
            }
        };
        app.workspace().addListener(first);
        first.changed(app.workspace(), null, app.workspace().get());
    }
}
