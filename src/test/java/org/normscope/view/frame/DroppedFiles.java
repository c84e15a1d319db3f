package org.normscope.view.frame;

import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.testfx.api.FxRobot;

/**
 * Files held over the window and let go, as another program would: the toolkit's own events, with a board that holds
 * them.
 */
public final class DroppedFiles {
    private DroppedFiles() { }

    public static void on(Node target, FxRobot robot, List<Path> files) {
        robot.interact(() -> {
            Dragboard board = board(files.stream().map(file -> file.toAbsolutePath().toFile()).toList());
            Event.fireEvent(target, event(DragEvent.DRAG_OVER, target, board));
            Event.fireEvent(target, event(DragEvent.DRAG_DROPPED, target, board));
        });
    }

    /** Held over it only. @return whether they would be taken */
    public static boolean over(Node target, FxRobot robot, List<Path> files) {
        boolean[] taken = {false};
        robot.interact(() -> {
            Dragboard board = board(files.stream().map(file -> file.toAbsolutePath().toFile()).toList());
            DragEvent over = event(DragEvent.DRAG_OVER, target, board);
            Event.fireEvent(target, over);
            taken[0] = board != null && over.getAcceptedTransferMode() != null;
        });
        return taken[0];
    }

    private static DragEvent event(javafx.event.EventType<DragEvent> type, Node target, Dragboard board) {
        return new DragEvent(null, target, type, board, 400, 300, 400, 300, TransferMode.COPY, null, null, null);
    }

    private static Dragboard board(List<File> files) {
        Object clipboard = Proxy.newProxyInstance(DroppedFiles.class.getClassLoader(),
            new Class<?>[] {TKClipboard.class}, (proxy, method, arguments) -> answer(method, arguments, files));
        try {
            Method create = Dragboard.class.getDeclaredMethod("createDragboard", TKClipboard.class);
            create.setAccessible(true);
            return (Dragboard) create.invoke(null, clipboard);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the toolkit has changed", e);
        }
    }

    private static Object answer(Method method, Object[] arguments, List<File> files) {
        return switch (method.getName()) {
            case "hasContent" -> arguments[0] == DataFormat.FILES;
            case "getContent" -> arguments[0] == DataFormat.FILES ? files : null;
            case "getContentTypes" -> Set.of(DataFormat.FILES);
            case "getTransferModes" -> Set.of(TransferMode.COPY);
            default -> null;
        };
    }
}
