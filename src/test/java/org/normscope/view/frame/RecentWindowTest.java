package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.normalize.NormalizeModel;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Pictures that were opened last, at the button that adds some. */
class RecentWindowTest extends WindowFixture {
    /** As long as files have names. */
    private static final String LONG = "a-photo-with-a-name-that-goes-on-and-on-".repeat(5) + ".jpg";

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private NormalizeModel model() {
        return window.app.workspace(NormalizeModel.class);
    }

    private List<MenuItem> offered(FxRobot robot) {
        robot.interact(() -> all(window.frame, Button.class).filter(button -> button.getStyleClass()
            .contains("add-picture")).filter(OnScreen::shown).findFirst().orElseThrow().fire());
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance).map(ContextMenu.class::cast)
            .findFirst().map(menu -> List.copyOf(menu.getItems())).orElse(List.of());
    }

    @Test
    void theButtonAsksAtFirstAndThenOffersWhatWasOpenedTheCurrentOneMarked(FxRobot robot) throws IOException {
        until(() -> model().maps().get() != null);
        Path photo = folder.resolve(LONG);
        Files.copy(Path.of("assets/images/photos/cat.jpg"), photo);
        window.asker.toOpen.add(photo);
        assertEquals(List.of(), offered(robot), "nothing to offer: it asks at once");
        until(() -> model().settings().get().pictures().size() == 4);
        List<MenuItem> items = offered(robot);
        assertEquals(1, window.asker.asked);
        RadioMenuItem item = (RadioMenuItem) items.get(2);
        assertTrue(item.isSelected() && item.getText().contains("…") && item.getText().length() < 60, item.getText());
        robot.interact(() -> model().activatePicture(0));
        item = (RadioMenuItem) offered(robot).get(2);
        assertTrue(!item.isSelected(), "another is shown");
        robot.interact(item::fire);
        until(() -> model().settings().get().pictures().size() == 5);
        assertEquals(photo.toString(), model().settings().get().pictures().get(4).origin());
    }
}
