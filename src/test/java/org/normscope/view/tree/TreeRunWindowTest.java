package org.normscope.view.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.tree.Tree;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What takes long in the Tree: it is seen, holds up nothing else, and can be ended. */
class TreeRunWindowTest extends TreeWindow {
    private static final String SLOW = "portilla-simoncelli";
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
    /** Those that run a network take longer than a test may. */
    private static final List<String> QUICK = Tree.nodes().stream().filter(node -> !node.needsRunner())
        .map(TreeNode::id).filter(id -> !id.equals(SLOW)).toList();

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private void showSlow(FxRobot robot) {
        robot.interact(() -> {
            model().show(SLOW);
            Map.of("iterations", "1000", "tile", "512", "directions", "6").forEach(model()::set);
        });
    }

    private List<NodeTile> old() {
        return all(window.frame, NodeTile.class).filter(tile -> tile.getPseudoClassStates().contains(OLD)).toList();
    }

    @Test
    void aTileOfOtherPicturesIsDimmedUntilItsOwnComes(FxRobot robot) {
        pictures(robot, 40, 30);
        until(() -> model().thumbnails().values().stream().filter(picture -> picture.width() == 40).count() > 5);
        pictures(robot, 44, 30);
        List<String> wrong = new ArrayList<>();
        until(() -> {
            long other = model().thumbnails().values().stream().filter(picture -> picture.width() != 44).count();
            if (other != old().size()) wrong.add(other + " of other pictures, dimmed " + old().size());
            String done = model().thumbnailsDone() + " of " + Tree.nodes().size() + " computed";
            if (!words(window.frame).contains(done)) wrong.add("not said: " + done);
            return QUICK.stream().map(model().thumbnails()::get)
                .filter(picture -> picture != null && picture.width() == 44).count() > 12;
        });
        assertEquals(List.of(), wrong);
        robot.interact(() -> old().forEach(tile -> assertEquals(.25, tile.lookup(".node-picture").getOpacity())));
    }

    @Test
    void aSlowNodeHoldsUpNoOther(FxRobot robot) {
        showSlow(robot);
        pictures(robot, 300, 200);
        until(() -> QUICK.stream().map(model().thumbnails()::get)
            .filter(picture -> picture != null && picture.height() == 107).count() > 8);
        Pixels slow = model().thumbnails().get(SLOW);
        assertTrue(slow == null || slow.height() != 107, "it was slow");
    }

    @Test
    void aRunCanBeEnded(FxRobot robot) {
        showSlow(robot);
        robot.interact(() -> Map.of("tile", "64", "directions", "2").forEach(model()::set));
        pictures(robot, 300, 200);
        until(() -> words(window.frame).stream().anyMatch(text -> text.matches("running · [1-9]\\d*%")));
        Button cancel = all(window.frame, Button.class).filter(button ->
            "Cancel the run".equals(button.getAccessibleText())).findFirst().orElseThrow();
        assertTrue(OnScreen.shown(cancel));
        robot.interact(cancel::fire);
        ended();
        robot.interact(() -> model().set("iterations", "999"));
        until(() -> model().computing().get() && OnScreen.shown(cancel));
        robot.interact(cancel::requestFocus);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        ended();
        robot.interact(() -> model().set("iterations", "5"));
        until(() -> model().frame().get() != null && model().frame().get().node().equals(SLOW));
        assertFalse(OnScreen.shown(cancel));
    }

    private void ended() {
        until(() -> !model().computing().get());
        assertTrue(words(window.frame).contains("cancelled: another setting runs it again"));
    }
}
