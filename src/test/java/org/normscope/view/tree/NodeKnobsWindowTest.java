package org.normscope.view.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.node.Landmarks;
import org.normscope.state.tree.OfferedLayers;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What of a node is chosen by clicks: layers of its network, landmarks on its pictures. */
class NodeKnobsWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private TreeModel model() {
        return window.app.workspace(TreeModel.class);
    }

    private void small(FxRobot robot, String node) {
        int[] argb = new int[40 * 40];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | i * 2654435 & 0xFFFFFF;
        Path a = folder.resolve("a.png");
        PictureFile.writePng(new Pixels(40, 40, argb), a);
        robot.interact(() -> {
            window.app.setWorkspace(TreeSettings.ID);
            window.app.drop(List.of(a, a));
            model().show(node);
        });
        until(() -> model().content() != null && model().content().width() == 40 && model().style().width() == 40);
    }

    private Button button(String name) {
        return all(window.frame, Button.class).filter(button -> name.equals(button.getAccessibleText())).findFirst()
            .orElseThrow();
    }

    @Test
    void layersAreChosenByClick(FxRobot robot) {
        small(robot, "gatys");
        robot.interact(() -> model().set("steps", "2"));
        until(() -> model().layers().get().containsKey("layers"));
        Button layers = button("Style layers");
        String usual = layers.getText();
        robot.interact(layers::fire);
        List<CheckBox> rows = all(window.frame, CheckBox.class).filter(box -> box.getText() != null
            && !box.getText().isEmpty()).toList();
        OfferedLayers offered = model().layers().get().get("layers");
        assertEquals(offered.offer().names().size(), rows.size());
        assertEquals(offered.offer().usual().size(), rows.stream().filter(CheckBox::isSelected).count());
        robot.interact(() -> rows.get(0).fire());
        assertFalse(rows.get(0).isSelected());
        assertEquals(offered.offer().usual().size() - 1, offered.chosen(model().knobs().word("layers")).size());
        assertFalse(layers.getText().equals(usual), usual);
        robot.interact(window.app::undo);
        assertTrue(rows.get(0).isSelected());
        assertEquals(List.of(), nameless(window.frame));
    }

    private Landmarks.Pair pair() {
        return model().knobs().landmarks("landmarks").pairs().get(0);
    }

    @Test
    void landmarksArePlacedMovedAndTakenAway(FxRobot robot) {
        small(robot, "shih");
        robot.interact(button("Landmarks")::fire);
        List<MarkedPicture> pictures = all(window.frame, MarkedPicture.class).toList();
        MarkedPicture content = pictures.get(0), style = pictures.get(1);
        until(() -> content.getWidth() > 0 && style.getWidth() > 0);
        robot.interact(() -> press(content, .25 * content.getWidth(), .5 * content.getHeight(),
            MouseEvent.MOUSE_PRESSED));
        assertEquals(new Landmarks.Pair(.25, .5, .25, .5), pair());
        Node mark = style.lookup(".landmark");
        robot.interact(() -> {
            press(mark, 1, 1, MouseEvent.MOUSE_PRESSED);
            double to = .75 * style.getWidth() - mark.getLayoutX(), same = .5 * style.getHeight() - mark.getLayoutY();
            press(mark, .5 * to, same, MouseEvent.MOUSE_DRAGGED);
            press(mark, to, same, MouseEvent.MOUSE_DRAGGED);
            press(mark, to, same, MouseEvent.MOUSE_RELEASED);
        });
        assertEquals(new Landmarks.Pair(.25, .5, .75, .5), pair());
        robot.interact(window.app::undo);
        assertEquals(new Landmarks.Pair(.25, .5, .25, .5), pair(), "a drag is one step");
        robot.interact(() -> key(style.lookup(".landmark"), KeyCode.DOWN));
        assertEquals(new Landmarks.Pair(.25, .5, .25, .51), pair());
        assertEquals(List.of(), nameless(window.frame));
        robot.interact(() -> key(content.lookup(".landmark"), KeyCode.DELETE));
        assertTrue(model().knobs().landmarks("landmarks").pairs().isEmpty());
        assertTrue(style.lookupAll(".landmark").isEmpty());
        assertEquals(List.of(), window.notices());
    }

    private static void key(Node node, KeyCode code) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    /** An event that has no source yet is one of the scene. */
    private static void press(Node node, double x, double y, EventType<MouseEvent> type) {
        Point2D at = node.localToScene(x, y);
        Event.fireEvent(node, new MouseEvent(type, at.getX(), at.getY(), 0, 0, MouseButton.PRIMARY, 1, false, false,
            false, false, true, false, false, false, false, false, null));
    }
}
