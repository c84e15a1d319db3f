package org.normscope.view.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;
import org.normscope.tree.Tree;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The words of the Tree stand there whole, whatever node is shown: a tooltip is no way to read a column of knobs. */
class TreeWordsWindowTest extends TreeWindow {
    private static final int[][] SIZES = {{960, 640}, {1330, 840}};

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void wordsOfEveryNodeAndOfTheBarAreWhole(FxRobot robot) {
        small(robot);
        Set<String> cut = new TreeSet<>();
        for (Language language : Language.values()) for (int[] size : SIZES) {
            robot.interact(() -> {
                window.app.setTheme(Theme.PROJECTOR);
                window.app.setLanguage(language);
                for (TreeNode node : Tree.nodes()) {
                    model().show(node.id());
                    tile(node).requestFocus();
                    resize(size[0], size[1]);
                    cut().forEach(words -> cut.add(language.code() + " " + size[0] + " " + node.id() + ": " + words));
                }
            });
        }
        assertEquals("", String.join("\n", cut));
    }

    /** What points at a tile leads over no other height of the bar: all would jump. */
    @Test
    void theBarIsAsHighWhateverItSays(FxRobot robot) {
        small(robot);
        for (Language language : Language.values()) robot.interact(() -> {
            Set<Double> heights = new TreeSet<>();
            window.app.setTheme(Theme.PROJECTOR);
            window.app.setLanguage(language);
            heights(heights);
            model().poster(folder.resolve("poster.pdf"));
            assertTrue(model().job().get().running());
            heights(heights);
            model().cancelJob();
            assertEquals(1, heights.size(), language + ": " + heights);
        });
    }

    private void heights(Set<Double> heights) {
        for (TreeNode node : Tree.nodes()) {
            tile(node).requestFocus();
            resize(960, 640);
            heights.add(bar().getHeight());
        }
    }

    private NodeTile tile(TreeNode node) {
        return all(window.frame, NodeTile.class).filter(tile -> tile.getAccessibleText().endsWith(
            node.year() + ", " + node.authors()) && tile.getAccessibleText().startsWith(window.controls.texts()
            .now(node.nameKey()))).findFirst().orElseThrow();
    }

    private Region bar() {
        return all(window.frame, Region.class).filter(one -> one.getStyleClass().contains("tree-bar"))
            .filter(one -> one.getParent().getStyleClass().contains("tree-card")).findFirst().orElseThrow();
    }

    private Stream<String> cut() {
        return Stream.concat(Stream.of(bar()), all(window.frame, NodeInspector.class))
            .flatMap(part -> all((Parent) part, Labeled.class)).filter(OnScreen::shown).flatMap(labeled ->
                labeled.getChildrenUnmodifiable().stream().filter(Node::isVisible)
                    .filter(child -> child.getStyleClass().contains("text")).map(text -> ((Text) text).getText())
                    .filter(shown -> !plain(shown).equals(plain(labeled.getText()))));
    }

    private static String plain(String words) {
        return words.replaceAll("\\s", "");
    }

    /** Else the next one's name stands off the middle, beside nothing. */
    @Test
    void thePlaceOfAPictureThatIsNotThereYetIsSeen(FxRobot robot) {
        robot.interact(() -> {
            resize(960, 640);
            Region place = (Region) all(window.frame, Button.class).filter(button -> button.getStyleClass()
                .contains("next-node")).findFirst().orElseThrow().lookup(".next-picture");
            assertEquals(1, place.getBackground().getFills().size());
        });
    }
}
