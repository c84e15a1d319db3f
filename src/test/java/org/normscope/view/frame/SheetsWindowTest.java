package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.geometry.Orientation;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The style sheets mean what they say: the toolkit finds nothing in them that it cannot use. */
@ExtendWith(ApplicationExtension.class)
class SheetsWindowTest {
    private static final Logger LOG = Logger.getLogger("javafx.css");

    private final Set<String> warnings = new ConcurrentSkipListSet<>();
    private final Handler gathering = new Handler() {
        @Override public void publish(LogRecord record) { warnings.add(record.getMessage()); }
        @Override public void flush() { }
        @Override public void close() { }
    };
    private OpenWindow window;

    @Start
    void open(Stage stage) {
        LOG.addHandler(gathering);
        window = new OpenWindow(stage);
    }

    @AfterEach
    void close(FxRobot robot) {
        LOG.removeHandler(gathering);
        robot.interact(window::close);
    }

    @Test
    void noThemeIsWarnedOfInAnyWorkspace(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        for (Theme theme : Theme.values()) {
            for (Workspace workspace : window.app.workspaces()) {
                robot.interact(() -> {
                    window.app.setTheme(theme);
                    window.app.setWorkspace(workspace.id());
                    window.frame.applyCss();
                    window.frame.layout();
                });
            }
        }
        assertEquals(List.of(), List.copyOf(warnings));
    }

    @Test
    void thumbsCanBeGraspedHoweverLongTheListIs(FxRobot robot) {
        for (Orientation along : Orientation.values()) {
            ListView<Integer> list = new ListView<>(
                FXCollections.observableArrayList(IntStream.range(0, 5000).boxed().toList()));
            list.setOrientation(along);
            robot.interact(() -> {
                window.frame.getChildren().add(list);
                list.setManaged(false);
                list.resize(300, 300);
                list.applyCss();
                list.layout();
                list.layout();
            });
            ScrollBar bar = all(list, ScrollBar.class).filter(one -> one.getOrientation() == along && one.isVisible())
                .findFirst().orElseThrow();
            robot.interact(bar::layout);
            Region thumb = (Region) bar.lookup(".thumb");
            boolean down = along == Orientation.VERTICAL;
            assertTrue((down ? thumb.getHeight() : thumb.getWidth()) >= 20, along + ": " + thumb.getLayoutBounds());
            assertTrue((down ? bar.getWidth() : bar.getHeight()) < 12, along + ": " + bar.getLayoutBounds());
            robot.interact(() -> window.frame.getChildren().remove(list));
        }
    }

    /** What a window shows before its first picture. */
    @Test
    void theSceneIsOfTheThemesGround(FxRobot robot) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> {
                window.app.setTheme(theme);
                window.frame.applyCss();
            });
            Color ground = (Color) window.frame.getScene().getFill();
            assertEquals(window.frame.getBackground().getFills().get(0).getFill(), ground);
            assertEquals(theme == Theme.DARK, ground.getBrightness() < .5, theme + ": " + ground);
        }
    }
}
