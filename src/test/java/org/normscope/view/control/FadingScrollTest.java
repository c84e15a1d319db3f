package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class FadingScrollTest {
    private final Region content = new Region();
    private FadingScroll scroll;
    private StackPane root;

    @Start
    void start(Stage stage) {
        content.setMinHeight(400);
        scroll = FadingScroll.down(content);
        // Whatever the size of the window, which tests before this one may have left.
        scroll.setMinSize(200, 100);
        scroll.setMaxSize(200, 100);
        root = new StackPane(scroll);
        Scene scene = new Scene(root);
        scene.getStylesheets().add("data:text/css,.fade%7B-fx-pref-width:10;-fx-pref-height:10;%7D");
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void anEdgeFadesWhereThereIsMoreBehindIt(FxRobot robot) {
        robot.interact(() -> {
            assertEquals(Set.of("bottom"), faded());
            scroll.setVvalue(.5);
            assertEquals(Set.of("bottom", "top"), faded());
            scroll.setVvalue(1);
            assertEquals(Set.of("top"), faded());
            content.setMinHeight(40);
            assertEquals(Set.of(), faded());
        });
    }

    @Test
    void whatHasJustComeIsBroughtIntoSight(FxRobot robot) {
        Region above = new Region(), come = new Region(), below = new Region();
        robot.interact(() -> {
            above.setMinHeight(300);
            come.setMinHeight(60);
            below.setMinHeight(30);
            VBox column = new VBox(above, below);
            scroll.setContent(column);
            root.layout();
            column.getChildren().add(1, come);
            FadingScroll.reveal(come);
            assertEquals(90, bottom(come), 1, "just above the fade");
            come.setMinHeight(150);
            FadingScroll.reveal(come);
            assertEquals(150, bottom(come), 1, "of what is too high, the beginning");
            scroll.setVvalue(1);
            FadingScroll.reveal(above);
            assertEquals(300, bottom(above), 1);
        });
    }

    private double bottom(Node node) {
        return scroll.sceneToLocal(node.localToScene(node.getLayoutBounds())).getMaxY();
    }

    /** In one pass: the content gets its size in it later than what it is in. */
    @Test
    void itFadesAtOnceWhenTheContentGrows(FxRobot robot) {
        robot.interact(() -> {
            content.setMinHeight(40);
            assertEquals(Set.of(), faded());
            content.setMinHeight(400);
            assertEquals(Set.of("bottom"), faded());
        });
    }

    /** By the names of their sides, those that lie at their edge and over nothing else. */
    private Set<String> faded() {
        root.applyCss();
        root.layout();
        Set<String> sides = new TreeSet<>();
        for (Node fade : scroll.lookupAll(".fade")) {
            if (!fade.isVisible()) continue;
            String side = fade.getStyleClass().get(1);
            sides.add(side);
            assertEquals(10, fade.getLayoutBounds().getHeight(), side);
            assertEquals(side.equals("top") ? 0 : scroll.getHeight() - 10, fade.getLayoutY(), 2, side);
        }
        return sides;
    }
}
