package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.text.Language;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What stays where it is when another workspace opens, and is read as it is meant. */
class SteadyWindowTest extends WindowFixture {
    private static final SnapshotParameters CORNER = new SnapshotParameters();

    static {
        CORNER.setViewport(new Rectangle2D(0, 0, 1, 1));
    }

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private void resize(double width, double height) {
        window.frame.resize(width, height);
        for (int i = 0; i < 2; i++) window.frame.snapshot(CORNER, null);
    }

    @Test
    void theTopBarIsAsHighInEveryWorkspace(FxRobot robot) {
        robot.interact(() -> {
            for (Dressed dressed : List.of(new Dressed(1440, Theme.LIGHT, Language.ENGLISH),
                new Dressed(1024, Theme.LIGHT, Language.CHINESE), new Dressed(1280, Theme.PROJECTOR,
                Language.ENGLISH))) {
                window.app.setTheme(dressed.theme);
                window.app.setLanguage(dressed.language);
                Map<String, Double> heights = new TreeMap<>();
                for (Workspace workspace : window.app.workspaces()) {
                    window.app.setWorkspace(workspace.id());
                    resize(dressed.width, dressed.width * 5 / 8);
                    heights.put(workspace.id(), ((Region) window.frame.lookup(".top-bar")).getHeight());
                }
                assertEquals(1, heights.values().stream().distinct().count(), dressed + ": " + heights);
            }
        });
    }

    private record Dressed(double width, Theme theme, Language language) { }

    @Test
    void hintsStandSideBySideInOneLineAndTheButtonLeadsToTheOthers(FxRobot robot) {
        robot.interact(() -> {
            for (Language language : Language.values()) {
                window.app.setLanguage(language);
                for (double width : new double[] {1024, 1440}) {
                    for (Workspace workspace : window.app.workspaces()) {
                        window.app.setWorkspace(workspace.id());
                        resize(width, 900);
                        all(hints(), Label.class).filter(Label::isVisible).forEach(hint -> {
                            Text text = (Text) hint.lookup(".text");
                            assertEquals(1, Math.round(text.getLayoutBounds().getHeight() / height(text)),
                                width + ": " + hint.getText());
                        });
                    }
                }
            }
            window.app.setLanguage(Language.ENGLISH);
            resize(1024, 700);
            List<Label> labels = all(hints(), Label.class).toList();
            Set<Label> seen = new HashSet<>();
            for (int i = 0; i < labels.size(); i++) {
                assertFalse(labels.stream().allMatch(Label::isVisible), "too narrow for all");
                labels.stream().filter(Label::isVisible).forEach(seen::add);
                all(hints(), Button.class).findFirst().orElseThrow().fire();
            }
            assertEquals(Set.copyOf(labels), seen);
        });
    }

    private HintLine hints() {
        return all(window.frame, HintLine.class).filter(HintLine::isVisible).findFirst().orElseThrow();
    }

    private static double height(Text text) {
        Text one = new Text("–");
        one.setFont(text.getFont());
        return one.getLayoutBounds().getHeight();
    }

    @Test
    void aMapInThePicturesCornerLeavesThePictureInSight(FxRobot robot) {
        robot.interact(() -> {
            for (double[] size : new double[][] {{1024, 700}, {1440, 900}}) {
                resize(size[0], size[1]);
                Region map = (Region) window.frame.lookup(".channel-map"),
                    all = (Region) window.frame.lookup(".thumbnail-content");
                assertTrue(map.getWidth() <= .6 * all.getWidth(), map.getWidth() + " of " + all.getWidth());
            }
        });
    }
}
