package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** A rule for one, two or three of 200 style classes: more than fit a number. */
@ExtendWith(ApplicationExtension.class)
class RuleClassesTest {
    private static final int CLASSES = 200;

    @Test
    void nodesWearWhatTheyWouldHaveWorn(FxRobot robot) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < CLASSES; i++) {
            rules.append(".c").append(i).append(" {-fx-min-width: ").append(i).append(";}");
            rules.append(".c").append(i).append(".c").append((i * 7 + 3) % CLASSES).append(" {-fx-min-height: ")
                .append(i).append(";}");
            rules.append(".c").append(i).append(".c").append((i * 7 + 3) % CLASSES).append(".c0 {-fx-max-width: ")
                .append(i).append(";}");
        }
        robot.interact(() -> {
            Scene scene = new Scene(new Group());
            scene.getStylesheets().add("data:text/css," + rules);
            List<String> before = worn(scene);
            assertTrue(RuleClasses.unwrap() >= 2 * CLASSES, "JavaFX has changed: is this still needed?");
            assertEquals(0, RuleClasses.unwrap());
            assertEquals(before, worn(scene));
            assertTrue(before.stream().distinct().count() > CLASSES, "they differ");
        });
    }

    /** Of new nodes in a root of their own: what was found for others is not asked again. */
    private static List<String> worn(Scene scene) {
        Group root = new Group();
        List<Region> nodes = new ArrayList<>();
        IntStream.range(0, CLASSES).forEach(i -> {
            for (int more = 0; more < 3; more++) {
                Region node = new Region();
                node.getStyleClass().add("c" + i);
                if (more > 0) node.getStyleClass().add("c" + (i * 7 + 3) % CLASSES);
                if (more > 1) node.getStyleClass().add("c0");
                nodes.add(node);
            }
        });
        root.getChildren().setAll(nodes);
        scene.setRoot(root);
        root.applyCss();
        return nodes.stream().map(node -> node.getMinWidth() + " " + node.getMinHeight() + " " + node.getMaxWidth())
            .toList();
    }
}
