package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ObservableMap;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.ScaleSharing;
import org.normscope.text.Language;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Shortcut;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Every key does what the help tells of it, and only that. */
class ToldKeysTest extends WindowFixture {
    /** Told as asking for files. */
    private static final Set<Shortcut> ASKING = Set.of(Shortcut.OPEN, Shortcut.SAVE);
    /** Told as choosing among several, or adding one of them. */
    private static final Set<Shortcut> CHOOSING = Set.of(Shortcut.NETWORK, Shortcut.COLOURS, Shortcut.ADD_PANE,
        Shortcut.CORPUS, Shortcut.COMPARE);

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void waitUntilOpen() {
        until(() -> window.app.activity().get() == null
            && window.app.workspace(NormalizeModel.class).maps().get() != null);
    }

    @Test
    void oneKeyDoesOneThing(FxRobot robot) {
        for (Workspace workspace : window.app.workspaces()) {
            robot.interact(() -> window.app.setWorkspace(workspace.id()));
            for (Shortcut told : Shortcut.ALL) {
                if (told.keys().isEmpty() || told == Shortcut.DISMISS || told == Shortcut.HELP) continue;
                robot.interact(() -> {
                    int before = window.asker.asked;
                    press(told);
                    String where = told.key() + " in " + workspace.id();
                    assertEquals(ASKING.contains(told) ? 1 : 0, window.asker.asked - before, where);
                    List<ContextMenu> menus = Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                        .map(ContextMenu.class::cast).toList();
                    assertTrue(menus.size() <= (CHOOSING.contains(told) ? 1 : 0), where + " opens a menu");
                    menus.forEach(ContextMenu::hide);
                    Panel.hideTop(window.frame);
                });
            }
        }
        assertEquals(List.of(), Shortcut.ALL.stream().filter(told -> told != Shortcut.DISMISS && told.keys()
            .filter(keys -> !window.frame.getScene().getAccelerators().containsKey(keys)).isPresent())
            .map(Shortcut::key).toList(), "told, but nobody listens in any workspace");
    }

    @Test
    void whatIsToldIsDone(FxRobot robot) {
        window.asker.toSave = folder.resolve("mine.normscope");
        robot.interact(() -> press(Shortcut.SAVE));
        until(() -> Files.exists(window.asker.toSave));
        ScaleSharing scale = window.app.workspace(NormalizeModel.class).settings().get().view().scale();
        robot.interact(() -> {
            press(Shortcut.LANGUAGE);
            press(Shortcut.THEME);
            press(Shortcut.SCALE);
        });
        assertEquals(Language.CHINESE, window.app.language().get());
        assertEquals(Theme.PROJECTOR, window.app.theme().get());
        assertNotEquals(scale, window.app.workspace(NormalizeModel.class).settings().get().view().scale());
    }

    private void press(Shortcut key) {
        ObservableMap<KeyCombination, Runnable> keys = window.frame.getScene().getAccelerators();
        Optional.ofNullable(keys.get(key.keys().orElseThrow())).ifPresent(Runnable::run);
    }
}
