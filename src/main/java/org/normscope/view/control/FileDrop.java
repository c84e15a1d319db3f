package org.normscope.view.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** A part of the window that takes dropped files by itself, and shows while they are held over it. */
public final class FileDrop {
    private static final PseudoClass DROPPED = PseudoClass.getPseudoClass("dropped");

    private FileDrop() { }

    public static void on(Node place, Consumer<List<Path>> take) {
        place.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.isConsumed() || !event.getDragboard().hasFiles()) return;
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            place.pseudoClassStateChanged(DROPPED, true);
            event.consume();
        });
        place.addEventHandler(DragEvent.DRAG_EXITED, event -> place.pseudoClassStateChanged(DROPPED, false));
        place.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            place.pseudoClassStateChanged(DROPPED, false);
            if (event.isConsumed() || !event.getDragboard().hasFiles()) return;
            take.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        });
    }
}
