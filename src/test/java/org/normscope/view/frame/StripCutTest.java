package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.network.Layer;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.transfer.TransferSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The cut of the Transfer workspace on the strip: seen there only, between layers, dragged by its handle. */
@ExtendWith(ApplicationExtension.class)
class StripCutTest {
    @TempDir
    static Path folder;
    private OpenWindow window;
    private TransferModel model;

    @Start
    void open(Stage stage) {
        window = new OpenWindow(stage, folder, OpenWindow.settings().with(TransferSettings.class,
            settings -> settings.withData(List.of(folder.resolve("nothing").toString()))));
        model = window.app.workspace(TransferModel.class);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void theNetworkIsCutWhereTheHandleIsDragged(FxRobot robot) {
        until(() -> window.app.subject().network().get() != null && window.app.activity().get() == null);
        assertFalse(OnScreen.shown(part("cut-handle")));
        robot.interact(() -> {
            window.app.setWorkspace(TransferSettings.ID);
            // The first of two chips one above the other.
            model.selectLayer("block1.first.norm");
        });
        until(() -> model.settled() && model.layer().get().name().equals("block1.first.norm"));
        List<LayerButton> buttons = all(window.frame, LayerButton.class).toList();
        int at = window.app.subject().network().get().layers().indexOf(model.layer().get());
        assertTrue(OnScreen.shown(part("cut-handle")));
        for (int i = 0; i < buttons.size(); i++) {
            Bounds layer = place(buttons.get(i)), handle = place(part("cut-handle"));
            assertTrue(i <= at ? layer.getMaxX() <= handle.getMinX() : layer.getMinX() >= handle.getMaxX(),
                buttons.get(i).getAccessibleText() + " " + layer + " beside " + handle);
        }
        Layer before = model.layer().get();
        robot.drag(part("cut-handle")).dropBy(place(buttons.get(0)).getMaxX() - place(part("cut-handle")).getMinX(), 0);
        until(() -> model.layer().get().name().equals("stem.conv"));
        assertNotEquals(before, model.layer().get());
        robot.interact(window.app::undo);
        assertEquals(before, model.layer().get());
        robot.interact(() -> window.app.setWorkspace(NormalizeSettings.ID));
        assertFalse(OnScreen.shown(part("cut-handle")));
    }

    private Node part(String style) {
        return window.frame.lookup("." + style);
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
