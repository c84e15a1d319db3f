package org.normscope.view.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Offer;
import org.normscope.state.desk.Workspace;
import org.normscope.view.control.DropSign;

/** Takes files and pictures that are dropped anywhere on the window, or pasted. */
final class Drops {
    /** Files over a workspace, and what becomes of them there. */
    private record Held(List<Path> files, Workspace over, Offer offer) { }

    private final AppModel app;
    private @Nullable Held held;

    Drops(AppModel app) {
        this.app = app;
    }

    /** Anywhere where no smaller place takes files itself. */
    void accept(Node window, DropSign sign) {
        window.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.isConsumed() || !holds(event.getDragboard())) return;
            Offer said = said(files(event.getDragboard()));
            if (said.taken()) event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            sign.show(window, said);
            event.consume();
        });
        window.addEventHandler(DragEvent.DRAG_EXITED_TARGET, event -> {
            if (event.getTarget() == window) sign.hide();
            held = null;
        });
        // The pointer moves over the window only where nothing is held over it: some programs go on saying that
        // something is when it was let go.
        window.addEventFilter(MouseEvent.MOUSE_MOVED, event -> sign.hide());
        window.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            sign.hide();
            held = null;
            if (event.isConsumed()) return;
            event.setDropCompleted(take(event.getDragboard()));
            event.consume();
        });
    }

    /** Asked once while the same files are held: to look into folders takes a while, and the pointer moves on. */
    private Offer said(List<Path> files) {
        Workspace over = app.workspace().get();
        Held known = held;
        if (known != null && known.files.equals(files) && known.over == over) return known.offer;
        Held now = new Held(files, over, app.offer(files));
        held = now;
        return now.offer;
    }

    private static List<Path> files(Clipboard board) {
        return board.getFiles() == null ? List.of() : board.getFiles().stream().map(File::toPath).toList();
    }

    void paste() {
        take(Clipboard.getSystemClipboard());
    }

    private static boolean holds(Clipboard clipboard) {
        return clipboard.hasFiles() || clipboard.hasImage();
    }

    private boolean take(Clipboard clipboard) {
        List<File> files = clipboard.getFiles();
        if (files != null && !files.isEmpty()) {
            app.drop(files.stream().map(File::toPath).toList());
            return true;
        }
        Image image = clipboard.getImage();
        if (image == null) return false;
        app.paste(pixels(image));
        return true;
    }

    private static Pixels pixels(Image image) {
        int width = (int) image.getWidth(), height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return new Pixels(width, height, argb);
    }
}
