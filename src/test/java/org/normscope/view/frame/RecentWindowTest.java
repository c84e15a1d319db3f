package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.Samples;
import org.normscope.state.desk.Recent;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.shift.Restyle;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What was opened last, wherever it can be chosen. */
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

    /** A menu's name, as it begins for a screen reader, and what of that kind was opened last. */
    private record Offering(String workspace, String menu, Recent.Kind kind) { }

    private static final List<Offering> OFFERINGS = List.of(
        new Offering("normalize", "Choose the network", Recent.Kind.NETWORK),
        new Offering("normalize", "Session", Recent.Kind.SESSION),
        new Offering("normalize", "The picture whose style", Recent.Kind.PICTURE),
        new Offering("normalize", "The unlabelled pictures", Recent.Kind.CORPUS),
        new Offering("layers", "Choose the current picture", Recent.Kind.PICTURE),
        new Offering("layers", "Choose the pictures", Recent.Kind.CORPUS),
        new Offering("layers", "Compare with", Recent.Kind.NETWORK),
        new Offering("style", "Network that paints", Recent.Kind.ENGINE),
        new Offering("style", "Size, a folder", Recent.Kind.CORPUS),
        new Offering("shift", "Choose the current picture", Recent.Kind.PICTURE),
        new Offering("shift", "Choose the painting", Recent.Kind.PICTURE),
        new Offering("shift", "Add a network", Recent.Kind.NETWORK),
        new Offering("tree", "Content", Recent.Kind.PICTURE),
        new Offering("tree", "Style", Recent.Kind.PICTURE));

    @Test
    void everyMenuOffersWhatWasOpenedLast(FxRobot robot) {
        until(() -> model().maps().get() != null);
        robot.interact(() -> {
            for (Recent.Kind kind : Recent.Kind.values()) {
                window.app.recent().remember(kind, List.of(folder.resolve("last " + kind).toString()));
            }
        });
        List<String> missing = new ArrayList<>();
        for (Offering offering : OFFERINGS) {
            robot.interact(() -> {
                window.app.setWorkspace(offering.workspace);
                window.frame.applyCss();
                List<String> menus = all(window.frame, MenuButton.class).map(m -> m.getAccessibleText()).toList();
                MenuButton menu = all(window.frame, MenuButton.class)
                    .filter(one -> one.getAccessibleText().startsWith(offering.menu)).findFirst().orElse(null);
                if (menu == null) {
                    missing.add(offering + " is not among " + menus);
                    return;
                }
                menu.getOnShowing().handle(new Event(MenuButton.ON_SHOWING));
                if (menu.getItems().stream().noneMatch(item -> item instanceof RadioMenuItem
                    && item.getText().endsWith("last " + offering.kind))) missing.add(offering.toString());
            });
        }
        assertEquals("", String.join("\n", missing));
    }

    @Test
    void aPaintingThatIsTheStyleIsMarked(FxRobot robot) {
        robot.interact(() -> {
            window.app.setWorkspace(ShiftSettings.ID);
            window.frame.applyCss();
            window.app.workspace(ShiftModel.class).setRestyle(new Restyle("builtin:paintings/corridor", 1));
            MenuButton menu = all(window.frame, MenuButton.class)
                .filter(one -> one.getAccessibleText().startsWith("Choose the painting")).findFirst().orElseThrow();
            menu.getOnShowing().handle(new Event(MenuButton.ON_SHOWING));
            String corridor = window.controls.texts().now(Samples.of("paintings/corridor").orElseThrow().titleKey());
            assertEquals(List.of(corridor), menu.getItems().stream().filter(RadioMenuItem.class::isInstance)
                .map(RadioMenuItem.class::cast).filter(RadioMenuItem::isSelected).map(MenuItem::getText).toList());
        });
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
