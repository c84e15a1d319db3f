package org.normscope.view.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.normscope.state.desk.Offer;

/** A part of the window that takes dropped files by itself, and shows while they are held over it. */
public final class FileDrop {
    private FileDrop() { }

    /**
     * @param take  takes what is let go
     * @param offer says beforehand what becomes of it
     */
    public static void on(Node place, Consumer<List<Path>> take, Function<List<Path>, Offer> offer) {
        place.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.isConsumed() || !event.getDragboard().hasFiles()) return;
            Offer said = offer.apply(files(event));
            if (said.taken()) event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            DropSign.of(place).show(place, said);
            event.consume();
        });
        place.addEventHandler(DragEvent.DRAG_EXITED, event -> DropSign.of(place).hide());
        place.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            DropSign.of(place).hide();
            if (event.isConsumed() || !event.getDragboard().hasFiles()) return;
            take.accept(files(event));
            event.setDropCompleted(true);
            event.consume();
        });
    }

    private static List<Path> files(DragEvent event) {
        return event.getDragboard().getFiles().stream().map(File::toPath).toList();
    }
}
